import type { MigrationState } from '../../shared/migration';
import { NextStepsPart } from './next-steps-part';
import css from './standing.module.css';
import { TruthList } from './truth-list';

/** On one screen: what is true of both servers, the file and the key, and what to do next. */
export function Standing({
  state,
  needed,
}: {
  readonly state: MigrationState;
  readonly needed?: string;
}) {
  return (
    <div className={css['pair']}>
      <TruthList state={state} />
      <NextStepsPart state={state} needed={needed} />
    </div>
  );
}
