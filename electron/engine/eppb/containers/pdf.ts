import type { Container } from './container';
import { begins } from './marks';

export const pdf: Container = {
  id: 'pdf',
  verdict: 'not-a-backup',
  recognise: (head) => (begins(head, '%PDF-') ? 'likely' : undefined),
};
