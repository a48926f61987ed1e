import type { Container } from './container';
import { textOf } from './marks';

export const openpgpArmor: Container = {
  id: 'openpgp-armor',
  verdict: 'encrypted',
  isClosed: true,
  recognise: (head) =>
    /^\ufeff?\s{0,100}-----BEGIN PGP (?:MESSAGE|SIGNED MESSAGE)-----/.test(
      textOf(head)?.slice(0, 256) ?? '',
    )
      ? 'likely'
      : undefined,
};
