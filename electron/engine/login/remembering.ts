import type { Vault } from './vault';

/** What a person wants to have remembered: it is kept when a server has taken it, not before. */
export type Remembering = {
  /** Undefined where nothing is kept, or where it cannot be read: then a person is asked. */
  readonly recall: (account: string) => Promise<string | undefined>;
  /** Whether it may be offered: only where this computer keeps secrets safely. */
  readonly isPossible: () => Promise<boolean>;
  /** Notes that it shall be kept, or not. */
  readonly wish: (account: string, secret: string, wanted: boolean | undefined) => void;
  /** A server did not take it. */
  readonly refused: (account: string) => Promise<void>;
  /** A server has taken the login; what was wished is kept now. */
  readonly accepted: () => void;
};

/** A vault that fails is no reason not to log in: it is as if it kept nothing, which is what the list of connections shows. */
export function remembering(vault: Vault): Remembering {
  const wished = new Map<string, string>();
  const orNothing = async <Value>(work: Promise<Value>): Promise<Value | undefined> => {
    try {
      return await work;
    } catch {
      return undefined;
    }
  };
  return {
    recall: (account) => orNothing(vault.recall(account)),
    isPossible: async () =>
      (await orNothing(vault.keeping())) === 'yes' &&
      (await orNothing(vault.accounts())) !== undefined,
    wish: (account, secret, wanted) => {
      if (wanted) wished.set(account, secret);
      else wished.delete(account);
    },
    refused: async (account) => {
      wished.delete(account);
      await orNothing(vault.forget(account));
    },
    accepted: () => {
      for (const [account, secret] of wished) void orNothing(vault.keep(account, secret));
      wished.clear();
    },
  };
}
