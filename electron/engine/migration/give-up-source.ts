import { fail } from '../../../shared/failure';
import { fold } from '../../../shared/fold';
import type { MigrationState } from '../../../shared/migration';
import { openJournal, readJournal, stateOf } from './journal';
import { keepWayBack } from './keep-way-back';
import { takeLock } from './lock';
import { journalFile, type RunOptions } from './migration';

/**
 * Writes down that the old server of a finished migration was deleted or archived. Throws `source.still-needed` before the end, and
 * `rollback.not-possible` where it was written down before.
 */
export function giveUpSource(
  { folder, onEvent }: Pick<RunOptions, 'folder' | 'onEvent'>,
  said: { readonly note: string; readonly by?: string | undefined },
): MigrationState {
  const at = new Date().toISOString();
  const lock = takeLock(folder, at);
  try {
    const file = journalFile(folder);
    const { events, length } = readJournal(file);
    const state = stateOf(events, file) ?? fail('migration.journal-damaged', { file, line: 1 });
    if (state.status !== 'finished') fail('source.still-needed');
    if (state.sourceGivenUp) fail('rollback.not-possible', { why: 'given-up' });
    const event = { type: 'source-given-up', at, ...said } as const;
    const journal = openJournal(file, length);
    try {
      journal.append(event);
    } finally {
      journal.close();
    }
    const after = fold(state, event);
    keepWayBack(folder, () => new Date())(event, after);
    onEvent(event, after);
    return after;
  } finally {
    lock.release();
  }
}
