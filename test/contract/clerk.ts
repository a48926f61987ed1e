import type { CommandRun, LoginDesk } from '../../electron/engine/appliance/appliance';
import type { HostKey } from '../../shared/appliance';
import type { Contact } from '../../shared/migration';

/** A login desk that says yes to every host key, knows the password, and notes everything. */
export type Clerk = {
  readonly desk: LoginDesk;
  readonly seen: {
    readonly keys: HostKey[];
    /** What `again` was, each time that the password was asked. */
    readonly asked: boolean[];
    readonly contacts: Contact[];
    readonly commands: CommandRun[];
  };
};

/** Gives these passwords one after the other, the last one again and again. */
export function clerk(passwords: readonly string[], pinned?: HostKey): Clerk {
  const seen: Clerk['seen'] = { keys: [], asked: [], contacts: [], commands: [] };
  return {
    seen,
    desk: {
      pinned,
      trust: async (key) => {
        seen.keys.push(key);
        return true;
      },
      password: async (again) => {
        seen.asked.push(again);
        return passwords[Math.min(seen.asked.length, passwords.length) - 1] ?? '';
      },
      onContact: (contact) => seen.contacts.push(contact),
      onCommand: (run) => seen.commands.push(run),
    },
  };
}
