import * as z from 'zod';
import type { HostKey } from '../../../shared/appliance';
import { readOwnJson, writeOwnJson } from '../own-json';
import type { TrustedKey } from './login-desk';

/** Host keys that people have accepted, by `host:port`; OpenSSH's own known_hosts is left alone. */
export type KnownHosts = {
  readonly file: string;
  /** Throws `file.unreadable` where the store is damaged: that is never taken for empty. */
  readonly get: (address: string) => TrustedKey | undefined;
  /** Takes the place of an older key of the address. Throws as `get`, and `migration.storage` where it cannot be written. */
  readonly pin: (address: string, hostKey: HostKey) => void;
};

const fileSchema = z.record(
  z.string().max(700),
  z.strictObject({
    type: z.string().max(64),
    sha256: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/),
    md5: z.string().regex(/^[0-9a-f]{2}(?::[0-9a-f]{2}){15}$/),
    /** Older stores do not say when. */
    acceptedAt: z.iso.datetime().optional(),
  }),
);
type Entries = z.infer<typeof fileSchema>;

/** The store in this JSON file, which may not exist yet and is read anew each time. */
export function knownHostsIn(file: string, now: () => Date = () => new Date()): KnownHosts {
  const read = (): Entries => readOwnJson(file, fileSchema, 'not a list of host keys') ?? {};
  return {
    file,
    get: (address) => {
      const entries = read();
      const name = address.toLowerCase();
      const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
      if (!entry) return undefined;
      const { acceptedAt, ...hostKey } = entry;
      return { hostKey, origin: acceptedAt === undefined ? { file } : { file, acceptedAt } };
    },
    pin: (address, { type, sha256, md5 }) => {
      const entry = { type, sha256, md5, acceptedAt: now().toISOString() };
      writeOwnJson(file, { ...read(), [address.toLowerCase()]: entry });
    },
  };
}
