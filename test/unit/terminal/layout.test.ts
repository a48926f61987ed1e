import { describe, expect, test } from 'vitest';
import { clean, cleanAll } from '../../../electron/terminal/clean';
import { columns, cut, hanging, spread, textWidth } from '../../../electron/terminal/layout';
import { wantsColours } from '../../../electron/terminal/terminal';
import { wrap } from '../../../shared/wrap';

describe('the layout', () => {
  test('follows the window, within reason', () => {
    expect([80, 120, 20, 0, undefined].map(textWidth)).toEqual([79, 100, 20, 79, 79]);
  });

  test('breaks between words and keeps the blanks of what fits', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('a    b\nincomprehensible word', 8)).toEqual([
      'a    b',
      'incomprehensible',
      'word',
    ]);
    expect(hanging('  Seen', 'aa bb cc dd ee ff gg hh', 30, 10)).toBe(
      '  Seen    aa bb cc dd ee ff gg\n          hh',
    );
  });

  test('puts two ends on a line, the left one giving way', () => {
    expect(spread('a long sentence', '3 s', 12)).toBe('a long…  3 s');
    expect(cut('abc', 3)).toBe('abc');
  });

  test('aligns columns, numbers at their right', () => {
    expect(
      columns(
        [
          ['a', '1'],
          ['bcd', '1200'],
        ],
        [1],
      ),
    ).toEqual(['a       1', 'bcd  1200']);
  });
});

describe('what servers say', () => {
  test('never steers the terminal', () => {
    expect(clean('OLD\u001b[2J\u001b[1;1H-EPP\u009b31m\u0007\r\nx')).toBe('OLD-EPP x');
    expect(cleanAll({ a: ['\u001b[31mred\u202e'], n: 1, u: undefined })).toEqual({
      a: ['red '],
      n: 1,
      u: undefined,
    });
  });
});

describe('colours', () => {
  test('follow NO_COLOR before FORCE_COLOR before the window', () => {
    expect(wantsColours({}, true)).toBe(true);
    expect(wantsColours({}, false)).toBe(false);
    expect(wantsColours({ FORCE_COLOR: '1' }, false)).toBe(true);
    expect(wantsColours({ FORCE_COLOR: '0' }, true)).toBe(false);
    expect(wantsColours({ FORCE_COLOR: '1', NO_COLOR: '1' }, true)).toBe(false);
  });
});
