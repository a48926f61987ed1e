import type { TransferNote } from '../../../shared/transfer-note';
import type { PrefixDigest } from './prefix-digest';

/** How what a digest has heard is compared with what lies on the new server. */
export type Comparing = {
  /** Whether all of it is right, by the server's own hash of the part; false also where that cannot be asked. */
  readonly proven: () => Promise<boolean>;
  /** Whether the last block is right. */
  readonly lastFits: () => Promise<boolean>;
  /** Whether the server can hash at all. */
  readonly hashes: boolean;
};

/**
 * Takes a digest back to where the part on the server is right. What does not fit is left, in steps that double. False where nothing of it
 * can be used.
 */
export async function backToRight(
  digest: PrefixDigest,
  { proven, lastFits, hashes }: Comparing,
  note: (note: TransferNote) => void,
): Promise<boolean> {
  const { blockBytes } = digest;
  if (await proven()) return true;
  for (let step = 1; ; step *= 2) {
    const end = digest.bytes();
    if (end === 0) return false;
    if (await lastFits()) break;
    const block = Math.max(0, Math.ceil(end / blockBytes) - step);
    note({ kind: 'moved-again', at: block * blockBytes, bytes: end - block * blockBytes });
    digest.backTo(block);
  }
  // The last block is right, but not all before it.
  return !hashes || proven();
}

/** The note that nothing of an earlier try is used, with a reason. */
export const startsOver = (
  because: Extract<TransferNote, { kind: 'starts-over' }>['because'],
  seen: string,
): TransferNote => ({ kind: 'starts-over', because, seen });
