import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { HostKey } from '../../../shared/appliance';
import { fail } from '../../../shared/failure';

/** Host keys that people have accepted, by `host:port`; OpenSSH's own known_hosts is left alone. */
export type KnownHosts = {
  readonly get: (address: string) => HostKey | undefined;
  readonly pin: (address: string, hostKey: HostKey) => void;
};

const fileSchema = z.record(
  z.string().max(300),
  z.strictObject({
    type: z.string().max(64),
    sha256: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/),
    md5: z.string().regex(/^[0-9a-f]{2}(?::[0-9a-f]{2}){15}$/),
  }),
);

/**
 * The store in this JSON file, which may not exist yet and is read anew each time. Throws `file.unreadable` where it is
 * damaged (never taken for empty) and `migration.storage` where it cannot be written.
 */
export function knownHostsIn(file: string): KnownHosts {
  return {
    get: (address) => {
      const hosts = read(file);
      const name = address.toLowerCase();
      return Object.hasOwn(hosts, name) ? hosts[name] : undefined;
    },
    pin: (address, hostKey) => write(file, { ...read(file), [address.toLowerCase()]: hostKey }),
  };
}

function read(file: string): Record<string, HostKey> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
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

function write(file: string, hosts: Record<string, HostKey>): void {
  const fresh = `${file}.${randomUUID()}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(fresh, `${JSON.stringify(hosts, null, 2)}\n`, { mode: 0o600, flush: true });
    renameSync(fresh, file);
  } catch (thrown) {
    rmSync(fresh, { force: true });
    fail(
      'migration.storage',
      { path: file, seen: (thrown as NodeJS.ErrnoException).code ?? '' },
      thrown,
    );
  }
}
