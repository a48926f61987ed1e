import type { Container } from './container';
import { begins } from './marks';

/** `BZh`, a level, and then pi as the mark of a block or the root of pi as that of the end. */
export const bzip2: Container = {
  id: 'bzip2',
  verdict: 'archive',
  isClosed: true,
  recognise: (head) => {
    const isLevel = begins(head, 'BZh') && /^[1-9]/.test(head.toString('latin1', 3, 4));
    const isBlock = begins(head, '1AY&SY', 4) || begins(head, '\x17rE8P\x90', 4);
    return isLevel && isBlock ? 'likely' : undefined;
  },
};
