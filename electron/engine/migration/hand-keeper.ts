import type { Side } from '../../../shared/appliance';
import { type FailureCode, fail } from '../../../shared/failure';
import type { HandAnswer, HandOperation, HandWork, WaySwitch } from '../../../shared/hand-work';
import type { MigrationState } from '../../../shared/migration';
import type { HandDesk } from '../appliance/hand-desk';
import type { Tools } from './step';
import type { UntimedEvent } from './untimed-event';
import { writeStopped } from './write-stopped';

/** The work of people in one run: asked, written down, switched to another way. */
export type HandKeeper = {
  readonly deskOf: (side: Side) => HandDesk;
  /** From now on; a question of this operation that is open is taken back. */
  readonly switchWay: (wish: WaySwitch) => void;
  /** The key that a person types at an appliance; throws `hand.no-key-wanted` where nobody is asked to. */
  readonly key: () => string;
  readonly did: (work: HandWork) => void;
};

export type HandKeeperOptions = {
  readonly folder: string;
  readonly hasConsole: boolean;
  readonly state: () => MigrationState;
  readonly emit: (event: UntimedEvent) => void;
  readonly ask: Tools['ask'];
  readonly now: () => Date;
};

/** After a run that ended so, what people read before may be what was wrong: it is asked anew. */
const distrusted: ReadonlySet<FailureCode> = new Set([
  'appliance.same-machine',
  'version.unreadable',
  'version.not-allowed',
  'preflight.blocked',
  'restore.not-ready',
  'restore.by-others',
  'verify.counts-differ',
  'cutover.drift',
]);

/** Made before the run's first event, which forgets how the one before ended. */
export function keepHands(options: HandKeeperOptions): HandKeeper {
  const { folder, hasConsole, state, emit, ask, now } = options;
  const { failure, updatedAt } = state();
  let notBefore = failure && distrusted.has(failure.code) ? updatedAt : undefined;
  const open = new Map<string, AbortController>();
  let key: string | undefined;
  const switched = (side: Side, { operation, way }: Omit<WaySwitch, 'side'>): void =>
    emit({ type: 'way-switched', side, operation, way });
  const did: HandKeeper['did'] = (work) => emit({ type: 'hand-work-done', ...work });
  return {
    deskOf: (side) => ({
      ...{ folder, hasConsole, state },
      ask: async (question, until) =>
        (await ask<'do-by-hand'>({ kind: 'do-by-hand', side, ...question }, until)) as HandAnswer,
      did: (work) => did({ side, ...work }),
      switchTo: (operation, way) => switched(side, { operation, way }),
      switching: (operation) => {
        const controller = new AbortController();
        open.set(nameOf(side, operation), controller);
        return controller.signal;
      },
      notBefore: () => notBefore,
      anew: () => {
        notBefore = now().toISOString();
      },
      holdKey: (held) => {
        key = held;
      },
    }),
    switchWay: ({ side, ...wish }) => {
      mustBePossible({ side, ...wish }, state());
      switched(side, wish);
      open.get(nameOf(side, wish.operation))?.abort(new Error('it goes another way'));
    },
    key: () => {
      const { question } = state();
      const wanted = question?.kind === 'do-by-hand' && question.needsKey === true;
      return wanted && key !== undefined ? key : fail('hand.no-key-wanted');
    },
    did,
  };
}

const nameOf = (side: Side, operation: HandOperation): string => `${side} ${operation}`;

/** Throws `contract.bad-input` for a command where nobody logs in. */
function mustBePossible({ side, way }: WaySwitch, { plan }: Pick<MigrationState, 'plan'>): void {
  if (way === 'command' && plan[side].access === 'web')
    fail('contract.bad-input', { where: 'way', seen: 'nobody logs in to this server over SSH' });
}

/** The same as `switchWay` where no run is under way, as `writeStopped` does. */
export const switchStopped = (folder: string, file: string, wish: WaySwitch, now: Date) =>
  writeStopped(folder, file, now, (state, at) => {
    mustBePossible(wish, state);
    return { type: 'way-switched' as const, at, ...wish };
  });
