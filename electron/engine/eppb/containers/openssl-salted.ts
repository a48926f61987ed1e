import type { Container } from './container';
import { begins } from './marks';

/** What `openssl enc` writes: the mark, eight bytes of salt, and at least one block. */
export const opensslSalted: Container = {
  id: 'openssl-salted',
  verdict: 'encrypted',
  isClosed: true,
  recognise: (head) => (begins(head, 'Salted__') ? 'likely' : undefined),
};
