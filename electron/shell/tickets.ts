import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { ChosenFile } from '../../shared/contract';
import { fail } from '../../shared/failure';

/** What a person chose a file for; a ticket opens nothing else. */
export type TicketUse = 'inspect' | 'identity' | 'place';

/** The one place that knows which ticket stands for which path. */
export type Tickets = {
  /** A ticket for a path that a person chose; the page sees the name, never the path. */
  readonly issue: (use: TicketUse, path: string) => ChosenFile;
  /** The path of a ticket; throws `contract.bad-input` for one that is unknown, too old or for another use. */
  readonly redeem: (use: TicketUse, ticket: string) => string;
};

const hour = 3_600_000;

/** Tickets are good for four hours, and the newest 64 of them count. `now` gives milliseconds. */
export function createTickets(
  now: () => number = Date.now,
  lifetime = 4 * hour,
  kept = 64,
): Tickets {
  const issued = new Map<string, { use: TicketUse; path: string; until: number }>();
  return {
    issue: (use, path) => {
      const ticket = `t-${randomBytes(16).toString('hex')}`;
      issued.set(ticket, { use, path, until: now() + lifetime });
      for (const oldest of issued.keys()) {
        if (issued.size <= kept) break;
        issued.delete(oldest);
      }
      return { ticket, name: basename(path) };
    },
    redeem: (use, ticket) => {
      const found = issued.get(ticket);
      if (found?.use !== use) return fail('contract.bad-input', { where: 'file', seen: 'ticket' });
      if (now() < found.until) return found.path;
      issued.delete(ticket);
      return fail('contract.bad-input', { where: 'file', seen: 'an expired ticket' });
    },
  };
}
