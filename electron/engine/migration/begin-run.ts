import { mkdirSync } from 'node:fs';
import { fail } from '../../../shared/failure';
import { mayMakeNewBackup, reasonForNew } from '../../../shared/new-backup';
import type { Plan } from '../../../shared/plan';
import type { RouteWish } from '../../../shared/route';
import { begin, type Run, type RunOptions } from './migration';
import type { UntimedEvent } from './untimed-event';

/** Makes a migration's folder and the first event of its journal, and begins its run. */
export function createRun(id: string, plan: Plan, options: RunOptions): Run {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  return begin(options, (emit) => emit({ type: 'migration-created', id, plan }));
}

/** Begins another run of a migration that has a journal. Throws `migration.locked` while another program runs it. */
export function resumeRun(options: RunOptions, route?: RouteWish): Run {
  return begin(options, (emit) => wishRoute(emit, route));
}

/** As `resumeRun`, with a new backup in place of the one that there is; throws `backup.needed` where that one is still needed. */
export function resumeAnew(options: RunOptions, route?: RouteWish): Run {
  return begin(options, (emit, state) => {
    wishRoute(emit, route);
    const before = state();
    const { request } = before.facts;
    if (!request || !mayMakeNewBackup(before)) return fail('backup.needed', { id: before.id });
    const { backupId, name } = request;
    emit({ type: 'backup-given-up', backupId, name, reason: reasonForNew(before), deleted: false });
  });
}

function wishRoute(emit: (event: UntimedEvent) => void, wish: RouteWish | undefined): void {
  if (wish) emit({ type: 'route-wished', wish });
}
