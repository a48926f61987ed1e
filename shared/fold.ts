// Long because: what every event changes stands in one switch.

import { withKeyOfTarget, withoutFirst } from './fold-first-backup';
import { keepCommands } from './keep-commands';
import type { MigrationEvent, MigrationState, RunOutcome, StepState } from './migration';
import { foldRollBack } from './roll-back';
import { type StepId, stepIds } from './steps';
import { withNote } from './transfer-note';

/** The state after one more event. The first event has to be `migration-created`. */
export function fold(state: MigrationState | undefined, event: MigrationEvent): MigrationState {
  if (event.type === 'migration-created') {
    const waiting = stepIds.map((step) => [step, { state: 'waiting' }] as const);
    return {
      id: event.id,
      plan: event.plan,
      createdAt: event.at,
      updatedAt: event.at,
      status: 'ready',
      steps: Object.fromEntries(waiting) as Record<StepId, StepState>,
      facts: {},
      findings: [],
      confirmed: [],
      givenUp: [],
      pace: { paused: false, bytesPerSecond: event.plan.bytesPerSecond },
      route: { wish: event.plan.route ?? {} },
      notes: [],
      handWork: [],
      switched: {},
      worksheet: {},
      contact: {},
      hostKeys: {},
      hopKeys: {},
      replacedKeys: [],
      legacy: [],
      commands: [],
    };
  }
  if (!state) throw new Error(`a migration begins with migration-created, not ${event.type}`);
  return { ...change(state, event), updatedAt: event.at };
}

/** The state after a list of events, or undefined for none. */
export const foldAll = (events: readonly MigrationEvent[]): MigrationState | undefined =>
  events.reduce<MigrationState | undefined>(fold, undefined);

type Later = Exclude<MigrationEvent, { readonly type: 'migration-created' }>;

function change(state: MigrationState, event: Later): MigrationState {
  switch (event.type) {
    case 'run-started':
      // Going on with a run is going on with what was paused.
      return {
        ...state,
        ...{ status: 'running', contact: {}, pace: { ...state.pace, paused: false } },
        ...cleared,
      };
    case 'step-started':
      return {
        ...withStep(state, event.step, { state: 'running', startedAt: event.at }),
        progress: undefined,
      };
    case 'step-done': {
      const startedAt = state.steps[event.step].startedAt ?? event.at;
      const done = withStep(state, event.step, { state: 'done', startedAt, endedAt: event.at });
      const { keyProof, ...facts } = state.facts;
      const known = event.learned.request ? facts : state.facts;
      return {
        ...done,
        facts: { ...known, ...event.learned },
        // A new request has a new key: the proof and the kit of the one before are worthless.
        kit: event.learned.request ? undefined : state.kit,
        progress: undefined,
      };
    }
    case 'step-failed': {
      const startedAt = state.steps[event.step].startedAt ?? event.at;
      const failed = withStep(state, event.step, { state: 'failed', startedAt, endedAt: event.at });
      return {
        ...failed,
        failure: event.failure,
        failedStep: event.step,
        question: undefined,
        progress: undefined,
      };
    }
    case 'findings-made':
      return {
        ...state,
        findings: event.findings,
        measured: event.measured ?? state.measured,
      };
    case 'question-asked':
      return { ...state, question: event.question };
    case 'question-answered':
      return {
        ...state,
        question: state.question?.id === event.questionId ? undefined : state.question,
        confirmed: event.accepted
          ? [...new Set([...state.confirmed, event.kind])]
          : state.confirmed,
      };
    case 'kit-saved': {
      const { at: _at, type: _type, side, ...saved } = event;
      const kit = { ...kitOfEarlierVersions, ...saved };
      return side === 'target' ? withKeyOfTarget(state, { kit }) : { ...state, kit };
    }
    case 'first-backup-asked':
      return withKeyOfTarget(state, {
        request: event.request,
        keyProof: undefined,
        kit: undefined,
      });
    case 'first-backup-proven':
      return withKeyOfTarget(state, { keyProof: event.keyProof });
    case 'pace-set':
      return { ...state, pace: event.pace };
    case 'route-wished':
      return { ...state, route: { ...state.route, wish: event.wish } };
    case 'route-chosen':
      return { ...state, route: { ...state.route, chosen: event.route } };
    case 'transfer-noted':
      return { ...state, notes: withNote(state.notes, event) };
    case 'worksheet-noted': {
      const { type: _type, ...entry } = event;
      return { ...state, worksheet: { ...state.worksheet, [entry.item]: entry } };
    }
    case 'profile-noted': {
      const { side, profile, name, sha256 } = event;
      const endpoint = { ...state.plan[side], profile };
      return {
        ...state,
        plan: { ...state.plan, [side]: endpoint },
        profiles: { ...state.profiles, [side]: { profile, name, sha256 } },
      };
    }
    case 'hand-work-done':
      return { ...state, handWork: [...state.handWork, event] };
    case 'way-switched': {
      const { side, operation, way } = event;
      const ofSide = { ...state.switched[side], [operation]: way };
      return { ...state, switched: { ...state.switched, [side]: ofSide } };
    }
    case 'backup-given-up':
      return event.side === 'target' ? withoutFirst(state, event) : withoutBackup(state, event);
    case 'host-key-pinned':
      return {
        ...state,
        ...(event.hop === undefined
          ? { hostKeys: { ...state.hostKeys, [event.side]: event.hostKey } }
          : { hopKeys: { ...state.hopKeys, [event.hop]: event.hostKey } }),
        replacedKeys: event.replaced ? [...state.replacedKeys, event] : state.replacedKeys,
      };
    case 'legacy-allowed':
      return { ...state, legacy: [...state.legacy, event] };
    case 'command-run':
      return { ...state, commands: keepCommands([...state.commands, event]) };
    case 'roll-back-begun':
    case 'roll-back-step':
      return { ...state, rollBack: foldRollBack(state.rollBack, event, event.at) };
    case 'roll-back-failed':
      return { ...state, failure: event.failure, question: undefined, progress: undefined };
    case 'source-given-up': {
      const { type: _type, ...given } = event;
      return { ...state, sourceGivenUp: given };
    }
    case 'contact':
      return {
        ...state,
        contact: { ...state.contact, [event.side]: { state: event.state, at: event.at } },
      };
    case 'progress':
      return { ...state, progress: event.progress };
    case 'run-ended':
      return {
        ...state,
        ...ended(state, event.outcome),
        question: undefined,
        progress: undefined,
      };
    default:
      return unknownEvent(event);
  }
}

/** An event of a later version: leaving it out would make a state that never was. */
function unknownEvent(event: never): never {
  throw new Error(`unknown event ${JSON.stringify(event).slice(0, 200)}`);
}

/** Their journals have the path alone. */
const kitOfEarlierVersions = {
  language: 'en',
  paper: 'A4',
  warnings: [],
  complete: false,
} as const;

const unconfirmed = (state: MigrationState): MigrationState => ({
  ...state,
  confirmed: state.confirmed.filter((kind) => kind !== 'confirm-restore'),
});

/** Everything from asking for the backup on is still to be done; what was learned of the backup is of no use any more. */
function withoutBackup(
  state: MigrationState,
  {
    at,
    type: _type,
    side: _side,
    ...backup
  }: MigrationEvent & { readonly type: 'backup-given-up' },
): MigrationState {
  const {
    request,
    keyProof,
    baseline,
    before,
    backup: made,
    localFile,
    targetFile,
    validated,
    sourceState,
    ...facts
  } = state.facts;
  const anew = stepIds.slice(stepIds.indexOf('request-backup'));
  return {
    ...unconfirmed(state),
    facts,
    steps: {
      ...state.steps,
      ...Object.fromEntries(anew.map((step) => [step, { state: 'waiting' }])),
    },
    kit: undefined,
    givenUp: [...state.givenUp, { ...backup, at, ready: made !== undefined }],
    progress: undefined,
  };
}

const cleared = {
  question: undefined,
  failure: undefined,
  failedStep: undefined,
  progress: undefined,
} as const;

const withStep = (state: MigrationState, step: StepId, next: StepState): MigrationState => ({
  ...state,
  steps: { ...state.steps, [step]: next },
});

function ended(state: MigrationState, outcome: RunOutcome) {
  if (outcome === 'finished' || outcome === 'rolled-back') return { status: outcome } as const;
  if (outcome === 'cancelled') return { status: 'cancelled' } as const;
  return { status: state.failure ? 'failed' : 'paused' } as const;
}

/** The first step that is not done, or undefined when all are. */
export const nextStep = (state: MigrationState): StepId | undefined =>
  stepIds.find((step) => state.steps[step].state !== 'done');

/** The step that runs, failed or comes next; the last one when all are done. */
export const currentStep = (state: MigrationState): StepId =>
  state.failedStep ??
  stepIds.find((step) => state.steps[step].state === 'running') ??
  nextStep(state) ??
  'write-report';

/** A state read from disk whose run no longer lives: what ran then waits now. */
export const interrupted = (state: MigrationState): MigrationState =>
  state.status === 'running'
    ? { ...state, status: 'paused', question: undefined, contact: {} }
    : state;
