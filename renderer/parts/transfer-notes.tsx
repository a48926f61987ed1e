import type { MigrationState } from '../../shared/migration';
import { movingSteps } from '../../shared/pace';
import type { StepId } from '../../shared/steps';
import { noteWords } from '../../shared/words/transfer';
import { InfoIcon } from './icons';
import css from './transfer-notes.module.css';

/** What happened to the file in this try of the step; spoken when it comes. */
export function TransferNotes({
  state,
  step,
}: {
  readonly state: MigrationState;
  readonly step: StepId;
}) {
  if (!movingSteps.has(step)) return null;
  const from = state.steps[step].startedAt ?? '';
  const notes = state.notes.filter((note) => note.step === step && note.at >= from);
  return (
    <ul className={css['notes']} aria-live="polite">
      {notes.slice(-3).map((each) => (
        <li key={each.at + each.note.kind}>
          <InfoIcon size={18} />
          <span>{noteWords(step, each.note)}</span>
        </li>
      ))}
    </ul>
  );
}
