import { timeTold } from './clock';
import {
  type BackupRecord,
  isBusy,
  type LoadOutcome,
  lasting,
  logged,
  type MachineState,
  queuedFor,
  type RestoreRecord,
  restartFrom,
} from './machine';
import { refuse } from './refusal';

/** Queues the restore of a file. The same request twice starts nothing and answers with the first's job. */
export function importBackup(
  state: MachineState,
  wish: { readonly file: string; readonly request: string; readonly key: string },
  now: number,
): { readonly state: MachineState; readonly job: string } {
  const last = state.restore;
  if (last && last.request === wish.request && last.state !== 'failed')
    return { state, job: last.job };
  if (isBusy(state)) refuse('busy', 'another backup or restore is running');
  const restores = state.begun.restores + 1;
  const restore: RestoreRecord = {
    job: `r-${restores}`,
    ...wish,
    startedAt: now,
    state: 'running',
  };
  const queued = { ...state, restore, begun: { ...state.begun, restores } };
  return { state: logged(queued, now, 'info', `Restore ${restore.job} queued`), job: restore.job };
}

/** Notes what the file of the running restore held, or why it could not be taken. */
export function backupLoaded(state: MachineState, job: string, outcome: LoadOutcome): MachineState {
  const restore = state.restore;
  if (restore?.job !== job || restore.state !== 'running') {
    return 'dump' in outcome ? { ...state, trash: [...state.trash, outcome.dump] } : state;
  }
  return { ...state, restore: { ...restore, outcome, key: undefined } };
}

/** Ends the running restore in failure; the machine stays as it was. */
export function restoreFailed(state: MachineState, reason: string, now: number): MachineState {
  const restore = state.restore;
  if (restore?.state !== 'running') return state;
  const outcome = restore.outcome;
  const failed: MachineState = {
    ...state,
    restore: { ...restore, state: 'failed', reason, key: undefined, outcome: undefined },
    trash: outcome && 'dump' in outcome ? [...state.trash, outcome.dump] : state.trash,
  };
  return logged(failed, now, 'error', `Restore ${restore.job} failed: ${reason}`);
}

/**
 * Puts what was loaded in the place of what the machine had and restarts it: accounts and rows are those of the
 * file, the machine's own backups go, the imported one is on the list; all that makes it this machine stays.
 */
export function applyRestore(state: MachineState, now: number): MachineState {
  const restore = state.restore;
  if (!restore?.outcome || !('dump' in restore.outcome)) return state;
  const { counts, accounts, dump, ...file } = restore.outcome;
  const prepared = state.begun.prepared + 1;
  const imported: BackupRecord = {
    id: `b-${prepared}`,
    name: file.name,
    description: file.description,
    version: state.version,
    createdAt: file.createdAt,
    state: 'ready',
    startedAt: restore.startedAt,
    written: { at: restore.startedAt, size: file.size, sha256: file.sha256 },
    file: restore.file,
  };
  const gone = state.backups.flatMap((backup) =>
    backup.file === undefined || backup.file === restore.file ? [] : [backup.file],
  );
  const errors = state.faults['error-lines']?.lines ?? 0;
  const complaining = Array.from({ length: errors }).reduce<MachineState>(
    (told, _, index) => logged(told, now, 'error', `php-fpm: worker ${index + 1} was ended`),
    state,
  );
  return {
    ...complaining,
    ...(state.faults['new-host-key'] ? { hostKeys: (state.hostKeys ?? 0) + 1 } : {}),
    accounts,
    database: { counts, dump },
    backups: [imported],
    begun: { ...state.begun, prepared },
    restore: { ...restore, state: 'restarting', outcome: undefined },
    restart: restartFrom(state, now),
    trash: [...state.trash, ...gone, ...(state.database.dump ? [state.database.dump] : [])],
  };
}

/** The newest restore as `restore status` tells it. */
export function describeRestore(state: MachineState, now: number): object {
  const restore = state.restore;
  if (!restore) return { state: 'none' };
  return {
    job: restore.job,
    request: restore.request,
    ...progressOf(state, restore, now),
    startedAt: timeTold(state, restore.startedAt),
    ...(restore.state === 'failed' ? { reason: restore.reason } : {}),
  };
}

function progressOf(state: MachineState, restore: RestoreRecord, now: number): object {
  if (restore.state === 'done') return { state: 'done', percent: 100 };
  if (restore.state === 'failed') return { state: 'failed', percent: 60 };
  if (restore.state === 'restarting') return { state: 'restarting', percent: 95 };
  const since = now - restore.startedAt - queuedFor(state);
  if (since < 0) return { state: 'queued', percent: 0 };
  const share = since / lasting(state, 'restoring');
  return { state: 'restoring', percent: Math.min(94, Math.floor(share * 95)) };
}
