import type { Container } from './container';

export const empty: Container = {
  id: 'empty',
  verdict: 'empty',
  recognise: (head) => (head.length === 0 ? 'certain' : undefined),
};
