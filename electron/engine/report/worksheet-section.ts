import type { MigrationState } from '../../../shared/migration';
import { openWords, worksheetStateWords, worksheetWords } from '../../../shared/words/worksheet';
import { isOpen, worksheetRows } from '../../../shared/worksheet';
import type { ReportSection } from './report-section';

type Subject = Pick<MigrationState, 'worksheet' | 'facts'>;

/** How each integration and setting stands that has to be entered again or tested. */
export const worksheetSection = (state: Subject): ReportSection => ({
  heading: 'Integrations and settings',
  columns: ['', 'State', 'Where it points', 'Note', 'By', 'When'],
  rows: worksheetRows(state).map(({ id, entry }) => [
    worksheetWords[id].title,
    worksheetStateWords[entry.state],
    entry.where,
    entry.note,
    entry.by,
    entry.at,
  ]),
});

/** What is left to do of them, a line each. */
export const worksheetRemaining = (state: Subject): readonly string[] =>
  worksheetRows(state).filter(isOpen).map(openWords);
