import type { Container } from './container';
import { textOf } from './marks';

/** Text of no form that is known. */
export const text: Container = {
  id: 'text',
  verdict: 'not-a-backup',
  recognise: (head) => (textOf(head) === undefined ? undefined : 'likely'),
};
