import type { Side } from '../../shared/appliance';
import { makeArchives } from './archives';
import type { BackupRecord, MachineState } from './machine';
import { openStorage, type Places } from './storage';
import { writeBackup } from './works';

const day = 86_400_000;

/**
 * Gives a machine that is about to begin what its years before would have left: archives to one in use, a backup to a new one
 * in use. The files are written.
 */
export async function withPast(
  state: MachineState,
  { side, inUse }: { readonly side: Side; readonly inUse: boolean },
  places: Places,
  now: number,
): Promise<MachineState> {
  if (side === 'target' && !inUse) return state;
  await makeArchives(places.area, now);
  return side === 'target' ? await withEarlierBackup(state, places, now) : state;
}

/** The machine with a finished backup that was made yesterday; nobody has its key. */
async function withEarlierBackup(
  state: MachineState,
  places: Places,
  now: number,
): Promise<MachineState> {
  const id = 'b-1';
  const name = 'earlier';
  const key = 'EARLIER0EARLIER0';
  const running: BackupRecord = {
    ...{ id, name, description: '', version: state.version, key },
    ...{ createdAt: now - day, startedAt: now - day, state: 'generating' },
  };
  const making = { ...state, backups: [running] };
  const storage = await openStorage(places, () => making);
  const { signal } = new AbortController();
  const work = { kind: 'write-backup', id, name, key } as const;
  const { path, size, sha256 } = await writeBackup(making, work, storage, signal);
  const written = { at: now - day, size, sha256 };
  const ready: BackupRecord = { ...running, key: undefined, state: 'ready', file: path, written };
  return { ...state, backups: [ready], begun: { ...state.begun, prepared: 1 } };
}
