/**
 * Passwords and passphrases that a person gave, in memory and for one run or test, by account. JSON and console show an empty
 * object. Their bytes are overwritten when they are forgotten; what was read from here as text is beyond reach.
 */
export class HeldSecrets {
  readonly #held = new Map<string, Buffer>();

  get(account: string): string | undefined {
    return this.#held.get(account)?.toString('utf8');
  }

  keep(account: string, secret: string): void {
    this.forget(account);
    this.#held.set(account, Buffer.from(secret, 'utf8'));
  }

  has(account: string): boolean {
    return this.#held.has(account);
  }

  /** True where one of them stands in a text; those of fewer than 6 characters would be found by chance. */
  isIn(text: string): boolean {
    return [...this.#held.values()].some(
      (secret) => secret.length >= 6 && text.includes(secret.toString('utf8')),
    );
  }

  /** All of them, to keep them out of what is quoted. */
  all(): readonly string[] {
    return [...this.#held.values()].map((secret) => secret.toString('utf8'));
  }

  forget(account: string): void {
    this.#held.get(account)?.fill(0);
    this.#held.delete(account);
  }

  forgetAll(): void {
    for (const account of this.#held.keys()) this.forget(account);
  }
}
