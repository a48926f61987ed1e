import type { Container } from './container';
import { begins } from './marks';

/** The binary form, and the armor of it. */
export const age: Container = {
  id: 'age',
  verdict: 'encrypted',
  isClosed: true,
  recognise: (head) =>
    begins(head, 'age-encryption.org/v1\n') || begins(head, '-----BEGIN AGE ENCRYPTED FILE-----')
      ? 'likely'
      : undefined,
};
