/**
 * Passwords and passphrases that a person gave, in memory and for one run or test, by account. JSON and console show an empty
 * object.
 */
export class HeldSecrets {
  readonly #held = new Map<string, string>();

  get(account: string): string | undefined {
    return this.#held.get(account);
  }

  keep(account: string, secret: string): void {
    this.#held.set(account, secret);
  }

  forgetAll(): void {
    this.#held.clear();
  }
}
