import { describe, expect, test } from 'vitest';
import { compareVersions, formatVersion, parseVersion } from '../../../shared/version';

const read = (text: string): string | undefined => {
  const version = parseVersion(text);
  return version && `${version.family} ${formatVersion(version)}`;
};

describe('a version is read in every form that people write', () => {
  test.each([
    ['5.2.0.6', 'dotted 5.2.0.6'],
    ['5206', 'dotted 5.2.0.6'],
    [' 5942 ', 'dotted 5.9.4.2'],
    ['4.4.0.7', 'dotted 4.4.0.7'],
    ['4407', 'dotted 4.4.0.7'],
    ['2604', 'dated 2604.0.0.0'],
    ['2604.0.1.0', 'dated 2604.0.1.0'],
    ['2509.0.1', 'dated 2509.0.1.0'],
  ])('%s is %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    '',
    'latest',
    '5.2',
    '5.2.0',
    '5',
    '2613',
    '2400',
    '5.2.0.6.1',
    '5.2.0.x',
    '-5.2.0.6',
    '52060',
    '0.1.2.3',
    '55.1.2.3',
  ])('“%s” is no version', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

describe('versions are compared within their family only', () => {
  const compare = (a: string, b: string): number | undefined => {
    const [first, second] = [parseVersion(a), parseVersion(b)];
    return first && second && compareVersions(first, second);
  };
  test('5.2.0.6 is older than 5.10.0.0, which text order would deny', () => {
    expect(compare('5.2.0.6', '5.10.0.0')).toBeLessThan(0);
  });
  test('5206 and 5.2.0.6 are the same', () => {
    expect(compare('5206', '5.2.0.6')).toBe(0);
  });
  test('5.9.4.2 and 2604 have no order', () => {
    expect(compare('5.9.4.2', '2604')).toBeUndefined();
  });
});
