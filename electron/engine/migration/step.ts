import type { HostKey, Side } from '../../../shared/appliance';
import type { Rules } from '../../../shared/compatibility';
import type { Facts, GivenUpBackup } from '../../../shared/facts';
import type { Finding } from '../../../shared/finding';
import type { ConsoleFields } from '../../../shared/ftp-server';
import type { HandWork } from '../../../shared/hand-work';
import type { SavedKit } from '../../../shared/kit';
import type { Told } from '../../../shared/measured';
import type { Answer, MigrationState, Question, QuestionKind } from '../../../shared/migration';
import type { Plan } from '../../../shared/plan';
import type { Progress } from '../../../shared/progress';
import type { Quiet } from '../../../shared/silence';
import type { StepId } from '../../../shared/steps';
import type { TransferNote } from '../../../shared/transfer-note';
import type { Appliance } from '../appliance/appliance';
import type { PrintPdf } from '../kit/make-kit';
import type { Transport } from '../transport/transport';
import type { Pacing } from './pacing';
import type { FtpPort } from './route/ftp-port';
import type { RouteTools } from './route/route-keeper';
import type { Secrets } from './secrets';

export type FactName = keyof Facts;
export type Given<Needed extends FactName> = Pick<Facts, Needed>;

/** What steps work with. Everything that waits ends when `signal` is aborted. */
export type Tools = {
  readonly id: string;
  readonly plan: Plan;
  /** Name and version of this program. */
  readonly program: string;
  /** This migration's folder on this computer. */
  readonly folder: string;
  /** Read anew each time, so that a corrected file counts without a restart; throws `rules.invalid`. */
  readonly loadRules: () => Rules;
  readonly secrets: Secrets;
  /** Looks at the address that the plan has for a side, whoever has it by now; nobody logs in. */
  readonly reach: {
    /** True where a TCP connection is accepted within `milliseconds`, at any port that either server is reached by. */
    readonly answers: (side: Side, milliseconds: number) => Promise<boolean>;
    /** The same of the port for SSH; undefined where nobody knows one. */
    readonly sshAnswers: (side: Side, milliseconds: number) => Promise<boolean | undefined>;
    /** The host key that is shown there, or the certificate for the type `x509`, preferably of this type; undefined where nobody answers. */
    readonly hostKeyAt: (side: Side, type?: string) => Promise<HostKey | undefined>;
    /** As `answers` for the port of the web pages; undefined where nobody knows that port. */
    readonly webAnswers: (side: Side, milliseconds: number) => Promise<boolean | undefined>;
    /** What this computer's system tells; never throws. */
    readonly pings: (side: Side) => Promise<Quiet>;
    readonly macAt: (side: Side) => Promise<Quiet>;
    /** SHA-256 (hex) of the certificate that is shown there over HTTPS; undefined where none is. */
    readonly certificateAt: (side: Side) => Promise<string | undefined>;
  };
  readonly transport: Transport;
  readonly signal: AbortSignal;
  readonly state: () => MigrationState;
  readonly now: () => Date;
  /** Milliseconds in which this computer was awake, for limits of waiting; only differences mean something. */
  readonly awake: () => number;
  /** The connection to a side, opened when first asked for and again after `dropConnection`. */
  readonly appliance: (side: Side) => Promise<Appliance>;
  /** The new server at the address of the old one, expected to show the new server's pinned host key. */
  readonly takenOver: () => Promise<Appliance>;
  readonly dropConnection: (side: Side, off?: boolean) => void;
  readonly ask: <Kind extends QuestionKind>(
    question: Ask<Kind>,
    /** Takes the question back when it is aborted; rejects with its reason. */
    until?: AbortSignal,
  ) => Promise<Answer & { readonly kind: Kind }>;
  /** Writes down that a person lets a key, or a certificate, stand for a server, in place of another. */
  readonly acceptKey: (side: Side, hostKey: HostKey, replaced: HostKey | undefined) => void;
  /** Writes down what a person did at an appliance, where a step itself had asked for it. */
  readonly didByHand: (work: HandWork) => void;
  readonly progress: (progress: Progress) => void;
  /** Writes down findings, and after a look what an estimate goes by. */
  readonly found: (findings: readonly Finding[], measured?: Told) => void;
  /** Writes down what happened to the transfer of the step that runs. */
  readonly noted: (note: TransferNote) => void;
  /** How a transfer is held back. */
  readonly pacing: Pacing;
  readonly route: RouteTools;
  readonly ftp: FtpPort;
  /** Holds what is typed at a console in memory, for `console-fields`; undefined forgets it. */
  readonly consoleFields: (fields: ConsoleFields | undefined) => void;
  /** Writes down where the recovery kit is. */
  readonly kitSaved: (kit: SavedKit, side?: Side) => void;
  /** Absent where nothing can print. */
  readonly printPdf?: PrintPdf | undefined;
  /** Writes down that the backup of this migration is of no use, and whether it was deleted on the old server. */
  readonly giveUpBackup: (reason: GivenUpBackup['reason'], deleted: boolean) => void;
  /** Writes down how far the first backup of the new server is. */
  readonly firstBackup: {
    readonly asked: (request: Facts['request']) => void;
    readonly proven: (keyProof: Facts['keyProof']) => void;
    readonly givenUp: (reason: GivenUpBackup['reason'], deleted: boolean) => void;
  };
  readonly pause: (milliseconds: number) => Promise<void>;
};

/** A question without its id, which the desk gives. */
export type Ask<Kind extends QuestionKind> = Question extends infer Each
  ? Each extends { readonly kind: Kind }
    ? Omit<Each, 'id'>
    : never
  : never;

/** One step of a migration: what it needs, what it learns, and how it tells from the appliances that it was done before. */
export type Step<Needed extends FactName, Learned extends FactName> = {
  readonly id: StepId;
  readonly needs: readonly Needed[];
  readonly run: (given: Given<Needed>, tools: Tools) => Promise<Given<Learned>>;
  /** Asked when the step had been started before: what it would learn, if the appliances show that it is done. */
  readonly alreadyDone?: (
    given: Given<Needed>,
    tools: Tools,
  ) => Promise<Given<Learned> | undefined>;
  /** Asked of a done step when a run begins: false where what it gave is gone (a key in memory) and it has to run again. */
  readonly stillHolds?: (tools: Tools) => Promise<boolean>;
};

/** A step whose types were checked when it was put into a sequence. */
export type SequencedStep = Step<FactName, FactName>;

/** Steps in an order in which each finds what it needs; any other order does not compile. */
export type Sequence<Known extends FactName> = {
  readonly steps: readonly SequencedStep[];
  readonly next: <Needed extends Known, Learned extends FactName>(
    step: Step<Needed, Learned>,
  ) => Sequence<Known | Learned>;
};

/** The empty sequence. */
export const beginWith = (steps: readonly SequencedStep[] = []): Sequence<never> => ({
  steps,
  next: (step) => beginWith([...steps, step as unknown as SequencedStep]) as Sequence<never>,
});
