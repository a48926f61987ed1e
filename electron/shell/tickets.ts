import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { ChosenFile, CommandInput } from '../../shared/contract';
import { fail } from '../../shared/failure';

/** What a path is for; a ticket opens nothing else. */
export type TicketUse =
  | 'inspect'
  | 'identity'
  | 'kit'
  | 'backup'
  | 'library'
  | 'agent'
  | 'profile'
  | `place-${CommandInput<'choose-place'>['purpose']}`;

/** The one place that knows which ticket stands for which path. */
export type Tickets = {
  /** The ticket of a path, for its whole lifetime from now on; the page sees the name, never the path. */
  readonly issue: (use: TicketUse, path: string) => ChosenFile;
  /** The path of a ticket, once where it is a place to save at; throws `contract.bad-input` for one that is unknown, too old or for another use. */
  readonly redeem: (use: TicketUse, ticket: string) => string;
};

const hour = 3_600_000;

/** The key files and agents of 1000 saved connections, each by four jump hosts, are 55 000. */
const keptAtMost = 65_536;

/**
 * Tickets are good for four hours after they were last issued, and so many of them count, the newest. `now` gives
 * milliseconds.
 */
export function createTickets(
  now: () => number = Date.now,
  lifetime = 4 * hour,
  kept = keptAtMost,
): Tickets {
  const issued = new Map<string, { use: TicketUse; path: string; until: number }>();
  /** The ticket by what it is for. */
  const known = new Map<string, string>();
  const keyOf = (use: TicketUse, path: string): string => `${use} ${path}`;
  const drop = (ticket: string): void => {
    const found = issued.get(ticket);
    if (found) known.delete(keyOf(found.use, found.path));
    issued.delete(ticket);
  };
  /** The page compares endpoints by their tickets, so a path keeps the one that it has. */
  const living = (use: TicketUse, path: string): string | undefined => {
    const ticket = known.get(keyOf(use, path));
    return ticket !== undefined && now() < (issued.get(ticket)?.until ?? 0) ? ticket : undefined;
  };
  return {
    issue: (use, path) => {
      const ticket = living(use, path) ?? `t-${randomBytes(16).toString('hex')}`;
      // Taken out first, so that it comes to stand last, among the newest.
      drop(known.get(keyOf(use, path)) ?? ticket);
      issued.set(ticket, { use, path, until: now() + lifetime });
      known.set(keyOf(use, path), ticket);
      for (const oldest of issued.keys()) {
        if (issued.size <= kept) break;
        drop(oldest);
      }
      return { ticket, name: basename(path) };
    },
    redeem: (use, ticket) => {
      const found = issued.get(ticket);
      if (found?.use !== use) return fail('contract.bad-input', { where: 'file', seen: 'ticket' });
      const good = now() < found.until;
      if (!good || use.startsWith('place-')) drop(ticket);
      if (good) return found.path;
      return fail('contract.bad-input', { where: 'file', seen: 'an expired ticket' });
    },
  };
}
