import type { ApplianceDesk, CommandRun } from '../../electron/engine/appliance/appliance';
import type { HostKey } from '../../shared/appliance';
import type { Contact } from '../../shared/migration';

/** A desk that says yes to every new host key and no to every changed one, knows the password, and notes everything. */
export type Clerk = {
  readonly desk: ApplianceDesk;
  readonly seen: {
    readonly keys: HostKey[];
    /** What `again` was, each time that the password was asked. */
    readonly asked: boolean[];
    readonly contacts: Contact[];
    readonly commands: CommandRun[];
    /** `shell running`, `privilege done root`, and so on, of the stages after the login. */
    readonly stages: string[];
  };
};

const afterLogin: ReadonlySet<string> = new Set(['shell', 'privilege', 'product', 'version']);

/** Gives these passwords one after the other, the last one again and again. */
export function clerk(passwords: readonly string[], pinned?: HostKey): Clerk {
  const seen: Clerk['seen'] = { keys: [], asked: [], contacts: [], commands: [], stages: [] };
  const password = (again: boolean): string => {
    seen.asked.push(again);
    return passwords[Math.min(seen.asked.length, passwords.length) - 1] ?? '';
  };
  return {
    seen,
    desk: {
      knownKeys: () => ({
        trusted: pinned ? [{ hostKey: pinned, origin: { file: 'clerk' } }] : [],
        revoked: [],
      }),
      trust: async (_server, key) => {
        seen.keys.push(key);
        return true;
      },
      replace: async () => false,
      password: async (_server, again) => password(again),
      passphrase: async () => '',
      prompts: async (_server, { prompts }) => prompts.map(() => password(false)),
      mayBeLegacy: () => false,
      allowLegacy: async () => false,
      onStage: (_server, stage, state, what) => {
        if (afterLogin.has(stage)) seen.stages.push([stage, state, what].filter(Boolean).join(' '));
      },
      onContact: (contact) => seen.contacts.push(contact),
      onCommand: (run) => seen.commands.push(run),
    },
  };
}
