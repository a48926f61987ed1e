import type { KeyDifference, KeyHint } from './kit';

/** Four characters of a key and the one that checks them. */
export type KeyGroup = { readonly characters: string; readonly check: string };

/** How many characters a group has. */
export const groupLength = 4;

/** No two of these look alike. Their number, 29, is a prime that tells 0 from O, 1 from I and l, 5 from S, 8 from B, 2 from Z. */
export const checkAlphabet = '23456789ABCDEFGHJKLMNPQRTVWXY';

/** The key in groups of four code points, each with its check character. */
export function keyGroups(key: string): readonly KeyGroup[] {
  const characters = Array.from(key);
  const count = Math.ceil(characters.length / groupLength);
  return Array.from({ length: count }, (_, group) => {
    const own = characters.slice(group * groupLength, (group + 1) * groupLength);
    return { characters: own.join(''), check: checkOf(own, group) };
  });
}

function checkOf(characters: readonly string[], group: number): string {
  const sum = characters.reduce(
    (total, character, at) => total + (at + 1) * (character.codePointAt(0) ?? 0),
    7 * group,
  );
  return checkAlphabet[sum % checkAlphabet.length] ?? '';
}

export type LookAlike = 'zero' | 'letter-o' | 'small-o' | 'one' | 'letter-i' | 'letter-l';

const lookAlikes: Readonly<Record<string, LookAlike>> = {
  '0': 'zero',
  O: 'letter-o',
  o: 'small-o',
  '1': 'one',
  I: 'letter-i',
  l: 'letter-l',
};

/** What a character is that is easily taken for another one. */
export const lookAlikeOf = (character: string): LookAlike | undefined =>
  Object.hasOwn(lookAlikes, character) ? lookAlikes[character] : undefined;

/** Blanks, those that nobody sees, and the sign that a kit shows for one. */
const typedBlanks = /[\s\u200b\u2060\u2423]+/gu;
const dashes = /[\p{Dash}\u00ad]/gu;
const hasDash = /\p{Dash}/u;

const composed = (text: string): string => text.normalize('NFC');
const withoutBlanks = (text: string): string => text.replaceAll(/\s+/gu, '');

/** What somebody may have meant who typed this, the likeliest first. */
export function readingsOf(typed: string): readonly string[] {
  const exact = composed(typed).trim();
  const together = exact.replaceAll(typedBlanks, '');
  const readings = [
    exact,
    exact.replaceAll('\u2423', ' '),
    together,
    together.replaceAll(dashes, ''),
  ];
  return [...new Set(readings)].filter((reading) => reading !== '');
}

/** True where a reading of what was typed is the key, or the key without its blanks. */
export function isSameKey(typed: string, key: string): boolean {
  const exact = composed(key);
  if (composed(typed) === exact) return true;
  const together = withoutBlanks(exact);
  return readingsOf(typed).some((reading) => reading === exact || reading === together);
}

/** How what was typed differs from the key, or undefined where it does not; tells no character of it. */
export function differenceOf(typed: string, key: string): KeyDifference | undefined {
  if (isSameKey(typed, key)) return undefined;
  const wanted = placesOf(key);
  const given = Array.from(
    composed(typed)
      .replaceAll(typedBlanks, '')
      .replaceAll(hasDash.test(key) ? /$^/gu : dashes, ''),
  );
  const { wrong, broken } = align(wanted, given);
  const groups = wrong.map(({ place }) => place.group);
  if (broken !== undefined) groups.push(broken);
  const length: readonly KeyHint[] =
    given.length < wanted.length ? ['shorter'] : given.length > wanted.length ? ['longer'] : [];
  return {
    groups: [...new Set(groups)].sort((a, b) => a - b),
    hints: [...length, ...reasonsOf(wrong)],
  };
}

/** A character of the key that is no blank, with the number of the group in which a kit shows it. */
type Place = { readonly character: string; readonly group: number };
type Pair = { readonly place: Place; readonly typed: string };

function placesOf(key: string): readonly Place[] {
  const places: Place[] = [];
  let at = 0;
  for (const { segment } of new Intl.Segmenter('en').segment(key)) {
    const group = Math.floor(at / groupLength) + 1;
    const separate = composed(segment) === segment;
    Array.from(composed(segment)).forEach((character, offset) => {
      if (/\s/u.test(character)) return;
      const own = separate ? Math.floor((at + offset) / groupLength) + 1 : group;
      places.push({ character, group: own });
    });
    at += Array.from(segment).length;
  }
  return places;
}

/**
 * Lays both beside each other so that as few characters as possible differ: where the lengths differ, what is missing or
 * too much is taken to be in one place. `broken` is the group of that place.
 */
function align(
  wanted: readonly Place[],
  given: readonly string[],
): { readonly wrong: readonly Pair[]; readonly broken?: number | undefined } {
  const missing = Math.max(0, wanted.length - given.length);
  const extra = Math.max(0, given.length - wanted.length);
  const shared = Math.min(wanted.length, given.length);
  const differs = (at: number, after: boolean): boolean =>
    wanted[at + (after ? missing : 0)]?.character !== given[at + (after ? extra : 0)];

  let faults = 0;
  for (let at = 0; at < shared; at++) if (differs(at, true)) faults++;
  let fewest = faults;
  let split = 0;
  for (let at = 0; at < shared; at++) {
    faults += (differs(at, false) ? 1 : 0) - (differs(at, true) ? 1 : 0);
    if (faults <= fewest) {
      fewest = faults;
      split = at + 1;
    }
  }
  const wrong: Pair[] = [];
  for (let at = 0; at < shared; at++) {
    const after = at >= split;
    const place = wanted[at + (after ? missing : 0)];
    if (place && differs(at, after)) {
      wrong.push({ place, typed: given[at + (after ? extra : 0)] ?? '' });
    }
  }
  return { wrong, broken: missing + extra > 0 ? wanted[split]?.group : undefined };
}

const small = (character: string): string => character.toLowerCase();
const shape = (character: string): string =>
  /[0Oo]/.test(character) ? '0' : /[1Il|]/.test(character) ? '1' : character;

/** What alone would explain every character that differs; at last both together. */
function reasonsOf(wrong: readonly Pair[]): readonly KeyHint[] {
  if (wrong.length === 0) return [];
  const explain = (same: (character: string) => string): boolean =>
    wrong.every(({ place, typed }) => same(place.character) === same(typed));
  if (explain(small)) return ['case'];
  if (explain(shape)) return ['look-alike'];
  return explain((character) => small(shape(character))) ? ['case', 'look-alike'] : [];
}
