import type { Container } from './container';
import { begins } from './marks';

export const luks: Container = {
  id: 'luks',
  verdict: 'encrypted',
  isClosed: true,
  recognise: (head) =>
    begins(head, 'LUKS\xba\xbe\0\x01') || begins(head, 'LUKS\xba\xbe\0\x02') ? 'likely' : undefined,
};
