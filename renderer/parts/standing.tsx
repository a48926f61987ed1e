import type { ReactNode } from 'react';
import type { MigrationState } from '../../shared/migration';
import { NextStepsPart } from './next-steps-part';
import css from './standing.module.css';
import { TruthList } from './truth-list';

/** On one screen: what is true of both servers, the file and the key, and what to do next, or what is given in place of that. */
export function Standing({
  state,
  needed,
  children,
}: {
  readonly state: MigrationState;
  readonly needed?: string | undefined;
  readonly children?: ReactNode;
}) {
  return (
    <div className={css['pair']}>
      <TruthList state={state} />
      {children ?? <NextStepsPart state={state} needed={needed} />}
    </div>
  );
}
