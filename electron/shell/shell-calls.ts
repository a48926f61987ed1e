import type { Reply } from '../../shared/contract';
import { FailureError, toFailure } from '../../shared/failure';
import type { PrintPdf } from '../engine/kit/make-kit';
import type { Vault } from '../engine/login/vault';

/** What only the shell can do for the engine: encrypt with the operating system's help, and print. */
export type ShellWork = Vault & { readonly printPdf: PrintPdf };

/** A call as it crosses from the engine's process to the shell. It may hold a secret, and so may its reply. */
export type ShellCall = {
  readonly [Name in keyof ShellWork]: {
    readonly name: Name;
    readonly input: Readonly<Parameters<ShellWork[Name]>>;
  };
}[keyof ShellWork];

/** The shell's work as the engine's process has it. */
export type Shell = {
  readonly vault: Vault;
  readonly printPdf: PrintPdf;
  /** Gives the reply to the call with that number. */
  readonly settle: (number: number, reply: Reply<unknown>) => void;
};

/** Asks over messages: the engine's process itself can neither ask the operating system to encrypt nor print. */
export function shellByCalls(send: (number: number, call: ShellCall) => void): Shell {
  const pending = new Map<number, (reply: Reply<unknown>) => void>();
  let calls = 0;
  const ask = async <Name extends keyof ShellWork>(
    name: Name,
    ...input: Parameters<ShellWork[Name]>
  ): Promise<Awaited<ReturnType<ShellWork[Name]>>> => {
    const reply = await new Promise<Reply<unknown>>((settle) => {
      calls += 1;
      pending.set(calls, settle);
      send(calls, { name, input } as ShellCall);
    });
    if (!reply.ok) throw new FailureError(reply.failure);
    return reply.value as Awaited<ReturnType<ShellWork[Name]>>;
  };
  return {
    vault: {
      keeping: () => ask('keeping'),
      recall: (account) => ask('recall', account),
      keep: (account, secret) => ask('keep', account, secret),
      forget: (account) => ask('forget', account),
      accounts: () => ask('accounts'),
    },
    printPdf: (html, paper) => ask('printPdf', html, paper),
    settle: (number, reply) => {
      pending.get(number)?.(reply);
      pending.delete(number);
    },
  };
}

/** Does in the shell what the engine's process asked for; everything thrown becomes a failure in the reply. */
export async function answerShellCall(work: ShellWork, call: ShellCall): Promise<Reply<unknown>> {
  try {
    return { ok: true, value: await done(work, call) };
  } catch (thrown) {
    return { ok: false, failure: toFailure(thrown) };
  }
}

function done(work: ShellWork, call: ShellCall): Promise<unknown> {
  switch (call.name) {
    case 'keeping':
      return work.keeping();
    case 'recall':
      return work.recall(...call.input);
    case 'keep':
      return work.keep(...call.input);
    case 'forget':
      return work.forget(...call.input);
    case 'accounts':
      return work.accounts();
    case 'printPdf':
      return work.printPdf(...call.input);
  }
}
