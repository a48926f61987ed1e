import { mkdir } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Archiving, ListedFile, SavedFile, SavedKind } from '../../../shared/archiving';
import { fail, isFailure } from '../../../shared/failure';
import type { Appliance } from '../appliance/appliance';
import { hashFile } from '../eppb/hash-file';
import { byteProgress } from '../migration/byte-progress';
import { localFailure } from '../transport/local-file';
import type { Transport } from '../transport/transport';
import { holdFolder, proveRoom, sizeHere } from './folder';
import { localNames } from './local-names';
import { readSums, writeSums } from './sums';

/** Which files are wanted, and where they go; without a folder they are only listed. */
export type ArchiveWish = {
  readonly folder?: string | undefined;
  readonly kinds: readonly SavedKind[];
};

export type SavingTools = {
  readonly transport: Transport;
  readonly signal: AbortSignal;
  readonly tell: (archiving: Archiving) => void;
};

/** What stops one file and not the others. */
const ofOneFile = [
  'archive.file-differs',
  'archive.file-gone',
  'file.unreadable',
  'transfer.hash-mismatch',
  'transfer.failed',
] as const;

/** Brings the files here, one after the other, each proven by the server's own SHA-256. Changes nothing on the server. */
export async function saveArchives(
  appliance: Appliance,
  { folder, kinds }: ArchiveWish,
  tools: SavingTools,
): Promise<void> {
  const files = await again(tools, () => listFiles(appliance, kinds));
  let archiving: Archiving = { folder, files, saved: [], problems: [] };
  const tell = (next: Partial<Archiving>): void => {
    archiving = { ...archiving, ...next };
    tools.tell(archiving);
  };
  tell({});
  if (folder === undefined || files.length === 0) return;
  const names = localNames(files);
  const nameOf = ({ path, kind, name }: ListedFile): string =>
    names.get(path) ?? fail('internal.unexpected', { message: `no name for ${kind} ${name}` });
  const lock = await holdFolder(folder);
  try {
    const sums = await readSums(folder);
    await proveRoom(
      folder,
      files.map((each) => ({ file: nameOf(each), size: each.size })),
    );
    try {
      for (const listed of files) {
        const file = nameOf(listed);
        tell({ current: { file } });
        const progress = byteProgress({
          now: () => new Date(),
          progress: (moved) => tell({ current: { file, progress: moved } }),
        });
        try {
          const saved = await again(tools, () =>
            saveOne(appliance, { folder, file, path: listed.path }, tools, progress),
          );
          sums.set(file, saved.sha256);
          tell({ saved: [...archiving.saved, saved] });
        } catch (thrown) {
          tools.signal.throwIfAborted();
          if (!isFailure(thrown, ...ofOneFile)) throw thrown;
          const { failure } = thrown;
          tell({ problems: [...archiving.problems, { path: listed.path, failure }] });
        }
      }
    } finally {
      if (archiving.saved.length > 0) writeSums(folder, sums);
    }
    tell({ current: undefined });
    const [first] = archiving.problems;
    if (first) fail(first.failure.code, { ...first.failure.facts, path: first.path });
  } finally {
    lock.release();
  }
}

/** What the server has of these kinds, each file once. */
async function listFiles(
  appliance: Appliance,
  kinds: readonly SavedKind[],
): Promise<readonly ListedFile[]> {
  const wanted = new Set<SavedKind>(kinds);
  const newer = wanted.has('system-backup-v2') ? await appliance.backups() : [];
  const older = kinds.some((kind) => kind !== 'system-backup-v2') ? await appliance.archives() : [];
  const files: readonly ListedFile[] = [
    ...older.filter(({ kind }) => wanted.has(kind)),
    ...newer.flatMap(({ state, file, size, createdAt }) =>
      state !== 'ready' || file === undefined || size === undefined
        ? []
        : [
            {
              ...{ kind: 'system-backup-v2' as const, name: posix.basename(file) },
              ...{ path: file, size, createdAt },
            },
          ],
    ),
  ];
  return [...new Map(files.map((each) => [each.path, each])).values()];
}

async function saveOne(
  appliance: Appliance,
  { folder, file, path }: { readonly folder: string; readonly file: string; readonly path: string },
  { transport, signal }: SavingTools,
  onProgress: (done: number, total: number) => void,
): Promise<SavedFile> {
  const to = join(folder, file);
  try {
    const here = await sizeHere(to, file);
    const { sha256, size } = await appliance.hash(path);
    if (here !== undefined) {
      const same = here === size && (await hashFile(to, signal)).sha256 === sha256;
      if (!same) fail('archive.file-differs', { file });
      return { path, file, size, sha256, found: true };
    }
    await mkdir(dirname(to), { recursive: true, mode: 0o700 }).catch((thrown) =>
      localFailure(thrown, to),
    );
    const moved = await transport.download(appliance.files, path, to, {
      ...{ signal, onProgress, sha256 },
    });
    return { path, file, ...moved, found: false };
  } catch (thrown) {
    if (isFailure(thrown, 'transfer.source-file-missing'))
      return fail('archive.file-gone', { path }, thrown);
    throw thrown;
  }
}

const attempts = 3;

/** Does it once more where the connection broke; what was moved is kept. */
async function again<Value>({ signal }: SavingTools, work: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (thrown) {
      signal.throwIfAborted();
      if (!isFailure(thrown, 'ssh.connection-lost') || attempt === attempts) throw thrown;
      await pause(attempt * 500, undefined, { signal });
    }
  }
}
