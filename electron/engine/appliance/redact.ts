import { createHmac, randomBytes } from 'node:crypto';
import { hideSecrets } from './hide-secrets';

/** Takes out of texts what tells who an appliance is; equal values stay equal, and each keeps its form. */
export type Redactor = {
  readonly redact: (text: string) => string;
  /** Notes a name that is to be replaced wherever it stands. */
  readonly name: (name: string) => void;
  /** Notes a name that stands alone where it stands; there may be very many. */
  readonly word: (name: string) => void;
  /** Notes a text that nobody else has, such as a serial number. */
  readonly id: (text: string) => void;
  /** Notes a text that has the form of something secret and is none: a version looks like an address. */
  readonly keep: (text: string) => void;
};

const ipv4 =
  /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])/g;
const ipv6 =
  /(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,6}(?![\w:])|(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}:(?:[0-9a-f]{1,4})?(?![\w:])/gi;
const mac = /(?<![0-9a-f:-])(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![0-9a-f:-])/gi;
const mail = /[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi;
const hex =
  /(?<![0-9a-z])(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{24,128})(?![0-9a-z])/gi;
/** A fingerprint in pairs. */
const pairs = /(?<![\w:])(?:[0-9a-f]{2}:){15,63}[0-9a-f]{2}(?![\w:])/gi;
/** Keys and licences: groups of capitals and digits. */
const groups =
  /(?<![\w-])[A-Z0-9]{4,8}(?:-[A-Z0-9]{4,8}){2,7}(?![\w-])|(?<![\w-])(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{16,64}(?![\w-])/g;
const serial =
  /((?:serial|licen[cs]e|uuid|machine[ _-]?id|host ?name|fqdn|domain)[ _-]?(?:no|nr|number|id|code)?\.?["']?\s*[=:]\s*["']?)([^\s"',;}]+)/gi;
/** Addresses that are the same everywhere. */
const general = /^(?:127\.0\.0\.1$|0\.0\.0\.0$|255\.|111\.33\.33\.111$|::1?$)/;

export function openRedactor(): Redactor {
  const salt = randomBytes(32);
  const seen = new Map<string, string>();
  const names = new Set<string>();
  const many = new Set<string>();
  const ids = new Set<string>();
  const kept = new Set<string>();
  const counts = new Map<string, number>();
  const next = (kind: string): number => {
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    return number;
  };
  /** The same stand-in for the same text, whichever way it is written. */
  const instead = (text: string, make: () => string): string => {
    if (kept.has(text)) return text;
    const there = seen.get(text.toLowerCase());
    if (there !== undefined) return there;
    const made = make();
    seen.set(text.toLowerCase(), made);
    // What was put in is not replaced again where it comes back.
    kept.add(made);
    return made;
  };
  /** Digits stay digits, hex stays hex, and each letter keeps its case; the same text in other letters becomes the same. */
  const scrambled = (text: string): string => {
    const digest = createHmac('sha256', salt).update(text.toLowerCase()).digest();
    const letters = /^[0-9a-f:-]+$/i.test(text) ? 'abcdef' : 'abcdefghjkmnpqrstuvwxyz';
    return [...text]
      .map((sign, at) => {
        const number = (digest[at % digest.length] ?? 0) + Math.floor(at / digest.length);
        if (/[0-9]/.test(sign)) return String(number % 10);
        if (!/[a-z]/i.test(sign)) return sign;
        const letter = letters[number % letters.length] ?? 'x';
        return sign === sign.toLowerCase() ? letter : letter.toUpperCase();
      })
      .join('');
  };
  const scramble = (text: string): string => {
    if (kept.has(text)) return text;
    const made = scrambled(text);
    kept.add(made);
    return made;
  };
  const address4 = (text: string): string =>
    general.test(text)
      ? text
      : instead(text, () => {
          const number = next('ipv4');
          return `198.${18 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;
        });
  const address6 = (text: string): string =>
    general.test(text) || !/[a-f:]{2}|::/i.test(text)
      ? text
      : instead(text, () => `2001:db8::${next('ipv6').toString(16)}`);
  const nameFor = (text: string): string => instead(text, () => `host-${next('name')}`);

  return {
    name: (name) => {
      if (name.length >= 3 && !ipv4.test(name)) names.add(name);
      ipv4.lastIndex = 0;
    },
    word: (name) => {
      if (name.length >= 3) many.add(name.toLowerCase());
    },
    id: (text) => {
      if (text.length >= 4) ids.add(text);
    },
    keep: (text) => {
      kept.add(text);
    },
    redact: (text) => {
      let left = hideSecrets(text, scramble);
      for (const id of ids)
        left = left.replaceAll(new RegExp(escaped(id), 'gi'), (found) => scramble(found));
      for (const name of [...names].toSorted((a, b) => b.length - a.length))
        left = left.replaceAll(new RegExp(escaped(name), 'gi'), (found) => nameFor(found));
      if (many.size > 0)
        left = left.replaceAll(/[\p{L}\p{N}_-]{3,}/gu, (found) =>
          many.has(found.toLowerCase()) ? nameFor(found) : found,
        );
      return left
        .replaceAll(mail, (found) => instead(found, () => `person-${next('mail')}@example.com`))
        .replaceAll(pairs, scramble)
        .replaceAll(mac, (found) =>
          instead(found, () => {
            const number = next('mac');
            const sign = found[2] ?? ':';
            return ['02', '00', '00', '00', hex2(number >> 8), hex2(number & 255)].join(sign);
          }),
        )
        .replaceAll(hex, scramble)
        .replaceAll(groups, scramble)
        .replaceAll(serial, (_all, before: string, value: string) =>
          /^(?:true|false|valid|full|trial|\d{1,4})$/i.test(value)
            ? _all
            : `${before}${scramble(value)}`,
        )
        .replaceAll(ipv4, address4)
        .replaceAll(ipv6, address6);
    },
  };
}

const hex2 = (number: number): string => number.toString(16).padStart(2, '0');
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
