import type { FileHandle } from 'node:fs/promises';
import type { TransferNote } from '../../../shared/transfer-note';
import { backToRight, startsOver } from './back-to-right';
import type { Range } from './fetch-range';
import { readRange } from './local-file';
import { otherSource, type PartRecord, type SourceIdentity } from './part-record';
import { bytesUnderWayMax } from './pipeline';
import { blockBytesFor, type PrefixDigest, prefixDigest } from './prefix-digest';
import { cutPart, type RemotePart, readBack } from './remote-part';
import type { Moved } from './transport';

/** What may be missing before the end of a part of which nothing is known, in bytes. */
export const marginBytes = bytesUnderWayMax;

export type Taking = {
  readonly local: FileHandle;
  readonly source: SourceIdentity;
  readonly record: PartRecord | undefined;
  /** The part on the server, and its size there. */
  readonly part: RemotePart;
  readonly there: number;
  readonly hash: ((path: string) => Promise<Moved>) | undefined;
  readonly note: (note: TransferNote) => void;
};

/**
 * Finds out how much of a part on a server is what this file begins with; the digest has heard as much of the file. The server's own hash
 * decides where it is known; else the last block is read back. What does not fit is left, in steps that double.
 */
export async function takeUpUpload(taking: Taking): Promise<PrefixDigest> {
  const { source, record, there, part, hash, note } = taking;
  const blockBytes = record?.blockBytes ?? blockBytesFor(source.size);
  const digest = prefixDigest(blockBytes);
  if (there === 0) return digest;
  const anew = (because: Parameters<typeof startsOver>[0], seen: string): PrefixDigest => {
    note(startsOver(because, seen));
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

  const right = await backToRight(
    digest,
    {
      hashes: hash !== undefined,
      lastFits: () => {
        const end = digest.bytes();
        return fits(taking, { start: Math.max(0, end - blockBytes), end });
      },
      proven: async () => {
        if (!hash) return false;
        await cutPart(part, there, digest.bytes());
        return (await part.flow.await(() => hash(part.path))).sha256 === digest.sha256();
      },
    },
    note,
  );
  if (!right) return anew('part-differs', 'the part is not what was sent');
  note({ kind: 'goes-on', at: digest.bytes() });
  return digest;
}

const hearUpTo = ({ local, part }: Taking, digest: PrefixDigest, end: number): Promise<number> =>
  readRange(local, { start: digest.bytes(), end }, (piece) => {
    part.flow.throwIfAborted();
    digest.hear(piece);
  });

/** Whether a range on the server is what it is here. */
async function fits({ local, part }: Taking, range: Range): Promise<boolean> {
  let same = true;
  await readBack(part, range, async (piece, offset) => {
    const here = Buffer.allocUnsafe(piece.length);
    const { bytesRead } = await local.read(here, 0, here.length, offset);
    same &&= bytesRead === piece.length && here.equals(piece);
  });
  return same;
}
