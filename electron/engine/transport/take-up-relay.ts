import type { TransferNote } from '../../../shared/transfer-note';
import { backToRight, startsOver } from './back-to-right';
import { otherSource, type PartRecord, type SourceIdentity } from './part-record';
import { blockBytesFor, countedPrefix, type PrefixDigest, prefixDigest } from './prefix-digest';
import type { RelayCopy } from './relay-copy';
import { cutPart, type RemotePart, readBack } from './remote-part';
import { hearWhatIsRight } from './take-up-download';
import { marginBytes } from './take-up-upload';
import type { Moved } from './transport';

export type TakingRelay = {
  readonly source: SourceIdentity;
  readonly record: PartRecord | undefined;
  /** What this program heard of the file before, if it is still the same one. */
  readonly heard: PrefixDigest | undefined;
  /** The part on the new server, and its size there. */
  readonly part: RemotePart;
  readonly there: number;
  readonly hash: ((path: string) => Promise<Moved>) | undefined;
  readonly copy: RelayCopy;
  /** Brings a range of the source into the part of the copy. */
  readonly fetch: (start: number, end: number, hear: (piece: Buffer) => void) => Promise<void>;
  readonly note: (note: TransferNote) => void;
};

/**
 * Finds out how much of a part on the new server may be gone on from; the digest has heard as much of the file, or counts it where only
 * the hash of the whole will tell. What is known of the bytes comes, in this order, from the copy on this computer, from this program's
 * memory, from the server's own hash, and from reading the part back.
 */
export async function takeUpRelay(taking: TakingRelay): Promise<PrefixDigest> {
  const { source, record, there, note } = taking;
  const fresh = (): PrefixDigest => prefixDigest(blockBytesFor(source.size));
  const anew = (...[because, seen]: Parameters<typeof startsOver>): PrefixDigest => {
    note(startsOver(because, seen));
    return fresh();
  };
  if (there === 0) return fresh();
  const other = record && otherSource(record, source);
  if (other !== undefined) return anew('source-changed', other);
  const seen = `${there} of ${source.size} bytes`;
  if (record === undefined) {
    if (there > source.size) return anew('part-differs', seen);
    if (source.sha256 === undefined || taking.copy.part()) return anew('no-record', seen);
    const digest = fresh();
    await readBack(taking.part, { start: 0, end: there }, digest.hear);
    return goOn(digest, note);
  }
  const end = Math.min(there, source.size, record.end.bytes);
  if (end === 0) return anew('no-record', seen);
  const digest = (await fromCopy(taking, record, end)) ?? fromMemory(taking, record, there);
  if (typeof digest === 'string') return anew('source-changed', digest);
  if (digest === undefined)
    return (await unheard(taking, record, end)) ?? anew('part-differs', `${end} bytes differ`);
  const right = await backToRight(digest, comparing(taking, digest), note);
  return right ? goOn(digest, note) : anew('part-differs', 'the part is not what was sent');
}

const goOn = (digest: PrefixDigest, note: (note: TransferNote) => void): PrefixDigest => {
  note({ kind: 'goes-on', at: digest.bytes() });
  return digest;
};

/** Hears the copy up to `end`; what is wrong with it is fetched again. A text tells that the source is another one. */
async function fromCopy(
  { copy, source, fetch, note, part: { flow } }: TakingRelay,
  record: PartRecord,
  end: number,
): Promise<PrefixDigest | string | undefined> {
  const part = copy.part();
  if (!part) return undefined;
  if (part.size < end) {
    await copy.giveUp('behind', `${part.size} of ${end} bytes`);
    return undefined;
  }
  const digest = prefixDigest(record.blockBytes);
  const { throwIfAborted } = flow;
  const seen = await hearWhatIsRight(part, record, digest, {
    ...{ source, fetch, note, throwIfAborted },
  });
  if (seen !== undefined) return seen;
  backTo(digest, end);
  return digest;
}

/** What this program itself heard before, if the record says the same. */
function fromMemory(
  { heard }: TakingRelay,
  { blockBytes, blocks, end }: PartRecord,
  there: number,
): PrefixDigest | undefined {
  if (heard?.blockBytes !== blockBytes || heard.bytes() < end.bytes) return undefined;
  if (blocks.some((sha256, block) => heard.blocks()[block] !== sha256)) return undefined;
  backTo(heard, there);
  return heard;
}

/** Takes it back to the last block that ends at or before `end`, where it has heard more. */
function backTo(digest: PrefixDigest, end: number): void {
  if (digest.bytes() > end) digest.backTo(Math.floor(end / digest.blockBytes));
}

const comparing = (
  { part, there, hash }: TakingRelay,
  digest: PrefixDigest,
): Parameters<typeof backToRight>[1] => ({
  hashes: hash !== undefined,
  proven: async () => {
    if (!hash) return false;
    await cutPart(part, there, digest.bytes());
    return (await part.flow.await(() => hash(part.path))).sha256 === digest.sha256();
  },
  lastFits: async () => {
    const [end, expected] = [digest.bytes(), digest.sha256()];
    const block = Math.ceil(end / digest.blockBytes) - 1;
    digest.backTo(block);
    await readBack(part, { start: block * digest.blockBytes, end }, digest.hear);
    return digest.sha256() === expected;
  },
});

/** Goes on from bytes that nobody here has any more; undefined where they are not right. */
async function unheard(
  { source, part, there, hash, note }: TakingRelay,
  { blockBytes, blocks, end: last }: PartRecord,
  end: number,
): Promise<PrefixDigest | undefined> {
  if (hash && source.sha256 !== undefined) {
    const known = Math.min(blocks.length, Math.floor(end / blockBytes));
    const proven = known * blockBytes;
    if (end - proven < blockBytes) {
      await cutPart(part, there, proven);
      const now = await part.flow.await(() => hash(part.path));
      if (known === 0 || now.sha256 !== blocks[known - 1]) return undefined;
      return goOn(countedPrefix(blockBytes, blocks.slice(0, known), proven), note);
    }
    // It was gone on from like this before: only the whole will tell.
    const at = Math.max(proven, end - marginBytes);
    return goOn(countedPrefix(blockBytes, blocks.slice(0, known), at), note);
  }
  const digest = prefixDigest(blockBytes);
  await readBack(part, { start: 0, end }, digest.hear);
  if (digest.bytes() !== last.bytes || digest.sha256() !== last.sha256) {
    const wrong = digest.blocks().findIndex((sha256, block) => blocks[block] !== sha256);
    const right = wrong < 0 ? digest.blocks().length : wrong;
    const at = right * blockBytes;
    if (at < digest.bytes()) note({ kind: 'moved-again', at, bytes: digest.bytes() - at });
    digest.backTo(right);
  }
  return digest.bytes() > 0 ? goOn(digest, note) : undefined;
}
