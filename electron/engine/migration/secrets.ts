import { timingSafeEqual } from 'node:crypto';
import type { Side } from '../../../shared/appliance';
import { HeldSecrets } from '../login/held-secrets';

/**
 * The one place that holds secrets, in memory and for one run: passwords of both sides and the System Backup Key. Nothing here is
 * ever turned into text by accident: JSON and console show an empty object.
 */
export class Secrets {
  readonly #passwords = new Map<Side, string>();
  readonly #proven = new Set<Side>();
  /** Passwords of jump hosts and passphrases of key files. */
  readonly logins = new HeldSecrets();
  #key: { readonly backupId: string; readonly key: Buffer } | undefined;

  password(side: Side): string | undefined {
    return this.#passwords.get(side);
  }

  keepPassword(side: Side, password: string): void {
    this.#passwords.set(side, password);
  }

  forgetPassword(side: Side): void {
    this.#passwords.delete(side);
    this.#proven.delete(side);
  }

  /** Notes that a server has taken this side's login in this run. */
  provePassword(side: Side): void {
    if (this.#passwords.has(side)) this.#proven.add(side);
  }

  /** Forgets a password that no server has taken so far: it may be mistyped. */
  forgetUnproven(side: Side): void {
    if (!this.#proven.has(side)) this.#passwords.delete(side);
  }

  /** The key of this backup, if it is known. */
  key(backupId: string): string | undefined {
    return this.#key?.backupId === backupId ? this.#key.key.toString('utf8') : undefined;
  }

  keepKey(backupId: string, key: string): void {
    this.forgetKey();
    this.#key = { backupId, key: Buffer.from(key, 'utf8') };
  }

  /** True where the text is the key of this backup; blanks do not count, since a kit writes it in groups. */
  isKey(backupId: string, typed: string): boolean {
    if (this.#key?.backupId !== backupId) return false;
    const given = Buffer.from(withoutBlanks(typed), 'utf8');
    const right = Buffer.from(withoutBlanks(this.#key.key.toString('utf8')), 'utf8');
    return given.length === right.length && timingSafeEqual(given, right);
  }

  forgetKey(): void {
    this.#key?.key.fill(0);
    this.#key = undefined;
  }

  forgetAll(): void {
    this.forgetKey();
    this.#passwords.clear();
    this.logins.forgetAll();
  }
}

const withoutBlanks = (text: string): string => text.replace(/\s/gu, '');
