import type { Container } from './container';

/** A frame, or one of those that are to be skipped. */
export const zstd: Container = {
  id: 'zstd',
  verdict: 'archive',
  isClosed: true,
  recognise: (head) => {
    if (head.length < 5) return undefined;
    const mark = head.readUInt32LE(0);
    return mark === 0xfd2fb528 || (mark & 0xfffffff0) >>> 0 === 0x184d2a50 ? 'likely' : undefined;
  },
};
