import type { MigrationState } from '../../../shared/migration';
import { stepWords } from '../../../shared/words/steps';
import { noteWords } from '../../../shared/words/transfer';
import type { ReportSection } from './report-section';

/** What happened to the transfers on their way: where they went on, and what was moved again. */
export const transferSection = ({ notes }: MigrationState): ReportSection => ({
  heading: 'What was noted while the file was moved',
  columns: ['When', 'Step', 'What'],
  rows: notes.map(({ at, step, note }) => [at, stepWords[step].title, noteWords(step, note)]),
});
