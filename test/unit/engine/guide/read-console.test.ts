import { describe, expect, it } from 'vitest';
import { readConsole } from '../../../../electron/engine/guide/families';
import { findPhrases, pageCharactersMax } from '../../../../electron/engine/guide/page-words';
import { consoleMeanings } from '../../../../shared/guide';
import { consoleWords } from '../../../../shared/words/guide';

const meanings = (text: string, family = '5x'): readonly string[] =>
  readConsole(text, family).map(({ meaning }) => meaning);

describe('what a page of a console seems to say', () => {
  it.each([
    ['Username\n  Password\n [Login]', ['login']],
    ['System Backup Key\nN07K1IAC\nYes, I saved the System Backup Key', ['key-dialog']],
    ['Migration  GENERATING  0 MB', ['generating']],
    ['a.eppb 12 MB Ready\n\tto download', ['ready']],
    ['Your back import file has been queued', ['queued']],
    ['<h1>500 Internal Server Error</h1>', ['error-500']],
    ['HTTP ERROR 500', ['error-500']],
    ['413 Request Entity Too Large', ['too-large']],
    ['Invalid System Backup Key', ['refused']],
    ['Your session has expired', ['logged-out']],
    ['Cannot execute command! An error occurred!', ['cannot-execute']],
    ['one Ready to download, another Generating', ['generating', 'ready']],
    ['regenerating keys, alreadyready to downloads, 1500 internal server errors', []],
    [`session 1 is yours. ${'x'.repeat(400)} expired`, []],
    ['', []],
  ])('%s', (text, expected) => {
    expect(meanings(text)).toEqual(expected);
  });

  it('is the same for every family, also for one that nobody knows', () => {
    for (const family of ['5x', '2509-2604', '2608', 'unknown', 'never-heard-of'])
      expect(meanings('Ready to download', family)).toEqual(['ready']);
  });

  it('has words for each meaning', () => {
    expect(Object.keys(consoleWords).sort()).toEqual([...consoleMeanings].sort());
    expect(readConsole('Ready to download', '5x')[0]?.words).toBe(consoleWords.ready);
  });

  it('looks at the beginning only', () => {
    const far = `${'a '.repeat(pageCharactersMax / 2)}Ready to download`;
    expect(meanings(far)).toEqual([]);
  });

  it.each([
    ['50 MB of blanks', ' '.repeat(50_000_000)],
    ['50 MB of one letter', 'a'.repeat(50_000_000)],
    ['the first word again and again', 'session '.repeat(6_000_000)],
    ['the first words run together', 'loginlogin '.repeat(4_000_000)],
    ['a phrase that nearly ends', 'your back import file has been queue '.repeat(1_000_000)],
    ['blanks and words in turn', 'invalid \n\t version backup '.repeat(1_000_000)],
  ])('%s is read in no time', (_what, text) => {
    const before = performance.now();
    meanings(text);
    expect(performance.now() - before).toBeLessThan(1000);
  });
});

describe('phrases', () => {
  it('are whole words in this order, not far apart', () => {
    expect(findPhrases('wrong system key', ['wrong', 'key'])).toBe(true);
    expect(findPhrases('key wrong', ['wrong', 'key'])).toBe(false);
    expect(findPhrases('wrong keys', ['wrong', 'key'])).toBe(false);
    expect(findPhrases(`wrong ${'x '.repeat(90)}key`, ['wrong', 'key'])).toBe(true);
    expect(findPhrases(`wrong ${'x '.repeat(110)}key`, ['wrong', 'key'])).toBe(false);
    expect(findPhrases(`wrong ${'x '.repeat(110)} wrong key`, ['wrong', 'key'])).toBe(true);
    expect(findPhrases('wrong', [])).toBe(false);
  });
});
