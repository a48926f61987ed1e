import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../../shared/failure';
import { csvLine } from '../report/csv-line';

/** Lists of computers in a migration's folder: too long for its journal, and nobody else's business. */

const expectedFile = (folder: string): string => join(folder, 'computers-before.json');
const missingFile = (folder: string): string => join(folder, 'computers-missing.csv');

/** Writes the computers that are expected to come back; gives the path. Throws `migration.storage`. */
export const writeExpected = (folder: string, computers: readonly string[]): Promise<string> =>
  write(expectedFile(folder), `${JSON.stringify(computers)}\n`);

/** The computers that are expected to come back; undefined where the list cannot be read. */
export async function readExpected(folder: string): Promise<readonly string[] | undefined> {
  try {
    const list: unknown = JSON.parse(await readFile(expectedFile(folder), 'utf8'));
    const names = Array.isArray(list) ? list.filter((name) => typeof name === 'string') : undefined;
    return names?.length === (list as { readonly length?: number }).length ? names : undefined;
  } catch {
    return undefined;
  }
}

/** Writes those that are missing as CSV, or removes the list where none is; gives the path. Throws `migration.storage`. */
export async function writeMissing(
  folder: string,
  missing: readonly string[],
): Promise<string | undefined> {
  const file = missingFile(folder);
  if (missing.length > 0)
    return await write(
      file,
      [['computer'], ...missing.map((name) => [name])].map(csvLine).join(''),
    );
  await rm(file, { force: true });
  return undefined;
}

async function write(file: string, text: string): Promise<string> {
  try {
    await writeFile(`${file}.new`, text, { mode: 0o600 });
    await rename(`${file}.new`, file);
    return file;
  } catch (thrown) {
    const seen = (thrown as NodeJS.ErrnoException).code ?? String(thrown);
    return fail('migration.storage', { file, seen }, thrown);
  }
}
