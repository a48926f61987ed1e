import type { Container } from './container';
import { begins } from './marks';

export const sqlite: Container = {
  id: 'sqlite',
  recognise: (head) => (begins(head, 'SQLite format 3\0') ? 'likely' : undefined),
};
