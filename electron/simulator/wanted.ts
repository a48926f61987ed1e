import type { MachineState } from './machine';
import { nextChangeAt } from './settle';

/** A work that the files of a machine need: it is to run as long as it is wanted, and begins anew after a crash. */
export type Work =
  | {
      readonly kind: 'write-backup';
      readonly id: string;
      readonly name: string;
      readonly key: string;
    }
  | {
      readonly kind: 'load-backup';
      readonly job: string;
      readonly file: string;
      readonly key: string;
    };

/** What a host has to see to for a machine in this state. */
export type Wanted = {
  /** Whether the ports are to be open; closing it drops every connection. */
  readonly listening: boolean;
  /** Whether that holds for SSH too. */
  readonly ssh: boolean;
  readonly address: string;
  readonly works: readonly Work[];
  readonly trash: readonly string[];
  /** When to look again, in milliseconds; undefined where nothing changes by itself. */
  readonly lookAgainAt: number | undefined;
};

/** What is wanted of the host of a settled machine at `now`. */
export function wanted(state: MachineState, now: number): Wanted {
  const closed = state.restart !== undefined && now < state.restart.closedUntil;
  const times = [nextChangeAt(state), closed ? state.restart?.closedUntil : undefined];
  const known = times.filter((time) => time !== undefined);
  return {
    listening: state.power === 'on' ? !closed && isReachable(state) : isTaken(state),
    ssh: state.faults['no-ssh'] === undefined,
    address: state.network.address,
    works: state.power === 'on' ? [...worksOf(state)] : [],
    trash: state.trash,
    lookAgainAt: known.length === 0 ? undefined : Math.min(...known),
  };
}

const isReachable = ({ faults }: MachineState): boolean => !faults.refuse && !faults.unplugged;

/** Whether a third machine answers at the address of this one, which is off. */
export const isTaken = ({ power, faults }: MachineState): boolean =>
  power === 'off' && faults['address-taken'] !== undefined;

function* worksOf(state: MachineState): Generator<Work> {
  for (const backup of state.backups) {
    if (backup.state === 'generating' && backup.key !== undefined && !backup.written) {
      yield { kind: 'write-backup', id: backup.id, name: backup.name, key: backup.key };
    }
  }
  const restore = state.restore;
  if (restore?.state === 'running' && restore.key !== undefined && !restore.outcome) {
    yield { kind: 'load-backup', job: restore.job, file: restore.file, key: restore.key };
  }
}
