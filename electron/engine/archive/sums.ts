import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../../shared/failure';
import { localFailure } from '../transport/local-file';

/** The list that `sha256sum -c` reads. */
export const sumsName = 'SHA256SUMS';

/** SHA-256 by name below the folder; empty where there is no list. Throws `archive.file-differs` where it is something else. */
export async function readSums(folder: string): Promise<Map<string, string>> {
  const text = await readFile(join(folder, sumsName), 'utf8').catch((thrown) => {
    const code = (thrown as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT') return '';
    return fail('file.unreadable', { file: join(folder, sumsName), seen: code }, thrown);
  });
  const sums = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    if (line === '') continue;
    const [, sha256, file] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    if (sha256 === undefined || file === undefined)
      return fail('archive.file-differs', { file: sumsName, seen: 'not a list of SHA-256' });
    sums.set(file, sha256);
  }
  return sums;
}

/** Replaces the list as a whole. */
export function writeSums(folder: string, sums: ReadonlyMap<string, string>): void {
  const path = join(folder, sumsName);
  const lines = [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
  const text = lines.map(([file, sha256]) => `${sha256}  ${file}\n`).join('');
  try {
    writeFileSync(`${path}.part`, text, { mode: 0o600, flush: true });
    renameSync(`${path}.part`, path);
  } catch (thrown) {
    rmSync(`${path}.part`, { force: true });
    localFailure(thrown, path);
  }
}
