import type { Container } from './container';

export const empty: Container = {
  id: 'empty',
  recognise: (head) => (head.length === 0 ? 'certain' : undefined),
};
