import type { Container } from './container';
import { begins } from './marks';

export const xz: Container = {
  id: 'xz',
  verdict: 'archive',
  isClosed: true,
  recognise: (head) => (begins(head, '\xfd7zXZ\0') ? 'likely' : undefined),
};
