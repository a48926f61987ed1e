import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type * as z from 'zod';
import { fail } from '../../shared/failure';

const bytesMax = 8 * 1024 * 1024;

/**
 * What one of the program's own JSON files holds; undefined where there is no such file. Throws `file.unreadable`, with
 * `what` it should have been, where it is damaged: that is never taken for empty.
 */
export function readOwnJson<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  what: string,
): z.output<Schema> | undefined {
  let text: string;
  try {
    const stats = statSync(file);
    if (!stats.isFile() || stats.size > bytesMax) fail('file.damaged', { file, seen: what });
    text = readFileSync(file, 'utf8');
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return undefined;
    if (code === undefined) throw thrown;
    return fail('file.unreadable', { file, seen: code }, thrown);
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return fail('file.damaged', { file, seen: what });
  }
}

/** Replaces the file as a whole, readable by its owner only; throws `migration.storage` where that cannot be done. */
export function writeOwnJson(file: string, content: unknown): void {
  const fresh = `${file}.${randomUUID()}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(fresh, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flush: true });
    renameSync(fresh, file);
  } catch (thrown) {
    rmSync(fresh, { force: true });
    const seen = (thrown as NodeJS.ErrnoException).code ?? '';
    fail('migration.storage', { path: file, seen }, thrown);
  }
}
