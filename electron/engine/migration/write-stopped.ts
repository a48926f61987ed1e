import { fail } from '../../../shared/failure';
import { fold, interrupted } from '../../../shared/fold';
import type { MigrationEvent, MigrationState } from '../../../shared/migration';
import { openJournal, readJournal, stateOf } from './journal';
import { takeLock } from './lock';

/**
 * Writes one event down where no run is under way: takes the lock, appends, lets go. Throws `migration.locked` while another program
 * runs the migration.
 */
export function writeStopped<Event extends MigrationEvent>(
  folder: string,
  file: string,
  now: Date,
  eventOf: (state: MigrationState, at: string) => Event,
): { readonly event: Event; readonly state: MigrationState } {
  const at = now.toISOString();
  const lock = takeLock(folder, at);
  try {
    const { events, length } = readJournal(file);
    const before = stateOf(events, file) ?? fail('migration.journal-damaged', { file, line: 1 });
    const event = eventOf(before, at);
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
