import { mkdirSync } from 'node:fs';
import { fail } from '../../../shared/failure';
import type { MigrationState } from '../../../shared/migration';
import { mayMakeNewBackup, reasonForNew } from '../../../shared/new-backup';
import type { Plan } from '../../../shared/plan';
import type { RollBack } from '../../../shared/roll-back';
import type { RouteWish } from '../../../shared/route';
import { cannotGoBack, wayBackStage } from '../../../shared/way-back';
import { sameName } from '../login/same-name';
import { begin, type Run, type RunOptions } from './migration';
import { runRollBack } from './roll-back/run-roll-back';
import type { UntimedEvent } from './untimed-event';

/** Makes a migration's folder and the first event of its journal, and begins its run. */
export function createRun(id: string, plan: Plan, options: RunOptions): Run {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  return begin(options, (emit) => emit({ type: 'migration-created', id, plan }));
}

/** What is wanted from now on; absent: as before. */
export type ResumeWish = {
  readonly route?: RouteWish | undefined;
  /** For both servers; takes the place of one that has changed. */
  readonly profile?: string | undefined;
};

/** Begins another run of a migration that has a journal. Throws `migration.locked` while another program runs it. */
export function resumeRun(options: RunOptions, { route, profile }: ResumeWish = {}): Run {
  return begin(options, (emit, state) => {
    mustGoOn(state());
    wishRoute(emit, route);
    wishProfile(emit, profile, options);
  });
}

/** As `resumeRun`, with a new backup in place of the one that there is; throws `backup.needed` where that one is still needed. */
export function resumeAnew(options: RunOptions, { route, profile }: ResumeWish = {}): Run {
  return begin(options, (emit, state) => {
    const before = state();
    mustGoOn(before);
    wishRoute(emit, route);
    wishProfile(emit, profile, options);
    const { request } = before.facts;
    if (!request || !mayMakeNewBackup(before)) return fail('backup.needed', { id: before.id });
    const { backupId, name } = request;
    emit({ type: 'backup-given-up', backupId, name, reason: reasonForNew(before), deleted: false });
  });
}

/** What a person says who goes back. */
export type RollBackWish = {
  /** The new server's name; needed where going back was not begun before. */
  readonly typedName?: string | undefined;
  readonly backup: RollBack['backupWish'];
};

/**
 * Begins to go back to the old server, or goes on with that. Throws `rollback.declined` where the name is another one and
 * `rollback.not-possible` where nothing was changed or nothing is left.
 */
export function rollBackRun(options: RunOptions, wish: RollBackWish): Run {
  return begin(
    options,
    (emit, state) => {
      const before = state();
      const why = cannotGoBack(before);
      if (why) fail('rollback.not-possible', { why });
      if (before.rollBack) return;
      const name = before.facts.target?.hostname ?? before.plan.target.host;
      if (!sameName(wish.typedName ?? '', name)) fail('rollback.declined', { name });
      emit({ type: 'roll-back-begun', from: wayBackStage(before), backupWish: wish.backup });
    },
    runRollBack,
  );
}

function mustGoOn({ id, rollBack }: MigrationState): void {
  if (rollBack) fail('rollback.begun', { id });
}

function wishProfile(
  emit: (event: UntimedEvent) => void,
  wish: string | undefined,
  { workshop }: RunOptions,
): void {
  if (wish === undefined) return;
  const note = workshop.profiles.note(wish);
  for (const side of ['source', 'target'] as const) emit({ type: 'profile-noted', side, ...note });
}

function wishRoute(emit: (event: UntimedEvent) => void, wish: RouteWish | undefined): void {
  if (wish) emit({ type: 'route-wished', wish });
}
