import { userInfo } from 'node:os';
import { fail } from '../../../shared/failure';
import { fold, interrupted } from '../../../shared/fold';
import type { MigrationEvent, MigrationState } from '../../../shared/migration';
import { changedEntry, entryOf, secretOfWish, type WorksheetWish } from '../../../shared/worksheet';
import { openJournal, readJournal, stateOf } from './journal';
import { takeLock } from './lock';
import type { Secrets } from './secrets';

type Noted = MigrationEvent & { readonly type: 'worksheet-noted' };

/** The event of what a person writes down; throws `worksheet.secret` where it looks like a secret, or is one of this run. */
export function worksheetNote(
  state: MigrationState,
  wish: WorksheetWish,
  at: string,
  secrets?: Secrets,
): Noted {
  const secret = secretOfWish(wish);
  if (secret) fail('worksheet.secret', secret);
  for (const part of ['where', 'note', 'by'] as const) {
    if (secrets?.isIn(wish[part] ?? '')) fail('worksheet.secret', { part, seen: 'given' });
  }
  const by = wish.by?.trim() || userInfo().username;
  return {
    type: 'worksheet-noted',
    ...changedEntry(entryOf(state, wish.item), wish, { by, at }),
  };
}

/**
 * Writes it down where no run is under way: takes the lock, appends, lets go. Throws `migration.locked` while another program runs the
 * migration.
 */
export function noteStopped(
  folder: string,
  file: string,
  wish: WorksheetWish,
  now: Date,
): { readonly event: Noted; readonly state: MigrationState } {
  const at = now.toISOString();
  const lock = takeLock(folder, at);
  try {
    const { events, length } = readJournal(file);
    const before = stateOf(events, file) ?? fail('migration.journal-damaged', { file, line: 1 });
    const event = worksheetNote(before, wish, at);
    const journal = openJournal(file, length);
    try {
      journal.append(event);
    } finally {
      journal.close();
    }
    return { event, state: interrupted(fold(before, event)) };
  } finally {
    lock.release();
  }
}
