import { randomBytes } from 'node:crypto';
import {
  closeSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { fail } from '../../../shared/failure';

const ownerSchema = z.object({
  pid: z.int().positive(),
  host: z.string(),
  since: z.string(),
  /** Tells this process from a later one with the same number; empty where the system does not say. */
  started: z.string(),
});
export type LockOwner = z.infer<typeof ownerSchema>;

/** A held lock; `release` may be called more than once. */
export type Lock = { readonly release: () => void };

/**
 * Takes the lock of a migration's folder, so that one program at a time writes its journal. A lock whose process is gone is
 * taken over. Throws `migration.locked` with pid, host and since. A lock from another computer is never taken over.
 */
export function takeLock(folder: string, now: string): Lock {
  const path = join(folder, 'lock');
  const own = join(folder, `lock-${process.pid}-${randomBytes(4).toString('hex')}`);
  const owner: LockOwner = {
    pid: process.pid,
    host: hostname(),
    since: now,
    started: startOf(process.pid),
  };
  const handle = openSync(own, 'wx', 0o600);
  writeSync(handle, JSON.stringify(owner));
  closeSync(handle);
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (tryLink(own, path)) return { release: () => release(path, owner) };
      const holder = lockOwner(folder);
      if (holder && isAlive(holder)) {
        fail('migration.locked', { pid: holder.pid, host: holder.host, since: holder.since });
      }
      setAside(path);
    }
    return fail('migration.locked', { pid: 0, host: 'unknown', since: 'unknown' });
  } finally {
    rmSync(own, { force: true });
  }
}

/** Who holds the lock of a folder and lives, or undefined. */
export function liveOwner(folder: string): LockOwner | undefined {
  const owner = lockOwner(folder);
  return owner && isAlive(owner) ? owner : undefined;
}

function lockOwner(folder: string): LockOwner | undefined {
  try {
    return parseOwner(readFileSync(join(folder, 'lock'), 'utf8'));
  } catch {
    return undefined;
  }
}

function parseOwner(text: string): LockOwner | undefined {
  try {
    const parsed = ownerSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** A link is made or not, never half: unlike a file that is created and then written. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw thrown;
  }
}

/** Moves a dead lock away; if another program was faster and what was moved is a live one, puts that back. */
function setAside(path: string): void {
  const aside = `${path}-dead-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    renameSync(path, aside);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw thrown;
  }
  try {
    const owner = parseOwner(readFileSync(aside, 'utf8'));
    if (owner && isAlive(owner)) tryLink(aside, path);
  } finally {
    rmSync(aside, { force: true });
  }
}

function release(path: string, owner: LockOwner): void {
  try {
    if (readFileSync(path, 'utf8') === JSON.stringify(owner)) rmSync(path, { force: true });
  } catch {
    // Gone already, or its folder is: there is nothing left to release.
  }
}

function isAlive(owner: LockOwner): boolean {
  if (owner.host !== hostname()) return true;
  try {
    process.kill(owner.pid, 0);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return owner.started === startOf(owner.pid);
}

/** When a process started, as Linux tells it (field 22 of its stat); empty elsewhere. */
function startOf(pid: number): string {
  if (process.platform !== 'linux') return '';
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
