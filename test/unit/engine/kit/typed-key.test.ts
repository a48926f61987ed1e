import { describe, expect, it } from 'vitest';
import { differenceOf, isSameKey, keyGroups, readingsOf } from '../../../../shared/key-groups';

const printable = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at));
const keyCharacters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
/** The same characters at each call, but not in the order of the alphabet. */
const keyOf = (length: number): string =>
  Array.from({ length }, (_, at) => keyCharacters[(at * 17 + (at >> 2) * 5) % 36]).join('');

const replaced = (key: string, at: number, character: string): string =>
  Array.from(key, (each, index) => (index === at ? character : each)).join('');

describe('readings of what was typed', () => {
  it('are exact, without blanks, without dashes, each once', () => {
    expect(readingsOf(' AB-C D ')).toEqual(['AB-C D', 'AB-CD', 'ABCD']);
    expect(readingsOf('ABCD')).toEqual(['ABCD']);
    expect(readingsOf(' \t\u00a0\n')).toEqual([]);
    expect(readingsOf('--')).toEqual(['--']);
  });

  it('know every dash and blank of Unicode', () => {
    for (const dash of '-‐‑‒–—―−﹘﹣－\u00ad') expect(readingsOf(`A${dash}B`).at(-1)).toBe('AB');
    for (const blank of ' \u00a0\u2009\u202f\u3000\u200b\ufeff␣\t') {
      expect(readingsOf(`A${blank}B`).at(-1)).toBe('AB');
    }
  });

  it('compose accents', () => {
    expect(readingsOf('e\u0301')).toEqual(['é']);
  });
});

describe('the same key', () => {
  it('is the same in groups, with dashes, with blanks around it', () => {
    for (let length = 1; length <= 24; length++) {
      const key = keyOf(length);
      const groups = keyGroups(key).map(({ characters }) => characters);
      for (const typed of [
        key,
        groups.join(' '),
        groups.join('-'),
        groups.join(' – '),
        `\n${key} `,
      ]) {
        expect(isSameKey(typed, key)).toBe(true);
        expect(differenceOf(typed, key)).toBeUndefined();
      }
    }
  });

  it('keeps dashes that belong to it, and forgives blanks that do', () => {
    expect(isSameKey('AB-CD', 'AB-CD')).toBe(true);
    expect(isSameKey('AB -CD', 'AB-CD')).toBe(true);
    expect(isSameKey('ABCD', 'AB-CD')).toBe(false);
    expect(isSameKey('ABCD', 'AB CD')).toBe(true);
    expect(isSameKey('AB␣CD', 'AB CD')).toBe(true);
    expect(isSameKey('  ', '  ')).toBe(true);
    expect(isSameKey('', 'A')).toBe(false);
  });

  it('tells case and every wrong character', () => {
    const key = keyOf(12);
    for (let at = 0; at < 12; at++) {
      for (const character of printable) {
        if (character !== key[at]) expect(isSameKey(replaced(key, at, character), key)).toBe(false);
      }
    }
  });

  it('is found whichever way accents are written', () => {
    expect(isSameKey('Gru\u0308ße', 'Grüße')).toBe(true);
    expect(isSameKey('Grüße', 'Gru\u0308ße')).toBe(true);
  });
});

describe('the difference to the key', () => {
  const key = 'AB0DEFGHJKLMNPQR';

  it('names the group of every single wrong character', () => {
    for (let at = 0; at < key.length; at++) {
      expect(differenceOf(replaced(key, at, '#'), key)).toEqual({
        groups: [Math.floor(at / 4) + 1],
        hints: [],
      });
    }
  });

  it('blames one group for a character that is missing or too much', () => {
    for (let at = 0; at < key.length; at++) {
      const shorter = key.slice(0, at) + key.slice(at + 1);
      expect(differenceOf(shorter, key)).toEqual({
        groups: [Math.floor(at / 4) + 1],
        hints: ['shorter'],
      });
      const longer = `${key.slice(0, at)}#${key.slice(at)}`;
      expect(differenceOf(longer, key)).toEqual({
        groups: [Math.floor(at / 4) + 1],
        hints: ['longer'],
      });
    }
    expect(differenceOf(`${key}#`, key)).toEqual({ groups: [], hints: ['longer'] });
  });

  it('blames the group where somebody who reads on from the first character notices it', () => {
    expect(differenceOf('AAAAABB', 'AAAAAABB')).toEqual({ groups: [2], hints: ['shorter'] });
    expect(differenceOf('AAAAAAABB', 'AAAAAABB')).toEqual({ groups: [2], hints: ['longer'] });
  });

  it('counts dashes where they belong to the key', () => {
    expect(differenceOf('AB-CX', 'AB-CD')).toEqual({ groups: [2], hints: [] });
    expect(differenceOf('ABCD', 'AB-CD')).toEqual({ groups: [1], hints: ['shorter'] });
    expect(differenceOf('AB-CX', 'ABCD')).toEqual({ groups: [1], hints: [] });
  });

  it('blames the group of a wrong character beside that of a missing one', () => {
    expect(differenceOf('#B0DEFGHJKLMNPR', key)).toEqual({ groups: [1, 4], hints: ['shorter'] });
  });

  it('says where case or a look-alike explains it', () => {
    expect(differenceOf(key.toLowerCase(), key)).toEqual({ groups: [1, 2, 3, 4], hints: ['case'] });
    expect(differenceOf('ABODEFGHJKLMNPQR', key)).toEqual({ groups: [1], hints: ['look-alike'] });
    expect(differenceOf('ABodeFGHJKLMNPQR', key)).toEqual({
      groups: [1, 2],
      hints: ['case', 'look-alike'],
    });
    expect(differenceOf('ABODEFGH#KLMNPQR', key)).toEqual({ groups: [1, 3], hints: [] });
  });

  it('counts groups as the kit shows them, blanks of the key included', () => {
    expect(differenceOf('AB CDEF#H', 'AB CDEFGH')).toEqual({ groups: [2], hints: [] });
    expect(differenceOf('ABCDEFG#', 'AB CDEFGH')).toEqual({ groups: [3], hints: [] });
    expect(differenceOf('ae\u0301#', 'ae\u0301xyz'.slice(0, 4))).toEqual({
      groups: [1],
      hints: [],
    });
  });

  it('is quick and holds for anything that is typed', () => {
    const long = keyOf(2000);
    expect(differenceOf('#'.repeat(200_000), long)?.hints).toEqual(['longer']);
    expect(differenceOf('', long)).toEqual({ groups: [1], hints: ['shorter'] });
    expect(differenceOf('', '   ')).toEqual({ groups: [], hints: [] });
  });

  it('holds no character of the key', () => {
    expect(JSON.stringify(differenceOf('xxxx', key))).not.toMatch(/[A-Z]/);
  });
});
