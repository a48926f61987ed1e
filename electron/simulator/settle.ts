import { backupFailed, changeBackup } from './backup-job';
import { switchFault } from './faults';
import { withServing } from './fleet';
import { lasting, logged, type MachineState, queuedFor, restartFrom } from './machine';
import { applyRestore, restoreFailed } from './restore-job';

type Change = {
  readonly at: number;
  readonly apply: (state: MachineState, at: number) => MachineState;
};

/** The state at `now`: everything that time alone brings about, in its order. */
export function settle(state: MachineState, now: number): MachineState {
  let settled = state;
  for (;;) {
    const next = nextChange(settled);
    if (!next || next.at > now) return withServing(settled, now);
    settled = withServing(next.apply(settled, next.at), next.at);
  }
}

/** When the state will change by itself next, in milliseconds; undefined where it rests. */
export const nextChangeAt = (state: MachineState): number | undefined => nextChange(state)?.at;

function nextChange(state: MachineState): Change | undefined {
  if (state.power === 'off') return comingBack(state);
  const changes = [
    ...powerChanges(state),
    ...restartChanges(state),
    ...backupChanges(state),
    ...restoreChanges(state),
  ];
  return changes.reduce<Change | undefined>(
    (first, change) => (first && first.at <= change.at ? first : change),
    undefined,
  );
}

/** A machine that is switched on again while nobody expects it. */
function comingBack({ offAt, faults, timeScale }: MachineState): Change | undefined {
  const fault = faults['back-from-off'];
  if (!fault || offAt === undefined) return undefined;
  return {
    at: offAt + fault.afterSeconds * 1000 * timeScale,
    apply: (off, at) => {
      const { 'back-from-off': _, ...faults } = off.faults;
      const on: MachineState = { ...off, faults, power: 'on', offAt: undefined, backAt: at };
      return logged(on, at, 'info', 'System started');
    },
  };
}

/** A change of the address that nobody confirmed does not outlive a restart. */
const restarted = (state: MachineState): MachineState => ({
  ...state,
  network: state.revert?.network ?? state.network,
  move: undefined,
  revert: undefined,
});

function* powerChanges(state: MachineState): Generator<Change> {
  if (state.powerOffAt !== undefined) {
    yield {
      at: state.powerOffAt,
      apply: (on, at) => ({
        ...restarted(on),
        power: 'off',
        offAt: at,
        powerOffAt: undefined,
        restart: undefined,
        restartsAt: undefined,
      }),
    };
  }
  if (state.restartsAt !== undefined) {
    yield {
      at: state.restartsAt,
      apply: (on, at) => ({
        ...logged(restarted(on), at, 'info', 'Restart'),
        faults: switchFault(on.faults, 'restart-by-itself', false),
        restart: restartFrom(on, at),
        restartsAt: undefined,
      }),
    };
  }
  if (state.move) {
    const { at, network, revertAt } = state.move;
    yield {
      at,
      apply: (before) => ({
        ...moved(before, network),
        // Of several changes in a row it goes back to what was confirmed last.
        revert:
          revertAt === undefined
            ? undefined
            : { at: revertAt, network: before.revert?.network ?? before.network },
      }),
    };
  }
  if (state.revert) {
    const { at, network } = state.revert;
    yield {
      at,
      apply: (before, when) =>
        logged(
          { ...moved(before, network), revert: undefined },
          ...([when, 'warning', `Nobody confirmed: address back to ${network.address}`] as const),
        ),
    };
  }
}

/** The machine at its new address, with a new certificate where the fault says so. */
function moved(before: MachineState, network: MachineState['network']): MachineState {
  const other = before.faults['new-certificate'] && network.address !== before.network.address;
  const certificates = (before.certificates ?? 0) + 1;
  return { ...before, network, move: undefined, ...(other && { certificates }) };
}

function* restartChanges(state: MachineState): Generator<Change> {
  if (!state.restart) return;
  yield {
    at: state.restart.until,
    apply: (down, at) => {
      const up: MachineState = { ...down, restart: undefined };
      if (up.restore?.state !== 'restarting') return up;
      const done: MachineState = { ...up, restore: { ...up.restore, state: 'done' } };
      return logged(done, at, 'info', `Restore ${up.restore.job} done`);
    },
  };
}

function* backupChanges(state: MachineState): Generator<Change> {
  for (const backup of state.backups) {
    if (backup.state !== 'generating' || backup.startedAt === undefined) continue;
    const duration = lasting(state, 'backup');
    const fault = state.faults['fail-backup'];
    if (fault) {
      yield {
        at: backup.startedAt + 0.6 * duration,
        apply: (running, at) => backupFailed(running, backup.id, fault.reason, at),
      };
    } else if (backup.written) {
      yield {
        at: Math.max(backup.startedAt + duration, backup.written.at),
        apply: (running, at) =>
          logged(
            changeBackup(running, backup.id, { state: 'ready' }),
            at,
            'info',
            `Backup ${backup.name} ready`,
          ),
      };
    }
  }
}

function* restoreChanges(state: MachineState): Generator<Change> {
  const restore = state.restore;
  if (restore?.state !== 'running') return;
  const begin = restore.startedAt + queuedFor(state);
  const duration = lasting(state, 'restoring');
  const fault = state.faults['fail-restore'];
  const outcome = restore.outcome;
  if (state.faults['restart-during-restore'] && !restore.interrupted) {
    yield {
      at: begin + 0.5 * duration,
      apply: (running, at) => ({
        ...restarted(running),
        restart: restartFrom(running, at),
        ...(running.restore ? { restore: { ...running.restore, interrupted: true } } : {}),
      }),
    };
  }
  if (fault) {
    yield {
      at: begin + 0.6 * duration,
      apply: (running, at) => restoreFailed(running, fault.reason, at),
    };
  } else if (outcome && 'error' in outcome) {
    yield {
      at: Math.max(begin, outcome.at),
      apply: (running, at) => restoreFailed(running, outcome.error, at),
    };
  } else if (outcome) {
    yield {
      at: Math.max(begin + duration, outcome.at, state.restart?.until ?? 0),
      apply: applyRestore,
    };
  }
}
