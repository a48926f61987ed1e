import type { FileHandle } from 'node:fs/promises';
import { type Range, readRemote } from './fetch-range';
import type { Flow } from './flow';
import { readRange } from './local-file';
import { otherSource, type PartRecord, type SourceIdentity } from './part-record';
import { blockBytesFor, type PrefixDigest, prefixDigest } from './prefix-digest';
import { quietly } from './quietly';
import type { Moved, TransferFiles, TransferNote } from './transport';

/** What may be missing before the end of a part of which nothing is known. */
const marginBytes = 8 * 1_048_576;

export type Taking = {
  readonly local: FileHandle;
  readonly source: SourceIdentity;
  readonly record: PartRecord | undefined;
  readonly files: TransferFiles;
  /** The part on the server, and its size there. */
  readonly part: string;
  readonly there: number;
  readonly hash: ((path: string) => Promise<Moved>) | undefined;
  readonly flow: Flow;
  readonly note: (note: TransferNote) => void;
};

/**
 * Finds out how much of a part on a server is what this file begins with; the digest has heard as much of the file. The server's own hash
 * decides where it is known; else the last block is read back. What does not fit is left, in steps that double.
 */
export async function takeUpUpload(taking: Taking): Promise<PrefixDigest> {
  const { source, record, there, part, hash, flow, note } = taking;
  const blockBytes = record?.blockBytes ?? blockBytesFor(source.size);
  const digest = prefixDigest(blockBytes);
  if (there === 0) return digest;
  const anew = (
    because: Extract<TransferNote, { kind: 'starts-over' }>['because'],
    seen: string,
  ): PrefixDigest => {
    note({ kind: 'starts-over', because, seen });
    digest.backTo(0);
    return digest;
  };
  // That the file was touched says nothing: its bytes are compared.
  const other = record && otherSource({ ...record, modifiedAt: undefined }, source);
  if (other !== undefined) return anew('source-changed', other);
  if (there > source.size && record === undefined)
    return anew('part-differs', `${there} of ${source.size} bytes`);
  const kept = record?.end.bytes ?? (hash ? there : Math.max(0, there - marginBytes));
  const candidate = Math.min(there, source.size, kept);
  await hearUpTo(taking, digest, candidate);
  const changed = record?.blocks.findIndex(
    (sha256, block) => digest.blocks()[block] !== undefined && digest.blocks()[block] !== sha256,
  );
  if (changed !== undefined && changed >= 0)
    return anew('source-changed', `other bytes than before from byte ${changed * blockBytes} on`);
  if (candidate === 0) return anew('no-record', `${there} of ${source.size} bytes`);

  const proven = async (): Promise<boolean> => {
    if (!hash) return false;
    await cut(taking, digest.bytes());
    return (await flow.ask(() => hash(part))).sha256 === digest.sha256();
  };
  if (!(await proven())) {
    for (let step = 1; ; step *= 2) {
      const end = digest.bytes();
      if (end === 0) return anew('part-differs', `the part is not what was sent`);
      const range = { start: Math.max(0, end - blockBytes), end };
      if (await fits(taking, range)) break;
      const block = Math.max(0, Math.ceil(end / blockBytes) - step);
      note({ kind: 'moved-again', at: block * blockBytes, bytes: end - block * blockBytes });
      digest.backTo(block);
    }
    // The last block is right, but not all before it.
    if (hash && !(await proven())) return anew('part-differs', 'the part is not what was sent');
  }
  note({ kind: 'goes-on', at: digest.bytes() });
  return digest;
}

const hearUpTo = ({ local, flow }: Taking, digest: PrefixDigest, end: number): Promise<number> =>
  readRange(local, { start: digest.bytes(), end }, (piece) => {
    flow.throwIfAborted();
    digest.hear(piece);
  });

/** Cuts the part on the server off at this size. */
async function cut({ files, part, there, flow }: Taking, size: number): Promise<void> {
  if (there === size) return;
  const file = await flow.ask(() => files.open(part, 'write'));
  try {
    await flow.ask(() => file.truncate(size));
  } finally {
    await quietly(file.close());
  }
}

/** Whether a range on the server is what it is here. */
async function fits({ local, files, part, flow }: Taking, range: Range): Promise<boolean> {
  const file = await flow.ask(() => files.open(part, 'read'));
  let same = true;
  try {
    await readRemote({ file, path: part, flow }, range, async (piece, offset) => {
      const here = Buffer.allocUnsafe(piece.length);
      const { bytesRead } = await local.read(here, 0, here.length, offset);
      same &&= bytesRead === piece.length && here.equals(piece);
    });
  } finally {
    await quietly(file.close());
  }
  return same;
}
