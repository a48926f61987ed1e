import { expect, it } from 'vitest';
import { shownWords } from '../../../electron/shell/console/shown-words';

const page = 'Computers 1,200\nUsers 35. Server Version: 5.9.4.2 at 10.0.0.20:443 (OLD-EPP)';

it('finds what was entered among whole words of the pages of one question', () => {
  const shown = shownWords();
  shown.take('q-1', page);
  shown.take('q-1', 'Groups 7');
  const values = ['1200', '35', '5.9.4.2', 'old-epp', '7', '120', '9.4', '5.9.4', 'yes'];
  expect(shown.found('q-1', values)).toEqual(['1200', '35', '5.9.4.2', 'old-epp', '7']);
});

it('forgets them with the next question, and tells nothing of another one', () => {
  const shown = shownWords();
  shown.take('q-1', page);
  expect(shown.found('q-2', ['35'])).toEqual([]);
  shown.take('q-2', 'Users 36');
  expect(shown.found('q-2', ['35', '36'])).toEqual(['36']);
  expect(shown.found('q-1', ['35'])).toEqual([]);
});

it('keeps a bounded part of a page that never ends', () => {
  const shown = shownWords();
  const words = Array.from({ length: 30_000 }, (_, index) => `w${index}`);
  shown.take('q-1', `${words.join(' ')} ${'x'.repeat(5000)}`);
  expect(shown.found('q-1', ['w0', 'w19999', 'w20000', 'x'.repeat(5000)])).toEqual([
    'w0',
    'w19999',
  ]);
});
