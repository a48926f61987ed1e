import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { compareVersions, parseVersion } from '../../shared/version';
import { ContainerError, headerLength, introLength, sealedLength } from './container-format';
import { openContainer } from './container-reader';
import { writeVersion2 } from './container-writer';
import { dumpBlocks, dumpLength, type Rows } from './dump';
import type { LoadOutcome, MachineState } from './machine';
import { Refusal, refuse } from './refusal';
import type { Storage } from './storage';
import type { Work } from './wanted';

/** A backup that was written: where people see it, and what it is. */
export type WrittenFile = { readonly path: string; readonly size: number; readonly sha256: string };

/** Writes the file of a backup and puts it into its folder when it is whole. Throws a `Refusal` where it does not fit. */
export async function writeBackup(
  state: MachineState,
  work: Extract<Work, { kind: 'write-backup' }>,
  storage: Storage,
  signal: AbortSignal,
): Promise<WrittenFile> {
  const backup = state.backups.find((candidate) => candidate.id === work.id);
  if (!backup) refuse('not-found', `no backup ${work.id}`);
  const part = join(storage.work, `${work.id}.part`);
  const rows: Rows =
    state.database.dump === undefined
      ? { seed: state.database.seed ?? state.machineId, counts: state.database.counts }
      : { file: join(storage.work, state.database.dump) };
  const blocks = writeVersion2(
    {
      manifest: {
        product: state.product,
        version: state.version,
        name: backup.name,
        description: backup.description,
        hostname: state.hostname,
        machineId: state.machineId,
        createdAt: new Date(backup.createdAt).toISOString(),
        counts: state.database.counts,
      },
      dump: {
        length: await dumpLength(rows, state.accounts),
        blocks: () => dumpBlocks(rows, state.accounts),
      },
      fillerBytes: state.backupBytes,
    },
    work.key,
  );
  const digest = createHash('sha256');
  let size = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const block of blocks) {
      if (!storage.take(block.length)) refuse('no-space', 'the disk is full');
      digest.update(block);
      size += block.length;
      yield block;
    }
  }
  const path = `${state.folders.backups}/${work.name}.eppb`;
  try {
    await pipeline(counted, createWriteStream(part, { mode: 0o644 }), { signal });
    const fault = state.faults['corrupt-file'];
    if (fault) await damage(part);
    signal.throwIfAborted();
    await rename(part, await storage.locate(path));
    const seen =
      fault && !fault.afterHash ? (await storage.hash(path)).sha256 : digest.digest('hex');
    return { path, size, sha256: seen };
  } catch (error) {
    await rm(part, { force: true });
    await storage.measure();
    throw error;
  }
}

/** Flips a byte of the last chunk; where that is the only one, of the manifest, for a key would be blamed otherwise. */
async function damage(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const intro = Buffer.alloc(introLength);
    await file.read(intro, 0, introLength, 0);
    const manyChunks = size > headerLength(intro) + sealedLength;
    const position = manyChunks ? size - 1 : introLength;
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, position);
    byte.writeUInt8(byte.readUInt8() ^ 0xff);
    await file.write(byte, 0, 1, position);
  } finally {
    await file.close();
  }
}

const faultWords = {
  'not-a-backup': 'corrupt',
  damaged: 'corrupt',
  'wrong-key': 'wrong-key',
} as const;

/** Reads the file of a restore to its end and keeps its rows in the work folder; what is wrong is an outcome too. */
export async function loadBackup(
  state: MachineState,
  work: Extract<Work, { kind: 'load-backup' }>,
  storage: Storage,
  signal: AbortSignal,
  now: () => number,
): Promise<LoadOutcome> {
  const dump = `rows-${work.job}.sql`;
  const kept = join(storage.work, dump);
  let full = false;
  try {
    const path = await storage.locate(work.file);
    await stat(path).catch(() => refuse('not-found', `no file ${work.file}`));
    const { sha256, size } = await storage.hash(work.file);
    const rows = await open(kept, 'w', 0o600);
    const opened = await openContainer(
      path,
      work.key,
      async (block) => {
        full = !storage.take(block.length);
        if (full) refuse('no-space', 'the disk is full');
        await rows.writeFile(block);
      },
      signal,
    ).finally(() => rows.close());
    const { manifest, counts, accounts } = opened;
    if (!takesFilesOf(state.version, manifest.version))
      refuse('version', `the file comes from ${manifest.version}`);
    if (accounts.length === 0) refuse('corrupt', 'the file has no accounts');
    await storage.measure();
    const createdAt = Date.parse(manifest.createdAt) || state.restore?.startedAt || 0;
    const { name, description } = manifest;
    return { at: now(), name, description, createdAt, size, sha256, counts, accounts, dump };
  } catch (error) {
    await rm(kept, { force: true });
    await storage.measure();
    if (signal.aborted) throw error;
    // What reads the file calls it damaged, whoever stopped it.
    if (full) return { at: now(), error: 'no-space' };
    if (error instanceof ContainerError) return { at: now(), error: faultWords[error.fault] };
    return { at: now(), error: error instanceof Refusal ? error.word : 'internal' };
  }
}

/** A practice machine takes files of its own version, and one from 2604 on those of 5.9.4.2, the pair that the vendor names. */
function takesFilesOf(own: string, other: string): boolean {
  const [version, first] = [parseVersion(own), parseVersion('2604')];
  const ahead = version && first && compareVersions(version, first);
  return own === other || (other === '5.9.4.2' && (ahead ?? -1) >= 0);
}
