import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { quote } from '../../../../electron/engine/ssh/quote';

const values = [
  'plain',
  '',
  'two words',
  "it's",
  "'",
  "''''",
  '"double"',
  '$HOME `id` $(id) $x',
  'back\\slash\\',
  'line\nbreak\ttab',
  '; rm -rf / #',
  '*?[a-z]{a,b}~',
  '!history',
  'ünïcödé 漢字 🔑',
  '-n',
  'a=b',
  '\u001b[31mred',
];

describe('quote', () => {
  it('a shell reads every value as the one word that it was', () => {
    const script = `printf '%s\\0' ${values.map(quote).join(' ')}`;
    const words = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\0');
    expect(words.slice(0, -1)).toEqual(values);
  });

  it('what needs no quotes stays readable', () => {
    expect(quote('/backups/epp-5.2.0.6_a.eppb')).toBe('/backups/epp-5.2.0.6_a.eppb');
  });

  it('a NUL is refused: no command line can carry it', () => {
    expect(() => quote('a\0b')).toThrow(TypeError);
  });
});
