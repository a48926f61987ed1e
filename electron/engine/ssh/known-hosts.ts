import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { HostKey } from '../../../shared/appliance';
import { fail } from '../../../shared/failure';
import { formatAddress } from '../../../shared/plan';

/** Host keys that people have accepted, in a file of this program's own; OpenSSH's known_hosts is left alone. */
export type KnownHosts = {
  readonly get: (host: string, port: number) => Promise<HostKey | undefined>;
  readonly pin: (host: string, port: number, hostKey: HostKey) => Promise<void>;
};

const fileSchema = z.record(
  z.string().max(300),
  z.strictObject({
    type: z.string().max(64),
    sha256: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/),
    md5: z.string().regex(/^[0-9a-f]{2}(?::[0-9a-f]{2}){15}$/),
  }),
);

/** Opens the store in this JSON file, which may not exist yet. `file.unreadable` where it is damaged: never taken for empty. */
export function openKnownHosts(file: string): KnownHosts {
  let last: Promise<unknown> = Promise.resolve();
  const pinNow = async (host: string, port: number, hostKey: HostKey): Promise<void> => {
    const hosts = await read(file);
    await write(file, { ...hosts, [name(host, port)]: hostKey });
  };
  return {
    get: async (host, port) => {
      const hosts = await read(file);
      const key = name(host, port);
      return Object.hasOwn(hosts, key) ? hosts[key] : undefined;
    },
    pin: (host, port, hostKey) => {
      const pinned = last.then(() => pinNow(host, port, hostKey));
      last = pinned.catch(() => {});
      return pinned;
    },
  };
}

const name = (host: string, port: number): string =>
  formatAddress({ host: host.toLowerCase(), port });

async function read(file: string): Promise<Record<string, HostKey>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT') return {};
    return fail('file.unreadable', { file, seen: code }, thrown);
  }
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch (thrown) {
    return fail('file.unreadable', { file, seen: 'not a list of host keys' }, thrown);
  }
}

async function write(file: string, hosts: Record<string, HostKey>): Promise<void> {
  const fresh = `${file}.${randomUUID()}`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(fresh, `${JSON.stringify(hosts, null, 2)}\n`, { mode: 0o600, flush: true });
    await rename(fresh, file);
  } catch (thrown) {
    await rm(fresh, { force: true });
    const code = (thrown as NodeJS.ErrnoException).code ?? '';
    fail('migration.storage', { path: file, seen: code }, thrown);
  }
}
