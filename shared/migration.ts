// Long because: every question, answer and event of a migration is in one of these lists.

import type { HostKey, Side } from './appliance';
import type { ClientsAnswer, ClientsQuestion } from './clients';
import type { AgreedAlgorithms, KeyOrigin } from './connecting';
import type { ConnectingQuestion } from './connecting-question';
import type { CutoverAnswer, CutoverQuestion } from './cutover-question';
import type { Facts, GivenUpBackup } from './facts';
import type { Failure } from './failure';
import type { FileReference } from './file-reference';
import type { Finding, FindingId, Statement, Waiver } from './finding';
import type { HandAnswer, HandQuestion, HandWork, WaySwitch, WaysOfSide } from './hand-work';
import type { KeyOfTarget } from './key-of-target';
import type { KeyDifference, SavedKit } from './kit';
import type { Told } from './measured';
import type { MovingAnswer, MovingQuestion } from './moving-question';
import type { Pace } from './pace';
import type { Plan } from './plan';
import type { ProfileNote } from './profile-fault';
import type { Progress } from './progress';
import type { DriftAnswer, RestoreQuestion } from './restore-question';
import type { RollBack, SourceGivenUp, WayBackEvent } from './roll-back';
import type { ChosenRoute, RouteWish } from './route';
import type { StepId } from './steps';
import type { TransferNote } from './transfer-note';
import type { Worksheet, WorksheetEntry } from './worksheet';

/**
 * A migration is the list of its events. The state is `fold` of them and nothing else; the page shown, the
 * terminal's lines, the report and a resumed run are readers of one stream.
 */

/** What a person is asked: plain data. `id` is unique within the migration or test. */
export type Question = { readonly id: string } & (
  | ConnectingQuestion
  | {
      /** The findings are in the state; `blocking` are those (by `findingKey`) that nobody may pass as they are. */
      readonly kind: 'review-findings';
      readonly blocking: readonly string[];
    }
  | {
      readonly kind: 'save-key';
      /** Whose backup it is; absent: the old server's. */
      readonly side?: 'target' | undefined;
      readonly backupName: string;
      readonly again: boolean;
      /** What was wrong with the last answer. */
      readonly fault?: KeyFault | undefined;
    }
  | RestoreQuestion
  | {
      readonly kind: 'enter-key';
      readonly backupName: string;
      readonly again: boolean;
      readonly fault?: KeyFault | undefined;
    }
  | MovingQuestion
  | ClientsQuestion
  | CutoverQuestion
  | HandQuestion
);
export type QuestionKind = Question['kind'];

/** Why what was given is not the key: where what was typed differs, or what is wrong with a kit or a key (`kit.*`, `key.wrong`). */
export type KeyFault = { readonly difference: KeyDifference } | { readonly failure: Failure };

/** A person's answer, matching the question's kind. `secret` marks what is never journalled, shown or logged. */
export type Answer =
  | {
      readonly kind: 'trust-host';
      readonly accept: boolean;
      /** False: this once, for this migration or test; else it is kept for later ones. */
      readonly remember?: boolean | undefined;
    }
  | {
      readonly kind: 'replace-host-key';
      readonly typedName: string;
      /** As for `trust-host`. */
      readonly remember?: boolean | undefined;
    }
  | {
      readonly kind: 'enter-password' | 'enter-passphrase';
      readonly secret: string;
      readonly remember?: boolean | undefined;
    }
  | { readonly kind: 'answer-prompts'; readonly secrets: readonly string[] }
  | { readonly kind: 'allow-legacy'; readonly accept: boolean }
  | { readonly kind: 'enter-version'; readonly version: string }
  | {
      readonly kind: 'review-findings';
      /** `look-again`: at all of them, or at `only` these. `stop`: the run ends with `preflight.blocked`. */
      readonly action: 'go-on' | 'look-again' | 'stop';
      readonly only?: readonly FindingId[] | undefined;
      readonly statements: readonly StatementGiven[];
      readonly waivers: readonly WaiverGiven[];
      /** Findings whose earlier statement and waiver do not stand any more, unless given again here. */
      readonly takenBack?: readonly Pick<Finding, 'id' | 'on'>[] | undefined;
      /** Who says so; absent: the user of this computer. */
      readonly by?: string | undefined;
    }
  | ({ readonly kind: 'save-key' } & KeyGiven & {
        /** Nobody saves it now: the first backup of the new server is made later, by hand. */
        readonly later?: true | undefined;
      })
  | { readonly kind: 'confirm-restore'; readonly typedName: string }
  | ({ readonly kind: 'enter-key' } & KeyGiven & {
        /** Nobody has the key any more. */
        readonly lost?: true | undefined;
      })
  | MovingAnswer
  | DriftAnswer
  | ClientsAnswer
  | CutoverAnswer
  | HandAnswer;

/** A key as a person gives it: typed, or in a recovery kit that is read. */
export type KeyGiven = {
  readonly secret?: string | undefined;
  readonly kit?: FileReference | undefined;
};

/** What a person says of a check that could not be measured. */
export type StatementGiven = Pick<Finding, 'id' | 'on'> & Pick<Statement, 'holds' | 'note'>;
/** Why a person goes on in spite of a finding. */
export type WaiverGiven = Pick<Finding, 'id' | 'on'> & Pick<Waiver, 'reason'>;

/** What happened. `at` is ISO 8601 in UTC. Those of `transientTypes` are shown but not written down. */
export type MigrationEvent = { readonly at: string } & (
  | { readonly type: 'migration-created'; readonly id: string; readonly plan: Plan }
  | { readonly type: 'run-started'; readonly program: string }
  | { readonly type: 'step-started'; readonly step: StepId }
  | {
      readonly type: 'step-done';
      readonly step: StepId;
      readonly learned: Partial<Facts>;
      /** True where the appliance showed that it had been done before. */
      readonly found: boolean;
    }
  | { readonly type: 'step-failed'; readonly step: StepId; readonly failure: Failure }
  | {
      readonly type: 'findings-made';
      readonly findings: readonly Finding[];
      /** After a look; absent where only a person said something, and in journals of earlier versions. */
      readonly measured?: Told | undefined;
    }
  | { readonly type: 'question-asked'; readonly question: Question }
  | {
      readonly type: 'question-answered';
      readonly questionId: string;
      readonly kind: QuestionKind;
      readonly accepted: boolean;
    }
  | {
      readonly type: 'host-key-pinned';
      readonly side: Side;
      readonly hostKey: HostKey;
      /** The jump host that it belongs to, as in `nameOnWay`; absent for the appliance. */
      readonly hop?: string | undefined;
      /** The key that was accepted before, where a person let this one take its place. */
      readonly replaced?: HostKey | undefined;
      /** The file that vouched for it, where nobody was asked. */
      readonly origin?: KeyOrigin | undefined;
    }
  | {
      /** A person allowed weak algorithms for this server (`nameOnWay`). */
      readonly type: 'legacy-allowed';
      readonly side: Side;
      readonly address: string;
      readonly would: AgreedAlgorithms;
    }
  | {
      readonly type: 'command-run';
      readonly side: Side;
      /** As typed there, secrets never in it (they go on stdin). */
      readonly command: string;
      readonly exitCode: number;
      readonly milliseconds: number;
      readonly changes: boolean;
    }
  /** `side`: the one of the new server's first backup, here and below. */
  | ({ readonly type: 'kit-saved'; readonly side?: 'target' | undefined } & SavedKit)
  | { readonly type: 'first-backup-asked'; readonly request: Facts['request'] }
  | { readonly type: 'first-backup-proven'; readonly keyProof: Facts['keyProof'] }
  | { readonly type: 'pace-set'; readonly pace: Pace }
  /** What a person wants of the backup's way from now on. */
  | { readonly type: 'route-wished'; readonly wish: RouteWish }
  | { readonly type: 'route-chosen'; readonly route: ChosenRoute }
  | { readonly type: 'transfer-noted'; readonly step: StepId; readonly note: TransferNote }
  | ({
      /** The backup of this migration cannot or shall not be used: the steps begin again at asking for one. */
      readonly type: 'backup-given-up';
      readonly side?: 'target' | undefined;
    } & GivenUpBackup)
  /** What a person wrote down of one integration, in place of what was there. */
  | ({ readonly type: 'worksheet-noted' } & Omit<WorksheetEntry, 'at'>)
  | WayBackEvent
  /** Which profile a side is asked by, from now on; told for those that do not come with the program. */
  | ({ readonly type: 'profile-noted'; readonly side: Side } & ProfileNote)
  | ({ readonly type: 'hand-work-done' } & HandWork)
  | ({ readonly type: 'way-switched' } & WaySwitch)
  | { readonly type: 'contact'; readonly side: Side; readonly state: Contact }
  | { readonly type: 'progress'; readonly step: StepId; readonly progress: Progress }
  | { readonly type: 'run-ended'; readonly outcome: RunOutcome }
);

/** `finished` and `rolled-back` are the end; `stopped` after a failure or cancel, or at the plan's `until`: can be resumed. */
export type RunOutcome = 'finished' | 'stopped' | 'cancelled' | 'rolled-back';

export type Contact = 'connecting' | 'connected' | 'lost' | 'off';

/** Event types that live in memory only. */
export const transientTypes: ReadonlySet<MigrationEvent['type']> = new Set(['progress', 'contact']);

export type MigrationStatus = 'ready' | 'running' | 'failed' | 'cancelled' | 'paused' | EndedWell;
type EndedWell = 'finished' | 'rolled-back';

export type StepState = {
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly startedAt?: string;
  readonly endedAt?: string;
};

export type MigrationState = {
  readonly id: string;
  readonly plan: Plan;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** `ready`: created, or resumed later; `running`: a run is under way in the process that folds this. */
  readonly status: MigrationStatus;
  readonly steps: Readonly<Record<StepId, StepState>>;
  readonly facts: Partial<Facts>;
  readonly findings: readonly Finding[];
  /** What an estimate goes by; absent before the checks. */
  readonly measured?: Told | undefined;
  readonly question?: Question | undefined;
  /** The recovery kit of the backup that there is. */
  readonly kit?: SavedKit | undefined;
  /** The first backup of the new server, from asking for it on. */
  readonly keyOfTarget?: KeyOfTarget | undefined;
  /** Backups before that, oldest first; `ready`: it had become ready, so that its key and its kit still open it. */
  readonly givenUp: readonly (GivenUpBackup & { readonly at: string; readonly ready: boolean })[];
  /** Kinds of questions that a person has said yes to. */
  readonly confirmed: readonly QuestionKind[];
  readonly failure?: Failure | undefined;
  /** The step of `failure`. */
  readonly failedStep?: StepId | undefined;
  readonly progress?: Progress | undefined;
  /** Set once somebody has begun to go back to the old server. */
  readonly rollBack?: RollBack | undefined;
  readonly sourceGivenUp?: SourceGivenUp | undefined;
  readonly pace: Pace;
  /** The way of the backup: what somebody wants of it, and what was chosen when it set out. */
  readonly route: { readonly wish: RouteWish; readonly chosen?: ChosenRoute | undefined };
  /** What happened to transfers, oldest first, the latest `notesKept`. */
  readonly notes: readonly (MigrationEvent & { readonly type: 'transfer-noted' })[];
  /** What people did at the appliances, oldest first. */
  readonly handWork: readonly (MigrationEvent & { readonly type: 'hand-work-done' })[];
  /** Operations that go another way than the plan says, by side. */
  readonly switched: Readonly<Partial<Record<Side, WaysOfSide>>>;
  /** The integrations that somebody wrote something down of. */
  readonly worksheet: Worksheet;
  /** The profiles that the sides are asked by, where those do not come with the program. */
  readonly profiles?: Readonly<Partial<Record<Side, ProfileNote>>> | undefined;
  readonly contact: Readonly<
    Partial<Record<Side, { readonly state: Contact; readonly at: string }>>
  >;
  readonly hostKeys: Readonly<Partial<Record<Side, HostKey>>>;
  /** Host keys of jump hosts, by `nameOnWay`. */
  readonly hopKeys: Readonly<Record<string, HostKey>>;
  /** Host keys that took the place of others, by a person's word. */
  readonly replacedKeys: readonly (MigrationEvent & { readonly type: 'host-key-pinned' })[];
  /** Servers (host:port) for which weak algorithms were allowed. */
  readonly legacy: readonly (MigrationEvent & { readonly type: 'legacy-allowed' })[];
  /** Commands run so far, newest last: all that changed something, of the others at most `commandsKept`. */
  readonly commands: readonly (MigrationEvent & { readonly type: 'command-run' })[];
};

export const commandsKept = 200;
