import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { MachineState } from './machine';
import { settle } from './settle';
import { openStorage, type Places, type Storage } from './storage';

/** A machine that lives in a folder and runs only as long as somebody asks it something. */
export type FileMachine = {
  readonly state: () => MachineState;
  readonly change: (state: MachineState) => void;
  readonly storage: Storage;
};

/** Where the files of a machine in this folder are: seen by their real paths. */
export const placesOf = (root: string): Places => ({
  ...{ area: root, work: join(root, 'work'), seenAs: root },
});

const stateFile = (root: string): string => join(root, 'work', 'machine.json');

/** Writes the state of a machine, whole or not at all. */
export function saveMachine(root: string, state: MachineState): void {
  mkdirSync(join(root, 'work'), { recursive: true });
  const fresh = `${stateFile(root)}.new`;
  writeFileSync(fresh, JSON.stringify(state), { mode: 0o600 });
  renameSync(fresh, stateFile(root));
}

/** The state as it was saved; throws where there is no machine. */
export const loadMachine = (root: string): MachineState =>
  JSON.parse(readFileSync(stateFile(root), 'utf8')) as MachineState;

/** Runs something on a machine that nobody else changes meanwhile; what the clock changed is settled before. */
export async function withMachine<Result>(
  root: string,
  run: (machine: FileMachine) => Promise<Result>,
): Promise<Result> {
  const unlock = await lock(join(root, 'work', 'lock'));
  try {
    let current = loadMachine(root);
    const state = (): MachineState => {
      const settled = settle(current, Date.now());
      if (settled !== current) change(settled);
      return current;
    };
    const change = (next: MachineState): void => {
      current = next;
      saveMachine(root, next);
    };
    const storage = await openStorage(placesOf(root), () => current);
    const result = await run({ state, change, storage });
    const { trash } = state();
    for (const name of trash) await storage.remove(name);
    if (trash.length > 0) change({ ...state(), trash: [] });
    return result;
  } finally {
    unlock();
  }
}

/** How long to wait for a lock whose owner is alive, in milliseconds. */
const patience = 30_000;

/** Takes a lock file that names its owner; a lock whose owner is gone counts for nothing. Gives what frees it. */
export async function lock(path: string): Promise<() => void> {
  const until = Date.now() + patience;
  for (;;) {
    if (tryLock(path)) return () => rmSync(path, { force: true });
    if (Date.now() > until) throw new Error(`${path} is held by another process`);
    await pause(20);
  }
}

/** Takes the lock if nobody alive has it. */
export function tryLock(path: string): boolean {
  if (!ownerIsAlive(path)) rmSync(path, { force: true });
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

function ownerIsAlive(path: string): boolean {
  try {
    const owner = Number(readFileSync(path, 'utf8'));
    // An empty file is a lock that is just being taken.
    if (owner > 0) process.kill(owner, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
