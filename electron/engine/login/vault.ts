/**
 * Keeps passwords and passphrases over restarts, where the operating system can keep them safely and a person asked for it.
 * Accounts are named `password USER@HOST:PORT` and `passphrase FILE`.
 */
export type Vault = {
  /** Whether it can keep anything, or why not. */
  readonly keeping: () => Promise<'yes' | 'terminal' | 'no-keyring' | 'plain-text'>;
  /** Undefined for an account that it does not keep or can no longer read. */
  readonly recall: (account: string) => Promise<string | undefined>;
  /** Throws `migration.storage` where it cannot be written. */
  readonly keep: (account: string, secret: string) => Promise<void>;
  readonly forget: (account: string) => Promise<void>;
  /** The accounts that it keeps something for. */
  readonly accounts: () => Promise<readonly string[]>;
};

/** The vault of a program that keeps nothing: the terminal. */
export const noVault: Vault = {
  keeping: async () => 'terminal',
  recall: async () => undefined,
  keep: async () => undefined,
  forget: async () => undefined,
  accounts: async () => [],
};
