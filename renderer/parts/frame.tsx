import type { ReactNode } from 'react';
import type { MigrationState } from '../../shared/migration';
import css from './frame.module.css';
import { Milestones } from './milestones';
import { PhaseRail } from './phase-rail';
import { ServerStrip } from './server-strip';
import { TopBar } from './top-bar';

/** The same on every page: the bar at the top; within a migration also the two servers and the rail of phases. */
export function Frame({
  state,
  children,
}: {
  readonly state?: MigrationState | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div className={css['frame']} data-run={state !== undefined}>
      <TopBar state={state} />
      {state && (
        <>
          <ServerStrip state={state} />
          <PhaseRail state={state} />
          <Milestones state={state} />
        </>
      )}
      {children}
    </div>
  );
}
