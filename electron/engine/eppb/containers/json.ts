import type { Container } from './container';
import { headBytes } from './container';
import { textOf } from './marks';

/** A value in braces or brackets: read as a whole where it is short, by its first signs where it is not. */
export const json: Container = {
  id: 'json',
  verdict: 'not-a-backup',
  recognise: (head) => {
    const text = textOf(head)
      ?.replace(/^\ufeff/, '')
      .trimStart();
    if (text === undefined || !/^[{[]/.test(text)) return undefined;
    if (head.length < headBytes) {
      try {
        JSON.parse(head.toString('utf8').replace(/^\ufeff/, ''));
        return 'certain';
      } catch {
        // It may go on beyond its end, or be cut.
      }
    }
    return /^(?:\{\s{0,999}(?:"[^"]{0,999}"\s{0,99}:|\})|\[\s{0,999}(?:["{[\]\d-]|true|false|null))/.test(
      text,
    )
      ? 'likely'
      : undefined;
  },
};
