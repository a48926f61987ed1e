import { join } from 'node:path';
import type { MigrationEvent, MigrationState } from '../../../shared/migration';
import type { WayBackStage } from '../../../shared/roll-back';
import { wayBackStage } from '../../../shared/way-back';
import { writeOwnerFile } from '../kit/write-kit';
import { oldServerCalendar } from '../report/old-server-calendar';
import { wayBackFile } from '../report/way-back-file';

/**
 * Keeps `way-back.txt` and `way-back.html` in a migration's folder as the state is: written whenever going back becomes another thing,
 * before that thing is done, and when a run ends. So it can be read without this program. A disk that takes no file stops no migration.
 */
export function keepWayBack(
  folder: string,
  now: () => Date,
): (event: MigrationEvent, state: MigrationState) => void {
  let written: WayBackStage = 'untouched';
  return (event, state) => {
    const stage = wayBackStage(state);
    const ended = event.type === 'run-ended' || event.type === 'source-given-up';
    if (stage === 'untouched' || (stage === written && !ended)) return;
    written = stage;
    try {
      writeWayBack(folder, state, now());
    } catch {
      // `way-back` makes the same text from the journal.
    }
  };
}

/** Writes what is kept beside the journal; throws `file.unwritable`. */
function writeWayBack(folder: string, state: MigrationState, now: Date): void {
  writeOwnerFile(join(folder, 'way-back.txt'), wayBackFile(state, 'text', now));
  writeOwnerFile(join(folder, 'way-back.html'), wayBackFile(state, 'html', now));
  const calendar = oldServerCalendar(state, now);
  if (calendar !== undefined) writeOwnerFile(join(folder, 'old-server.ics'), calendar);
}
