import type { Container } from './container';
import { begins } from './marks';

export const xz: Container = {
  id: 'xz',
  recognise: (head) => (begins(head, '\xfd7zXZ\0') ? 'likely' : undefined),
};
