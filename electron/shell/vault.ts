import * as z from 'zod';
import { fail } from '../../shared/failure';
import type { Vault } from '../engine/login/vault';
import { readOwnJson, writeOwnJson } from '../engine/own-json';

/** What the operating system encrypts with, as far as it is used here; Electron's `safeStorage` is one. */
export type Cipher = {
  readonly isEncryptionAvailable: () => boolean;
  /** On Linux only. */
  readonly getSelectedStorageBackend: () => string;
  readonly encryptString: (text: string) => Buffer;
  /** Throws for what it cannot decrypt. */
  readonly decryptString: (bytes: Buffer) => string;
};

const secretMax = 4096;
const entriesMax = 5000;
/** A passphrase's name ends in the path of a key file, which has 4096 characters at most. */
const account = z.string().min(1).max(4200);
const fileSchema = z
  .record(account, z.base64().min(1).max(40_960))
  .refine((entries) => Object.keys(entries).length <= entriesMax);
/** Well below what `readOwnJson` reads. */
const charactersMax = 2 * 1024 * 1024;

/**
 * A vault in one JSON file: each account with its secret as the operating system encrypted it, in base64. It keeps
 * nothing where the system would not really encrypt. The account is encrypted with its secret, because some systems answer
 * with garbage for what another key encrypted. Everything is done at once, so that no call undoes another's work.
 */
export function openVault(
  file: string,
  cipher: Cipher,
  platform: string = process.platform,
): Vault {
  const read = (): Map<string, string> =>
    new Map(Object.entries(readOwnJson(file, fileSchema, 'not a list of kept passwords') ?? {}));

  const keeping = (): Awaited<ReturnType<Vault['keeping']>> => {
    if (!cipher.isEncryptionAvailable()) return 'no-keyring';
    if (platform !== 'linux') return 'yes';
    return ['basic_text', 'unknown'].includes(cipher.getSelectedStorageBackend())
      ? 'plain-text'
      : 'yes';
  };

  const decrypted = (name: string, entry: string | undefined): string | undefined => {
    if (entry === undefined || keeping() !== 'yes') return undefined;
    try {
      const text = cipher.decryptString(Buffer.from(entry, 'base64'));
      return text.startsWith(labelOf(name)) ? text.slice(labelOf(name).length) : undefined;
    } catch {
      // Another user's, or of a key ring that is gone: as if it were not there.
      return undefined;
    }
  };

  const encrypted = (name: string, secret: string): string => {
    try {
      return cipher.encryptString(labelOf(name) + secret).toString('base64');
    } catch (thrown) {
      return fail('migration.storage', { path: file, seen: 'the key ring refused' }, thrown);
    }
  };

  return {
    keeping: async () => keeping(),
    recall: async (name) => decrypted(name, read().get(name)),
    keep: async (name, secret) => {
      if (keeping() !== 'yes') return;
      if (secret.length > secretMax) {
        fail('migration.storage', { path: file, seen: 'a secret that is too long' });
      }
      const content = Object.fromEntries(read().set(name, encrypted(name, secret)));
      // What cannot be read again is never written.
      const fits = JSON.stringify(content).length <= charactersMax;
      if (!fits || !fileSchema.safeParse(content).success) {
        fail('migration.storage', { path: file, seen: 'too much for it' });
      }
      writeOwnJson(file, content);
    },
    forget: async (name) => {
      const entries = read();
      if (entries.delete(name)) writeOwnJson(file, Object.fromEntries(entries));
    },
    accounts: async () =>
      [...read()]
        .filter(([name, entry]) => decrypted(name, entry) !== undefined)
        .map(([name]) => name),
  };
}

/** What an encrypted text begins with; no account has the character that ends it. */
const labelOf = (name: string): string => `${name}\0`;
