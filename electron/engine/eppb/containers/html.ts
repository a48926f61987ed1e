import type { Container } from './container';
import { textOf } from './marks';

/** Blanks, an XML line and comments may come first; each of them is bounded, for the text is not ours. */
const page =
  /^\s{0,999}(?:<\?xml[^>]{0,999}>\s{0,999})?(?:<!--[\s\S]{0,999}?-->\s{0,999}){0,3}<(?:!doctype html|html|head|body|title|script|meta)\b/i;

export const html: Container = {
  id: 'html',
  verdict: 'not-a-backup',
  recognise: (head) => {
    const text = textOf(head);
    return text !== undefined && page.test(text.replace(/^\ufeff/, '')) ? 'likely' : undefined;
  },
};
