import type { Counts } from './appliance';
import type { Failure } from './failure';

/** Where a migration stands, seen from the way back; the further down, the more going back costs. */
export const wayBackStages = [
  'untouched',
  'before-restore',
  'restore-running',
  'restore-failed',
  'restored',
  'verified',
  'power-off-confirmed',
  'old-silent',
  'address-moving',
  'moved',
  'proven',
  'finished',
  'rolled-back',
  'given-up',
] as const;
export type WayBackStage = (typeof wayBackStages)[number];

/** What going back to the old server consists of, in this order. */
export const rollBackStepIds = [
  'find-servers',
  'power-off-target',
  'prove-silence',
  'await-source',
  'prove-source',
  'settle-backup',
] as const;
export type RollBackStepId = (typeof rollBackStepIds)[number];

/** Who has the old server's address, by the host key that is shown there. */
export type AddressHolder = 'source' | 'target' | 'nobody';

/** What the steps of going back learn. */
export type RollBackFacts = {
  readonly found: AddressHolder;
  /** How the new server came off the old address. */
  readonly targetOff: 'command' | 'person' | 'not-there';
  readonly silence: { readonly silentSince: string } | 'not-needed';
  readonly sourceBack: {
    readonly provenAt: string;
    readonly hostKey: string;
    readonly counts: Counts;
    /** Entities of which there are fewer than were counted before the backup, as `computers 40 → 39`. */
    readonly fewer: readonly string[];
  };
  readonly backup: 'kept' | 'deleted' | 'none';
};

/** What a person has to do while the program waits. */
export type RollBackWait = 'target-off' | 'source-on';

export type RollBackStepState = 'waiting' | 'running' | 'done' | 'failed';

/** Going back, as far as it is. Once it was begun the migration goes back and no more on. */
export type RollBack = {
  readonly begunAt: string;
  readonly from: WayBackStage;
  /** Whether the backup on the old server stays there. */
  readonly backupWish: 'keep' | 'delete';
  readonly steps: Readonly<Record<RollBackStepId, RollBackStepState>>;
  readonly facts: Partial<RollBackFacts>;
  readonly waits?: RollBackWait | undefined;
};

export type RollBackEvent =
  | {
      /** A person typed the new server's name. */
      readonly type: 'roll-back-begun';
      readonly from: WayBackStage;
      readonly backupWish: RollBack['backupWish'];
    }
  | {
      readonly type: 'roll-back-step';
      readonly step: RollBackStepId;
      readonly state: 'running' | 'done';
      readonly learned?: Partial<RollBackFacts> | undefined;
      /** Somebody has to do this; the program goes on by itself when it is done. */
      readonly waits?: RollBackWait | undefined;
    };

/** Who gave up the old server, when, and what became of it. */
export type SourceGivenUp = {
  readonly by?: string | undefined;
  readonly at: string;
  readonly note: string;
};

/** What happens to a migration on its way back, or after its end. */
export type WayBackEvent =
  | RollBackEvent
  | {
      /** The step of going back that ran could not be carried out. */
      readonly type: 'roll-back-failed';
      readonly failure: Failure;
    }
  | ({
      /** A person says that the old server was deleted or archived: nothing of it is kept any more for a way back. */
      readonly type: 'source-given-up';
    } & Omit<SourceGivenUp, 'at'>);

/** Going back after one more of its events; `at` is when it happened. */
export function foldRollBack(
  before: RollBack | undefined,
  event: RollBackEvent,
  at: string,
): RollBack | undefined {
  if (event.type === 'roll-back-begun') {
    const waiting = rollBackStepIds.map((step) => [step, 'waiting'] as const);
    return {
      begunAt: at,
      from: event.from,
      backupWish: event.backupWish,
      steps: Object.fromEntries(waiting) as RollBack['steps'],
      facts: {},
    };
  }
  if (!before) return undefined;
  return {
    ...before,
    steps: { ...before.steps, [event.step]: event.state },
    facts: { ...before.facts, ...event.learned },
    waits: event.waits,
  };
}
