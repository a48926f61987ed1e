import { describe, expect, test } from 'vitest';
import {
  compareVersions,
  formatVersion,
  isServerVersion,
  parseVersion,
  sameRelease,
  sameVersion,
  type Version,
} from '../../../shared/version';

const read = (text: string): string | undefined => {
  const version = parseVersion(text);
  return version && `${version.family} ${formatVersion(version)}`;
};
const known = (text: string): Version => {
  const version = parseVersion(text);
  if (!version) throw new Error(`${text} is no version`);
  return version;
};

describe('a version is read in every form that people write', () => {
  test.each([
    ['5.2.0.6', 'dotted 5.2.0.6'],
    ['5206', 'dotted 5.2.0.6'],
    [' 5942 ', 'dotted 5.9.4.2'],
    ['v5.9.4.2', 'dotted 5.9.4.2'],
    ['V5942', 'dotted 5.9.4.2'],
    ['4.4.0.7', 'dotted 4.4.0.7'],
    ['4407', 'dotted 4.4.0.7'],
    ['5.02.0.6', 'dotted 5.2.0.6'],
    ['2604', 'dated 2604'],
    ['v2604', 'dated 2604'],
    [' v 2604.0.1.0\n', 'dated 2604.0.1.0'],
    ['2604.0.1.0', 'dated 2604.0.1.0'],
    ['2509', 'dated 2509'],
    ['2509.0.1', 'dated 2509.0.1'],
  ])('“%s” is %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    '',
    'v',
    'latest',
    '5.2',
    '5.2.0',
    '5',
    '2613',
    '2600',
    '2400',
    '2508',
    '2501.0.1.0',
    '5.2.0.6.1',
    '5.2.0.x',
    '5,2,0,6',
    '5 2 0 6',
    '-5.2.0.6',
    '52060',
    '0.1.2.3',
    '55.1.2.3',
    'vv5206',
    '5.2.0.6 2604',
    `5.${'2'.repeat(100_000)}.0.6`,
  ])('“%.20s” is no version', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

describe('versions are compared within their family only', () => {
  const compare = (a: string, b: string): number | undefined => compareVersions(known(a), known(b));
  test('5.2.0.6 is older than 5.10.0.0, which text order would deny', () => {
    expect(compare('5.2.0.6', '5.10.0.0')).toBeLessThan(0);
  });
  test('5206 and 5.2.0.6 are the same', () => {
    expect(compare('5206', '5.2.0.6')).toBe(0);
  });
  test.each([
    ['5.9.4.2', '2604'],
    ['2604', '5.9.4.2'],
    ['9.9.9.9', '2509'],
  ])('%s and %s have no order and are never the same', (a, b) => {
    expect(compare(a, b)).toBeUndefined();
    expect(sameVersion(known(a), known(b))).toBe(false);
    expect(sameRelease(known(a), known(b))).toBe(false);
  });
});

describe('builds of a release', () => {
  test.each([
    ['2604', '2604.0.1.0', true, true],
    ['2604.0.1.0', '2604.0.1.0', true, true],
    ['2604.0.1.0', '2604.0.2.0', false, true],
    ['2604.0.1.0', '2608.0.1.0', false, false],
    ['5.9.4.1', '5.9.4.2', false, false],
    ['5942', '5.9.4.2', true, true],
  ])('%s and %s: the same %s, of one release %s', (a, b, same, release) => {
    expect([sameVersion(known(a), known(b)), sameVersion(known(b), known(a))]).toEqual([
      same,
      same,
    ]);
    expect(sameRelease(known(a), known(b))).toBe(release);
  });

  test.each([
    ['5.1.0.2', true],
    ['2604', true],
    ['2604.0.3.7', true],
    ['2604.1.1.0', false],
    ['2511.3', false],
  ])('%s of a server: %s', (text, expected) => {
    expect(isServerVersion(known(text))).toBe(expected);
  });
});
