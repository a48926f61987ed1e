import type { FileHandle } from 'node:fs/promises';
import { fail } from '../../../shared/failure';
import type { BytesCompared } from '../../../shared/file-comparison';
import { openRegular } from './open-regular';

const blockBytes = 1_048_576;

/**
 * Reads two files side by side up to the first byte that differs, in constant memory. Throws `file.*`, and `migration.cancelled` when
 * the signal aborts.
 */
export async function firstDifference(
  first: string,
  second: string,
  signal: AbortSignal,
): Promise<BytesCompared> {
  const one = await openRegular(first);
  try {
    const other = await openRegular(second);
    try {
      return await compare(one, other, signal);
    } finally {
      await other.close();
    }
  } finally {
    await one.close();
  }
}

async function compare(
  one: FileHandle,
  other: FileHandle,
  signal: AbortSignal,
): Promise<BytesCompared> {
  const [a, b] = [Buffer.allocUnsafeSlow(blockBytes), Buffer.allocUnsafeSlow(blockBytes)];
  for (let offset = 0; ; ) {
    if (signal.aborted) fail('migration.cancelled', {}, signal.reason);
    const [left, right] = await Promise.all([fill(one, a, offset), fill(other, b, offset)]);
    const both = Math.min(left, right);
    if (!a.subarray(0, both).equals(b.subarray(0, both))) {
      return { kind: 'differs', at: offset + differenceIn(a, b, both) };
    }
    if (left !== right) return { kind: 'begins', shorter: left < right ? 'first' : 'second' };
    if (left < blockBytes) return { kind: 'same' };
    offset += both;
  }
}

/** A read may come back with less than there is; only the end does so twice. */
async function fill(handle: FileHandle, block: Buffer, offset: number): Promise<number> {
  let length = 0;
  while (length < block.length) {
    const { bytesRead } = await handle.read(block, length, block.length - length, offset + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length;
}

function differenceIn(a: Buffer, b: Buffer, length: number): number {
  let at = 0;
  while (at < length && a[at] === b[at]) at += 1;
  return at;
}
