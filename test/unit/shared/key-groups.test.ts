import { describe, expect, it } from 'vitest';
import { checkAlphabet, keyGroups, lookAlikeOf } from '../../../shared/key-groups';

const printable = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at));
const keyCharacters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
/** The same characters at each call, but not in the order of the alphabet. */
const keyOf = (length: number): string =>
  Array.from({ length }, (_, at) => keyCharacters[(at * 17 + (at >> 2) * 5) % 36]).join('');

/** Check characters that a person would see who typed `typed` instead of `key`. */
const noticed = (key: string, typed: string): boolean => {
  const wanted = keyGroups(key);
  const given = keyGroups(typed);
  return wanted.some(({ check }, at) => given[at]?.check !== check);
};

const replaced = (key: string, at: number, character: string): string =>
  Array.from(key, (each, index) => (index === at ? character : each)).join('');

describe('groups of a key', () => {
  it('hold four characters each, the last what is left, whatever the length', () => {
    for (let length = 0; length <= 40; length++) {
      const key = keyOf(length);
      const groups = keyGroups(key);
      expect(groups.map(({ characters }) => characters).join('')).toBe(key);
      expect(groups).toHaveLength(Math.ceil(length / 4));
      expect(groups.slice(0, -1).every(({ characters }) => characters.length === 4)).toBe(true);
      expect(groups.every(({ check }) => check.length === 1 && checkAlphabet.includes(check))).toBe(
        true,
      );
    }
  });

  it('count code points, so a character outside the basic plane is one', () => {
    expect(keyGroups('🔑ab鍵c').map(({ characters }) => characters)).toEqual(['🔑ab鍵', 'c']);
  });

  it('have check characters that are always the same', () => {
    // Worked out by hand: 65 + 2*66 + 3*67 + 4*68 = 670, 670 mod 29 = 3; then 7 + 69 = 76, mod 29 = 18.
    expect(keyGroups('ABCDE').map(({ check }) => check)).toEqual([
      checkAlphabet[3],
      checkAlphabet[18],
    ]);
  });

  it('use 29 check characters without 0 1 I L-small O S U Z', () => {
    expect(new Set(checkAlphabet).size).toBe(29);
    expect(checkAlphabet).not.toMatch(/[01IOSUZ]/);
  });
});

describe('check characters notice', () => {
  const base = keyOf(16);

  it('every look-alike at every place', () => {
    const pairs = [
      '0O',
      '0o',
      'Oo',
      '1I',
      '1l',
      'Il',
      '5S',
      '8B',
      '2Z',
      '6G',
      'UV',
      'VY',
      'MN',
      'CG',
      '4A',
      'QO',
    ];
    for (const [one = '', other = ''] of pairs) {
      for (let at = 0; at < base.length; at++) {
        expect(
          noticed(replaced(base, at, one), replaced(base, at, other)),
          `${one}${other} at ${at}`,
        ).toBe(true);
      }
    }
  });

  it('any wrong capital letter or digit, but for those 29 apart', () => {
    for (const right of keyCharacters) {
      for (const wrong of keyCharacters) {
        const apart = Math.abs((right.codePointAt(0) ?? 0) - (wrong.codePointAt(0) ?? 0));
        for (let at = 0; at < 4; at++) {
          expect(noticed(replaced(base, at, right), replaced(base, at, wrong))).toBe(
            apart % 29 !== 0,
          );
        }
      }
    }
  });

  it('neighbours that were swapped', () => {
    for (const one of keyCharacters) {
      for (const other of keyCharacters) {
        const apart = Math.abs((one.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0));
        if (apart % 29 === 0) continue;
        for (const at of [0, 1, 2]) {
          const right = replaced(replaced(base, at, one), at + 1, other);
          const swapped = replaced(replaced(base, at, other), at + 1, one);
          expect(noticed(right, swapped)).toBe(true);
        }
      }
    }
  });

  it('whole groups that were swapped with their check characters', () => {
    const groups = keyGroups(keyOf(29 * 4));
    for (let one = 0; one < groups.length; one++) {
      for (let other = one + 1; other < groups.length; other++) {
        const order = groups.map((_, at) => (at === one ? other : at === other ? one : at));
        const typed = order.map((at) => groups[at]?.characters).join('');
        const seen = keyGroups(typed);
        expect(order.some((from, at) => seen[at]?.check !== groups[from]?.check)).toBe(true);
      }
    }
  });
});

describe('look-alikes', () => {
  it('are zero, one, i and l, both kinds of o, and nothing else', () => {
    const found = printable.filter((character) => lookAlikeOf(character) !== undefined);
    expect(found.join('')).toBe('01IOlo');
    expect(lookAlikeOf('constructor')).toBeUndefined();
  });
});
