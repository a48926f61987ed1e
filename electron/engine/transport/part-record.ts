import { lstat, open, readFile, rename, rm } from 'node:fs/promises';
import * as z from 'zod';
import { printable } from '../printable';

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
const bytesSchema = z.number().int().min(0);

const recordSchema = z.object({
  eppMigratePart: z.literal(1),
  /** The file at the server's end. */
  remote: z.string(),
  /** What the source was like. */
  size: bytesSchema,
  modifiedAt: z.number().optional(),
  sha256: sha256Schema.optional(),
  blockBytes: bytesSchema.min(65_536),
  /** SHA-256 from the start up to the end of each block. */
  blocks: z.array(sha256Schema).max(4096),
  /** How much was there at last, and for a download the SHA-256 of it. */
  end: z.object({ bytes: bytesSchema, sha256: sha256Schema.optional() }),
});

/** What this computer remembers of a part of a file: which file, and what there is of it. Never trusted without looking. */
export type PartRecord = z.infer<typeof recordSchema>;

const bytesMax = 1_048_576;

/** How every record begins; another file of this name is somebody's. */
const beginning = '{"eppMigratePart":';

/** Undefined where there is none that can be used. */
export async function readRecord(path: string): Promise<PartRecord | undefined> {
  try {
    const found = await lstat(path);
    if (!found.isFile() || found.size > bytesMax) return undefined;
    return recordSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Puts it in the place of an older one as a whole. Throws what the system says, and where somebody else's file is in its place. */
export async function writeRecord(
  path: string,
  record: Omit<PartRecord, 'eppMigratePart'>,
): Promise<void> {
  const fresh = `${path}.new`;
  for (const each of [path, fresh]) if (await isForeign(each)) throw new Error(`not ours: ${each}`);
  await rm(fresh, { force: true });
  // Only a new file: nothing that a link leads to is written.
  const handle = await open(fresh, 'wx', 0o600);
  try {
    await handle.writeFile(JSON.stringify({ eppMigratePart: 1, ...record } satisfies PartRecord));
    await handle.sync();
  } catch (thrown) {
    await rm(fresh, { force: true }).catch(() => {});
    throw thrown;
  } finally {
    await handle.close();
  }
  await rename(fresh, path);
}

/** Takes it away, if it is one. */
export async function removeRecord(path: string): Promise<void> {
  if (!(await isForeign(path))) await rm(path, { force: true }).catch(() => {});
}

async function isForeign(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return false;
  if (!found.isFile()) return true;
  const handle = await open(path, 'r').catch(() => undefined);
  if (handle === undefined) return true;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(beginning.length), 0);
    return !beginning.startsWith(buffer.toString('latin1', 0, bytesRead));
  } finally {
    await handle.close();
  }
}

/** What a source is told apart by. */
export type SourceIdentity = Pick<PartRecord, 'remote' | 'size' | 'modifiedAt' | 'sha256'>;

/** Why a record is of another source than this, in words; undefined where it is of the same. What one side does not know says nothing. */
export function otherSource(record: PartRecord, now: SourceIdentity): string | undefined {
  if (record.remote !== now.remote) return `${printable(record.remote)} → ${printable(now.remote)}`;
  if (record.size !== now.size) return `${record.size} → ${now.size} bytes`;
  if (record.sha256 !== undefined && now.sha256 !== undefined)
    return record.sha256 === now.sha256
      ? undefined
      : `SHA-256 ${record.sha256.slice(0, 16)}… → ${now.sha256.slice(0, 16)}…`;
  return changedAt(record.modifiedAt, now.modifiedAt);
}

/** That a file was changed between two looks, in words; undefined where it was not or one look did not tell. */
export function changedAt(
  before: number | undefined,
  after: number | undefined,
): string | undefined {
  if (before === undefined || after === undefined || before === after) return undefined;
  return `changed at ${moment(before)} → ${moment(after)}`;
}

const moment = (at: number): string =>
  Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : String(at);
