import type { Container } from './container';
import { begins } from './marks';

export const sqlite: Container = {
  id: 'sqlite',
  verdict: 'not-known',
  isClosed: true,
  recognise: (head) => (begins(head, 'SQLite format 3\0') ? 'likely' : undefined),
};
