import { isIPv6 } from 'node:net';
import { InvalidArgumentError, Option } from 'commander';
import type { Side } from '../../shared/appliance';
import type { ServerAt } from '../../shared/connecting';
import { bytesPerSecondSchema, clientsSchema } from '../../shared/plan';
import { parseVersion } from '../../shared/version';

/** How a server is named: a name or an address, with user and port where wanted; IPv6 in brackets where a port follows. */
const hostForm =
  /^(?:ssh:\/\/)?(?:[^@\s]{1,64}@)?(?:\[[0-9A-Fa-f:.]+(?:%[^\]\s]+)?\]|[^\s@:,[\]]+)(?::(\d{1,5}))?$/;

/** HOST, USER@HOST or USER@HOST:PORT as it was typed; throws commander's error, which names the option. */
export function readHost(text: string): string {
  const match = hostForm.exec(text);
  if (/^[^@]*:[^@]*@/.test(text.replace(/^ssh:\/\//, '')))
    invalid('A user name has no colon. A password is asked for later; never type it here.');
  const port = Number(match?.[1] ?? 22);
  const known =
    (match !== null && port >= 1 && port <= 65_535) || isIPv6(text.replace(/^[^@\s]{1,64}@/, ''));
  if (match?.[1] !== undefined && !known) invalid('A port is a number from 1 to 65535.');
  return known && text.length <= 600
    ? text
    : invalid(
        'It has to be a host, user@host or user@host:port, for example epproot@192.168.0.201, or a name from ~/.ssh/config.',
      );
}

/** HOST or HOST:PORT of web pages, an IPv6 address in brackets where a port follows; the port is 443 where there is none. */
export function readWebHost(text: string): ServerAt {
  const bare = text.replace(/^https:\/\//, '').replace(/\/$/, '');
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([^\s@:/?#,[\]]+))(?::(\d{1,5}))?$/.exec(bare);
  const port = Number(match?.[3] ?? 443);
  const host = match?.[1] ?? match?.[2] ?? (isIPv6(bare) ? bare : undefined);
  if (host === undefined || host.length > 253)
    return invalid('It has to be a host or host:port, for example 192.168.0.201.');
  if (port < 1 || port > 65_535) return invalid('A port is a number from 1 to 65535.');
  return { host, port };
}

/** What is said of an option that may be given several times. */
export const again = 'may be repeated';

/** The text as it was typed. */
export const asTyped = (text: string): string => text;

/** The option that has a program read the output. */
export const json = (): Option =>
  new Option('--json', 'one JSON object a line on stdout; asks nothing');

/** Takes every value of an option that may be given several times. */
export const collect =
  <Value>(read: (text: string) => Value) =>
  (text: string, before: readonly Value[] | undefined): readonly Value[] => [
    ...(before ?? []),
    read(text),
  ];

/** A SHA-256 fingerprint as OpenSSH prints it, without the `=` at its end. */
export const readFingerprint = (text: string): string =>
  /^SHA256:[A-Za-z0-9+/]{43}=?$/.test(text)
    ? text.replace(/=$/, '')
    : invalid('It has to be SHA256: and 43 characters, as ssh-keygen -l prints it.');

/** A fingerprint of a host key: SHA-256, or MD5 because Ubuntu 14.04 prints no other; of a certificate SHA-256 in hex too. */
export const readHostKey = (text: string): string =>
  /^(?:MD5:)?(?:[0-9a-f]{2}:){15}[0-9a-f]{2}$/i.test(text) ||
  /^SHA256:[A-Za-z0-9+/]{43}=?$/.test(text) ||
  /^(?:SHA-?256[:=])?(?:[0-9a-f]{2}:?){31}[0-9a-f]{2}$/i.test(text)
    ? text
    : invalid(
        'It has to be SHA256: and 43 characters, or MD5: and 16 pairs, as ssh-keygen -l prints it; of a certificate 32 pairs, as a browser shows its SHA-256.',
      );

export const readMigrationId = (text: string): string =>
  /^[a-z0-9-]{1,40}$/.test(text)
    ? text
    : invalid('The id of a migration has small letters, digits and dashes.');

export function readComputers(text: string): number {
  const computers = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return computers >= 10 && computers <= 50_000
    ? computers
    : invalid('It has to be a whole number from 10 to 50000.');
}

/** A version in any of the forms that people write, as it was typed. */
export const readVersion = (text: string): string =>
  parseVersion(text)
    ? text
    : invalid('It has to be a version, for example 5.2.0.6, 5206, 2604 or 2604.0.1.0.');

/** Which practice server a fault is of, and its name. */
export type FaultWish = { readonly side: Side; readonly name: string };

/** `source:disk-full` or `target:disk-full`, where the fault is one of these. */
export const readFault =
  (names: readonly string[]) =>
  (text: string): FaultWish => {
    const [, side, name = ''] = /^(source|target):([a-z-]{1,40})$/.exec(text) ?? [];
    const all = `There are ${names.join(', ')}.`;
    if (side === undefined)
      return invalid(`It has to be source: or target: and the name of a fault. ${all}`);
    return names.includes(name)
      ? { side: side as Side, name }
      : invalid(`There is no fault “${name}”. ${all}`);
  };

const units: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

/** `50MB`, `1.5 g`, `500k/s` in bytes; not a number where it is none of them. */
function bytesIn(text: string, ends: RegExp): number {
  const match = /^(\d{1,12}(?:\.\d{1,3})?) ?([kmg]?)(.*)$/i.exec(text.trim());
  const [, amount, unit = '', end = ''] = match ?? [];
  return ends.test(end)
    ? Math.round(Number(amount) * (units[unit.toLowerCase()] ?? 0))
    : Number.NaN;
}

/** A size such as `50MB` in bytes, 1 MB to 4 GB. */
export function readSize(text: string): number {
  const bytes = bytesIn(text, /^b?$/i);
  return bytes >= 1e6 && bytes <= 4e9
    ? bytes
    : invalid('It has to be a size from 1MB to 4GB, for example 50MB.');
}

/** A rate such as `500k`, `10M` or `10MB/s` in bytes a second. */
export function readRate(text: string): number {
  const rate = bytesPerSecondSchema.safeParse(bytesIn(text, /^b?(?:\/s)?$/i));
  return rate.success
    ? rate.data
    : invalid('It has to be at least 10k, in bytes a second, for example 500k or 10M.');
}

/** A share of the computers, as 0.95 or 95%. */
export function readShare(text: string): number {
  const number = Number(text.replace(/%$/, ''));
  const share = clientsSchema.shape.share
    .unwrap()
    .safeParse(text.endsWith('%') ? number / 100 : number);
  return share.success && /\d/.test(text)
    ? share.data
    : invalid('It has to be from 0 to 1, or from 0% to 100%.');
}

/** Whole minutes, up to a week. */
export function readMinutes(text: string): number {
  const minutes = clientsSchema.shape.minutes.unwrap().safeParse(Number(text));
  return minutes.success ? minutes.data : invalid('It has to be from 1 to 10080 minutes.');
}

const invalid = (message: string): never => {
  throw new InvalidArgumentError(message);
};
