import { randomFillSync } from 'node:crypto';

type Transfer = (this: ArrayBuffer, bytes: number) => ArrayBuffer;

/**
 * `ArrayBuffer.prototype.transfer`; null where there is none, undefined before anybody looked. Node has it from version 22 on,
 * Electron from 25. The V8 of Node 20 hides it behind a flag, which is left alone.
 */
let transfer: Transfer | null | undefined;

const findTransfer = (): Transfer | null =>
  (ArrayBuffer.prototype as { readonly transfer?: Transfer }).transfer ?? null;

/** Whether this runtime can give memory back at all; found out once, in a millisecond. */
export function canGiveBack(): boolean {
  if (transfer === undefined) {
    transfer = findTransfer();
    const memory = new ArrayBuffer(8);
    transfer?.call(memory, 0);
    if (memory.byteLength > 0) transfer = null;
  }
  return transfer !== null;
}

/**
 * Gives the memory of a buffer back at once, where that is possible and worth it: to wait for the garbage collector costs much
 * time, in Electron even more, whose allocator fills fresh memory with zeros. The buffer is empty afterwards; nobody may hold
 * a part of it.
 */
export function giveBack(buffer: Buffer): void {
  const memory = buffer.buffer as ArrayBuffer;
  if (memory.byteLength < worthBytes || memory.byteLength !== buffer.byteLength) return;
  if (canGiveBack()) transfer?.call(memory, 0);
}

/** Smaller ones come from Node's pool, which many share. */
const worthBytes = 4097;

const random = Buffer.allocUnsafeSlow(65_536);
let used = random.length;

/** Fills with random bytes, no byte of which is used twice; asking the system for a few at a time is slow. */
export function fillWithRandom(into: Buffer, start: number, end: number): void {
  const bytes = end - start;
  if (used + bytes > random.length) {
    randomFillSync(random);
    used = 0;
  }
  random.copy(into, start, used, used + bytes);
  used += bytes;
}
