import type { Side } from '../../../shared/appliance';
import type { KeySource } from '../../../shared/facts';
import { differenceOf, isSameKey } from '../../../shared/key-groups';
import type { KeyDifference } from '../../../shared/kit';
import { HeldSecrets } from '../login/held-secrets';

/**
 * The one place that holds secrets, in memory and for one run: passwords of both sides and the System Backup Key. Nothing here is
 * ever turned into text by accident: JSON and console show an empty object.
 */
export class Secrets {
  readonly #passwords = new HeldSecrets();
  readonly #proven = new Set<Side>();
  /** Passwords of jump hosts and passphrases of key files. */
  readonly logins = new HeldSecrets();
  /** By the id of its backup; one at a time. */
  readonly #key = new HeldSecrets();
  #keyFrom: KeySource | 'memory' = 'memory';

  password(side: Side): string | undefined {
    return this.#passwords.get(side);
  }

  keepPassword(side: Side, password: string): void {
    this.#passwords.keep(side, password);
  }

  forgetPassword(side: Side): void {
    this.#passwords.forget(side);
    this.#proven.delete(side);
  }

  /** Notes that a server has taken this side's login in this run. */
  provePassword(side: Side): void {
    if (this.#passwords.has(side)) this.#proven.add(side);
  }

  /** Forgets a password that no server has taken so far: it may be mistyped. */
  forgetUnproven(side: Side): void {
    if (!this.#proven.has(side)) this.#passwords.forget(side);
  }

  /** The key of this backup, if it is known. */
  key(backupId: string): string | undefined {
    return this.#key.get(backupId);
  }

  /** `from`: given by a person, or in memory since the server showed it. */
  keepKey(backupId: string, key: string, from: KeySource | 'memory' = 'memory'): void {
    this.forgetKey();
    this.#key.keep(backupId, key);
    this.#keyFrom = from;
  }

  /** Where the key of this backup came from, if it is known. */
  keyFrom(backupId: string): KeySource | 'memory' | undefined {
    return this.#key.has(backupId) ? this.#keyFrom : undefined;
  }

  /** True where the text is the key of this backup; blanks do not count, since a kit writes it in groups. */
  isKey(backupId: string, typed: string): boolean {
    const key = this.#key.get(backupId);
    return key !== undefined && isSameKey(typed, key);
  }

  /** Where the text is not the key of this backup, in groups; undefined where it is, or where the key is not known. */
  differenceOf(backupId: string, typed: string): KeyDifference | undefined {
    const key = this.#key.get(backupId);
    return key === undefined ? undefined : differenceOf(typed, key);
  }

  /** True where a text holds a secret of this run. */
  isIn(text: string): boolean {
    return [this.#passwords, this.logins, this.#key].some((held) => held.isIn(text));
  }

  /** Every password and key that is known now, to keep them out of what is quoted. */
  known(): readonly string[] {
    return [...this.#passwords.all(), ...this.logins.all(), ...this.#key.all()];
  }

  forgetKey(): void {
    this.#key.forgetAll();
  }

  forgetAll(): void {
    this.forgetKey();
    this.#passwords.forgetAll();
    this.#proven.clear();
    this.logins.forgetAll();
  }
}
