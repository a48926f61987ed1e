import type { Container } from './container';
import { textOf } from './marks';

const page = /^<(?:!doctype html|html|head|body|title|script|meta)\b/i;
/** As many comments, and characters in each and in the XML line, as may come first. */
const comments = 3;
const longest = 1000;

/** A page may begin with blanks, an XML line and comments. */
export const html: Container = {
  id: 'html',
  verdict: 'not-a-backup',
  recognise: (head) => {
    const text = textOf(head)
      ?.replace(/^\ufeff/, '')
      .trimStart();
    if (text === undefined) return undefined;
    let rest = /^<\?xml/i.test(text) ? after(text, '>') : text;
    for (let count = 0; count < comments && rest.startsWith('<!--'); count++) {
      rest = after(rest, '-->');
    }
    return page.test(rest) ? 'likely' : undefined;
  },
};

/** What follows an end that is not far, without blanks. */
function after(text: string, end: string): string {
  const at = text.slice(0, longest).indexOf(end);
  return at < 0 ? '' : text.slice(at + end.length).trimStart();
}
