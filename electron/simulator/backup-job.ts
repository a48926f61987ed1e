import { timeTold } from './clock';
import { type BackupRecord, isBusy, lasting, logged, type MachineState } from './machine';
import { refuse } from './refusal';

/** Makes room for a backup and binds it to a key; nothing runs until `startBackup`. */
export function prepareBackup(
  state: MachineState,
  wish: { readonly name: string; readonly description: string; readonly key: string },
  now: number,
): { readonly state: MachineState; readonly id: string } {
  if (state.restore?.state === 'running' || state.restore?.state === 'restarting') {
    refuse('busy', 'a restore is running');
  }
  if (state.backups.some((backup) => backup.name === wish.name)) {
    refuse('refused', `there is a backup named ${wish.name} already`);
  }
  const prepared = state.begun.prepared + 1;
  const backup: BackupRecord = {
    id: `b-${prepared}`,
    ...wish,
    version: state.version,
    createdAt: now,
    state: 'awaiting-key',
  };
  return {
    id: backup.id,
    state: { ...state, begun: { ...state.begun, prepared }, backups: [...state.backups, backup] },
  };
}

/** Begins the work of a prepared backup. */
export function startBackup(state: MachineState, id: string, now: number): MachineState {
  const backup = findBackup(state, id);
  if (backup.state !== 'awaiting-key') refuse('refused', `backup ${id} was started before`);
  if (isBusy(state)) refuse('busy', 'another backup or restore is running');
  const started = changeBackup(state, id, { state: 'generating', startedAt: now });
  return logged(
    { ...started, begun: { ...state.begun, backups: state.begun.backups + 1 } },
    now,
    'info',
    `Backup ${backup.name} started`,
  );
}

/** Takes a backup off the list in any state; its file goes, its work ends. */
export function deleteBackup(state: MachineState, id: string): MachineState {
  const backup = findBackup(state, id);
  return {
    ...state,
    backups: state.backups.filter((other) => other.id !== id),
    trash: backup.file === undefined ? state.trash : [...state.trash, backup.file],
  };
}

/** Notes that the file of a running backup lies in its folder; it is ready when its time is up too. */
export function backupWritten(
  state: MachineState,
  id: string,
  file: { readonly path: string; readonly size: number; readonly sha256: string },
  now: number,
): MachineState {
  const written = { at: now, size: file.size, sha256: file.sha256 };
  const running = state.backups.some((backup) => backup.id === id && backup.state === 'generating');
  if (!running) return { ...state, trash: [...state.trash, file.path] };
  return changeBackup(state, id, { written, file: file.path, key: undefined });
}

/** Ends a running backup in failure; what was written of it goes. */
export function backupFailed(
  state: MachineState,
  id: string,
  reason: string,
  now: number,
): MachineState {
  const backup = state.backups.find((candidate) => candidate.id === id);
  if (backup?.state !== 'generating') return state;
  const failed = changeBackup(state, id, {
    state: 'failed',
    reason,
    key: undefined,
    file: undefined,
    written: undefined,
  });
  const trash = backup.file === undefined ? state.trash : [...state.trash, backup.file];
  return logged({ ...failed, trash }, now, 'error', `Backup ${backup.name} failed: ${reason}`);
}

/** A backup as `backup status` tells it. */
export function describeBackup(state: MachineState, backup: BackupRecord, now: number): object {
  return {
    id: backup.id,
    name: backup.name,
    version: backup.version,
    state: backup.state,
    percent: percentOf(state, backup, now),
    createdAt: timeTold(state, backup.createdAt),
    ...(backup.state === 'ready' && backup.written
      ? { file: backup.file, size: backup.written.size, sha256: backup.written.sha256 }
      : {}),
    ...(backup.state === 'failed' ? { reason: backup.reason } : {}),
  };
}

/** The backup with this id; refuses with `not-found`. */
export const findBackup = (state: MachineState, id: string): BackupRecord =>
  state.backups.find((backup) => backup.id === id) ?? refuse('not-found', `no backup ${id}`);

/** The state with some members of one backup replaced. */
export const changeBackup = (
  state: MachineState,
  id: string,
  change: Partial<BackupRecord>,
): MachineState => ({
  ...state,
  backups: state.backups.map((backup) => (backup.id === id ? { ...backup, ...change } : backup)),
});

function percentOf(state: MachineState, backup: BackupRecord, now: number): number {
  if (backup.state === 'ready') return 100;
  if (backup.startedAt === undefined) return 0;
  if (backup.state === 'failed') return 60;
  const share = (now - backup.startedAt) / lasting(state, 'backup');
  return Math.max(0, Math.min(99, Math.floor(share * 100)));
}
