import type { Container } from './container';
import { begins } from './marks';

export const sevenZip: Container = {
  id: '7z',
  verdict: 'archive',
  isClosed: true,
  recognise: (head) => (begins(head, '7z\xbc\xaf\x27\x1c') ? 'likely' : undefined),
};
