import type { Reply } from '../../shared/contract';
import { FailureError, toFailure } from '../../shared/failure';
import type { Vault } from '../engine/login/vault';

/** A call of a vault as it crosses from the engine's process to the shell. It may hold a secret, and so may its reply. */
export type VaultCall = {
  readonly [Name in keyof Vault]: {
    readonly name: Name;
    readonly input: Readonly<Parameters<Vault[Name]>>;
  };
}[keyof Vault];

/** The shell's vault as the engine's process has it. */
export type VaultOfShell = {
  readonly vault: Vault;
  /** Gives the reply to the call with that number. */
  readonly settle: (number: number, reply: Reply<unknown>) => void;
};

/** A vault that asks over messages: the engine's process itself cannot ask the operating system to encrypt. */
export function vaultOfShell(send: (number: number, call: VaultCall) => void): VaultOfShell {
  const pending = new Map<number, (reply: Reply<unknown>) => void>();
  let calls = 0;
  const ask = async <Name extends keyof Vault>(
    name: Name,
    ...input: Parameters<Vault[Name]>
  ): Promise<Awaited<ReturnType<Vault[Name]>>> => {
    const reply = await new Promise<Reply<unknown>>((settle) => {
      calls += 1;
      pending.set(calls, settle);
      send(calls, { name, input } as VaultCall);
    });
    if (!reply.ok) throw new FailureError(reply.failure);
    return reply.value as Awaited<ReturnType<Vault[Name]>>;
  };
  return {
    vault: {
      keeping: () => ask('keeping'),
      recall: (account) => ask('recall', account),
      keep: (account, secret) => ask('keep', account, secret),
      forget: (account) => ask('forget', account),
      accounts: () => ask('accounts'),
    },
    settle: (number, reply) => {
      pending.get(number)?.(reply);
      pending.delete(number);
    },
  };
}

/** Does in the shell what the engine's process asked of the vault; everything thrown becomes a failure in the reply. */
export async function answerVaultCall(vault: Vault, call: VaultCall): Promise<Reply<unknown>> {
  try {
    return { ok: true, value: await done(vault, call) };
  } catch (thrown) {
    return { ok: false, failure: toFailure(thrown) };
  }
}

function done(vault: Vault, call: VaultCall): Promise<unknown> {
  switch (call.name) {
    case 'keeping':
      return vault.keeping();
    case 'recall':
      return vault.recall(...call.input);
    case 'keep':
      return vault.keep(...call.input);
    case 'forget':
      return vault.forget(...call.input);
    case 'accounts':
      return vault.accounts();
  }
}
