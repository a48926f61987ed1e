import type {
  KnownKeys,
  LoginDesk,
  Mismatch,
  PromptRound,
  UsedKey,
} from '../../../../electron/engine/ssh/login-desk';
import type { HostKey } from '../../../../shared/appliance';
import type { ServerAt } from '../../../../shared/connecting';
import { formatAddress } from '../../../../shared/plan';

/** What a scripted person says when logging in asks. */
export type DeskScript = {
  /** Host keys that are trusted beforehand, by host:port. */
  readonly known?: Readonly<Record<string, readonly HostKey[]>>;
  /** SHA-256 of host keys that must not be accepted. */
  readonly revoked?: readonly string[];
  readonly trust?: boolean | (() => boolean | Promise<boolean>);
  readonly replace?: boolean;
  /** One after the other, the last one again and again. */
  readonly passwords?: readonly string[];
  readonly passphrase?: string;
  readonly answers?: (asked: PromptRound) => readonly string[];
  readonly legacy?: boolean;
};

export type ScriptedDesk = {
  readonly desk: LoginDesk & { readonly onContact: () => void; readonly onCommand: () => void };
  /** What was asked, in order: `trust`, `replace`, `password`, `passphrase`, `prompts`, `legacy`, with the server. */
  readonly asked: readonly string[];
  readonly mismatches: readonly Mismatch[];
  readonly prompts: readonly PromptRound[];
  /** Host keys that were used, in order. */
  readonly used: readonly UsedKey[];
};

const origin = { file: 'known_hosts', line: 1 };

/** A login desk that does what the script says, no to everything that it does not name, and notes it. */
export function scriptedDesk(script: DeskScript = {}): ScriptedDesk {
  const asked: string[] = [];
  const mismatches: Mismatch[] = [];
  const prompts: PromptRound[] = [];
  const used: UsedKey[] = [];
  const passwords = [...(script.passwords ?? [])];
  const note = (what: string, server: ServerAt): void => {
    asked.push(`${what} ${formatAddress(server)}`);
  };
  const keysOf = (server: ServerAt): KnownKeys => ({
    trusted: (script.known?.[formatAddress(server)] ?? []).map((hostKey) => ({ hostKey, origin })),
    revoked: (script.revoked ?? []).map((sha256) => ({ sha256, origin })),
  });
  return {
    ...{ asked, mismatches, prompts, used },
    desk: {
      knownKeys: keysOf,
      trust: async (server) => {
        note('trust', server);
        return typeof script.trust === 'function' ? await script.trust() : script.trust === true;
      },
      replace: async (server) => {
        note('replace', server);
        return script.replace === true;
      },
      onHostKey: (_server, key) => used.push(key),
      password: async (server) => {
        note('password', server);
        return (passwords.length > 1 ? passwords.shift() : passwords[0]) ?? '';
      },
      passphrase: async (file) => {
        asked.push(`passphrase ${file}`);
        return script.passphrase ?? '';
      },
      prompts: async (server, round) => {
        note('prompts', server);
        prompts.push(round);
        return script.answers?.(round) ?? round.prompts.map(() => '');
      },
      mayBeLegacy: () => false,
      allowLegacy: async (server, mismatch) => {
        note('legacy', server);
        mismatches.push(mismatch);
        return script.legacy === true;
      },
      onContact: () => {},
      onCommand: () => {},
    },
  };
}
