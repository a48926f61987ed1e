import { describe, expect, test } from 'vitest';
import { keyPage } from '../../../electron/terminal/key-page';
import { faultWords, givenUpWords } from '../../../electron/terminal/key-words';
import { differenceOf, keyGroups } from '../../../shared/key-groups';
import type { KeyFault } from '../../../shared/migration';
import { alikeKey, foreignKey, hugeKey, longKey, usualKey } from '../engine/kit/kits';
import { plainPaint } from './page';

const pageOf = (key: string, width = 79): readonly string[] =>
  keyPage(key, 'b1', 'source', { width: () => width, paint: plainPaint });

describe('the page of a key', () => {
  test('shows it in one piece and in numbered groups with their check characters', () => {
    const text = pageOf(usualKey).join('\n');
    expect(text).toContain(`    ${usualKey}\n`);
    expect(text).toMatch(/Group +1 +2 +3 +4\n/);
    expect(text).toMatch(/Characters +K7QM +2X9R +T4BW +8ZLA\n/);
    const checks = keyGroups(usualKey).map(({ check }) => check);
    expect(text).toMatch(new RegExp(`Check +${checks.join(' +')}\\n`));
  });

  test('names below them what may be taken for something else, by group', () => {
    const text = pageOf('AB0OCDEF1Il2WXYZ').join('\n');
    expect(text.replaceAll(/\s+/g, ' ')).toContain(
      'Group 1: 0 is zero, O is letter O; Group 3: 1 is one, I is letter I, l is small L',
    );
    expect(pageOf(usualKey).join('\n')).not.toMatch(/ is (?:zero|letter)/);
  });

  test('shows every blank, and numbers what stands in no plain alphabet', () => {
    expect(pageOf('AB C1234').join('\n')).toContain('␣ is a space');
    expect(pageOf(foreignKey).join('\n')).toContain('ü is U+00FC');
  });

  test.each([40, 79, 100])('fits %i columns, but for the key in one piece', (width) => {
    for (const key of [usualKey, alikeKey, longKey, hugeKey])
      for (const line of pageOf(key, width).filter(
        (_, index, all) => index !== all.indexOf('', 2) + 1,
      ))
        expect(line.length, line).toBeLessThanOrEqual(width);
  });

  test('fits a window of 24 lines with the prompt below it', () => {
    for (const key of [usualKey, alikeKey]) expect(pageOf(key).length).toBeLessThanOrEqual(21);
  });

  test('holds no character that steers a terminal', () => {
    for (const line of pageOf('AB\u001b[31mCD\u202e12')) expect(line).not.toMatch(/\p{C}/u);
  });
});

describe('why something is not the key', () => {
  const said = (typed: string, key = usualKey): string => {
    const difference = differenceOf(typed, key);
    return difference ? faultWords({ difference }).join(' ') : 'right';
  };

  test('is told by group and by kind, and nothing of the key is in it', () => {
    expect(said('K7QM3X9RT4BW8ZLA')).toBe('That was not the key. Group 2 is not right.');
    expect(said('K7QM3X9RT4BW8ZLB')).toContain('Groups 2 and 4 are not right.');
    expect(said('A7QM3X9RT4BW8ZLB')).toContain('Groups 1, 2 and 4 are not right.');
    expect(said('K7QM2X9RT4BW8ZL')).toContain('Characters are missing.');
    expect(said('K7QM2X9RT4BW8ZLAA')).toContain('There are too many characters.');
    expect(said('k7qm2x9rt4bw8zla')).toContain('large instead of small');
    expect(said('ABO0', 'AB0O')).toContain('0 and O');
    for (const typed of ['K7QM3X9RT4BW8ZLA', 'x'])
      for (const { characters } of keyGroups(usualKey))
        expect(said(typed)).not.toContain(characters);
  });

  test('is told of a kit by what is wrong with it', () => {
    const fault: KeyFault = {
      failure: { code: 'kit.other-backup', facts: { seen: 'b0', expected: 'b1' } },
    };
    expect(faultWords(fault).join(' ')).toMatch(
      /^This is the kit of another backup\. The kit is that of b0, not of b1\./,
    );
    expect(faultWords(undefined)).toEqual(['That was not the key.']);
  });
});

describe('a backup that was given up', () => {
  const backup = { name: 'b1', reason: 'key-lost', deleted: false, ready: false } as const;
  test('is named with the reason and whether it is still there', () => {
    expect(givenUpWords(backup)).toMatch(/b1 is given up: nobody has its key.+not been deleted/);
    expect(givenUpWords({ ...backup, reason: 'failed', deleted: true })).toContain(
      'It was deleted on the old server.',
    );
    expect(givenUpWords({ ...backup, reason: 'vanished' })).not.toMatch(/deleted/);
    expect(givenUpWords(backup)).toMatch(/worthless/);
    expect(givenUpWords({ ...backup, ready: true })).toMatch(/Keep its kit/);
  });
});
