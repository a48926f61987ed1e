import type { Container } from './container';

/** Nothing but zeros so far; whether that goes on to the end is seen there. */
export const zeros: Container = {
  id: 'zeros',
  verdict: 'damaged',
  recognise: (head) =>
    head.length > 0 && head[0] === 0 && head.equals(Buffer.alloc(head.length))
      ? 'likely'
      : undefined,
};
