import type { Appliance, ApplianceDesk } from '../../../../electron/engine/appliance/appliance';
import { openByCommand } from '../../../../electron/engine/appliance/by-command';
import { parseProfile } from '../../../../electron/engine/appliance/profile';
import reference from '../../../../resources/profiles/reference.json';
import { type Clerk, clerk } from '../../../contract/clerk';

export type Opened = {
  readonly appliance: Appliance;
  readonly seen: Clerk['seen'];
  /** The command lines that were told, in the order in which they ended. */
  readonly ran: () => readonly string[];
};

/** The reference profile, but for waiting a second where it waits long. */
export const hasty = {
  ...reference,
  probes: {
    shell: { ...reference.probes.shell, timeoutSeconds: 1 },
    privilege: { ...reference.probes.privilege, timeoutSeconds: 1 },
  },
  operations: {
    ...reference.operations,
    identity: { ...reference.operations.identity, timeoutSeconds: 1 },
  },
};

export const host = '127.0.0.1';

/** Opens the new server at this port of this computer, whose password is `right`. */
export async function openAt(
  port: number,
  {
    user = 'epproot',
    profile = hasty,
    ...desk
  }: { readonly user?: string; readonly profile?: unknown } & Partial<ApplianceDesk> = {},
): Promise<Opened> {
  const { desk: usual, seen } = clerk(['right']);
  const open = openByCommand(parseProfile(profile));
  const { signal } = new AbortController();
  const endpoint = { host, port, user, agent: false as const };
  const appliance = await open('target', endpoint, { ...usual, ...desk }, signal);
  return { appliance, seen, ran: () => seen.commands.map(({ command }) => command) };
}
