import { lstat, mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Storage } from './storage';

/** The kinds of files that a System Backup v2 leaves behind; each lies in a folder of this name. */
export const archiveKinds = ['audit-log', 'log', 'shadow', 'system-backup'] as const;

/** One such file; `createdAt` in milliseconds. */
export type ArchiveFile = {
  readonly kind: (typeof archiveKinds)[number];
  readonly name: string;
  /** As people see it. */
  readonly path: string;
  readonly size: number;
  readonly createdAt: number;
};

/** The files below the folder of archives, by kind and name. */
export async function listArchives(
  storage: Storage,
  folder: string,
): Promise<readonly ArchiveFile[]> {
  const files: ArchiveFile[] = [];
  for (const kind of archiveKinds) {
    const real = await storage.locate(`${folder}/${kind}`);
    for (const name of (await readdir(real).catch(() => [])).sort()) {
      const found = await lstat(join(real, name)).catch(() => undefined);
      if (!found?.isFile()) continue;
      const createdAt = Math.round(found.mtimeMs);
      files.push({ kind, name, path: `${folder}/${kind}/${name}`, size: found.size, createdAt });
    }
  }
  return files;
}

const day = 86_400_000;

/** Some of each kind, with content that is made up; `age` in days. */
const madeUp = [
  { kind: 'audit-log', name: 'audit-1.csv', age: 60, line: 'admin1,signed in' },
  { kind: 'audit-log', name: 'audit-2.csv', age: 30, line: 'admin1,changed policy 3' },
  { kind: 'log', name: 'device-control.csv', age: 7, line: 'PC-00007,USB storage,blocked' },
  { kind: 'shadow', name: 'shadow-000001.bin', age: 3, line: 'copy of a file that was sent' },
  { kind: 'system-backup', name: 'system-backup-1.tgz', age: 90, line: 'not a real backup' },
] as const;

/** Puts archives into the files of a machine, as old as they claim to be. `area` is the real folder that people see as `/`. */
export async function makeArchives(area: string, now: number): Promise<void> {
  for (const { kind, name, age, line } of madeUp) {
    const folder = join(area, 'archives', kind);
    await mkdir(folder, { recursive: true });
    const at = new Date(now - age * day);
    const rows = Array.from({ length: 40 }, (_, row) => `${row + 1},${at.toISOString()},${line}\n`);
    await writeFile(join(folder, name), rows.join(''));
    await utimes(join(folder, name), at, at);
  }
}
