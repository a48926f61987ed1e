import type { FileHandle } from 'node:fs/promises';
import type { TransferNote } from '../../../shared/transfer-note';
import { readRange } from './local-file';
import { otherSource, type PartRecord, type SourceIdentity } from './part-record';
import { blockBytesFor, type PrefixDigest, prefixDigest } from './prefix-digest';

export type Part = { readonly handle: FileHandle; readonly size: number };

export type TakingUp = {
  readonly source: SourceIdentity;
  readonly record: PartRecord | undefined;
  /** Brings a range from the server once more. */
  readonly fetch: (start: number, end: number, hear: (piece: Buffer) => void) => Promise<void>;
  readonly throwIfAborted: () => void;
  readonly note: (note: TransferNote) => void;
};

/**
 * Reads what an earlier try left and compares it, block by block, with what was noted when it came; a block that does not fit is fetched
 * again at once. What nothing is known of is not used, unless the whole file has a SHA-256 that will tell. Then the part is as long as what
 * the digest has heard.
 */
export async function takeUpDownload(part: Part, taking: TakingUp): Promise<PrefixDigest> {
  const { source, record, note } = taking;
  const blockBytes = blockBytesFor(source.size);
  const anew = async (
    why?: Extract<TransferNote, { kind: 'starts-over' }>,
  ): Promise<PrefixDigest> => {
    if (why) note(why);
    await part.handle.truncate(0);
    return prefixDigest(blockBytes);
  };
  if (part.size === 0) return anew();
  const other = record && otherSource(record, source);
  if (other !== undefined)
    return anew({ kind: 'starts-over', because: 'source-changed', seen: other });
  if (record === undefined) {
    const seen = `${part.size} of ${source.size} bytes`;
    if (part.size > source.size)
      return anew({ kind: 'starts-over', because: 'part-differs', seen });
    if (source.sha256 === undefined)
      return anew({ kind: 'starts-over', because: 'no-record', seen });
    const digest = prefixDigest(blockBytes);
    await hearRange(part, digest, part.size, taking.throwIfAborted);
    return keep(part, digest, note);
  }
  const digest = prefixDigest(record.blockBytes);
  const seen = await hearWhatIsRight(part, record, digest, taking);
  if (seen !== undefined) return anew({ kind: 'starts-over', because: 'source-changed', seen });
  return keep(part, digest, note);
}

/**
 * Hears all of a part that proves right by a record, and fetches a block again that does not; answers why nothing of it can be used,
 * if so.
 */
export async function hearWhatIsRight(
  part: Part,
  { blocks, blockBytes, end }: PartRecord,
  digest: PrefixDigest,
  { source, fetch, note, throwIfAborted }: Omit<TakingUp, 'record'>,
): Promise<string | undefined> {
  for (const [block, sha256] of blocks.entries()) {
    const start = block * blockBytes;
    const stop = start + blockBytes;
    if (stop > part.size || stop > source.size) return undefined;
    await hearRange(part, digest, stop, throwIfAborted);
    if (digest.blocks()[block] === sha256) continue;
    digest.backTo(block);
    note({ kind: 'moved-again', at: start, bytes: blockBytes });
    await fetch(start, stop, digest.hear);
    if (digest.blocks()[block] !== sha256) return `other bytes than before from byte ${start} on`;
  }
  const at = digest.bytes();
  if (end.sha256 === undefined || end.bytes <= at || end.bytes > part.size) return undefined;
  if (end.bytes > source.size) return undefined;
  await hearRange(part, digest, end.bytes, throwIfAborted);
  if (digest.sha256() === end.sha256) return undefined;
  digest.backTo(at / blockBytes);
  note({ kind: 'moved-again', at, bytes: end.bytes - at });
  return undefined;
}

const hearRange = (
  part: Part,
  digest: PrefixDigest,
  end: number,
  throwIfAborted: () => void,
): Promise<number> =>
  readRange(part.handle, { start: digest.bytes(), end }, (piece) => {
    throwIfAborted();
    digest.hear(piece);
  });

async function keep(
  part: Part,
  digest: PrefixDigest,
  note: (note: TransferNote) => void,
): Promise<PrefixDigest> {
  await part.handle.truncate(digest.bytes());
  note({ kind: 'goes-on', at: digest.bytes() });
  return digest;
}
