import type { Identity, Side } from './appliance';
import type { Archiving } from './archiving';
import type { AgreedAlgorithms, ServerAt } from './connecting';
import type { Failure } from './failure';
import type { Question } from './migration';
import type { Endpoint } from './plan';

/** The stages of connecting, in order. Jump hosts go through those up to `authentication`. */
export const stageIds = [
  'dns',
  'tcp',
  'banner',
  'key-exchange',
  'host-key',
  'authentication',
  'shell',
  'privilege',
  'product',
  'version',
] as const;
export type StageId = (typeof stageIds)[number];

/** The stages that a jump host goes through. */
export const hopStageIds: readonly StageId[] = stageIds.slice(0, 6);

export type Stage = {
  readonly stage: StageId;
  readonly server: ServerAt;
  /** `skipped`: there was nothing to do, such as DNS for an IP address. */
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  /** How long it took, without the time that a person took to answer. */
  readonly milliseconds?: number | undefined;
  /** What was seen: an address, a banner, the agreed algorithms, a fingerprint, how the login went, a version. */
  readonly seen?: string | undefined;
};

/** A staged test of one connection. It changes nothing on the server and lives in memory only. */
export type ConnectionTest = {
  readonly id: string;
  readonly endpoint: Endpoint;
  readonly side?: Side | undefined;
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly status: 'running' | 'passed' | 'failed' | 'cancelled';
  /** All stages of all servers on the way, in the order in which they come. */
  readonly stages: readonly Stage[];
  readonly question?: Question | undefined;
  readonly failure?: Failure | undefined;
  /** Algorithms agreed with the appliance. */
  readonly agreed?: AgreedAlgorithms | undefined;
  /** Servers (host:port) for which a person allowed weak algorithms during this test. */
  readonly legacyAllowed: readonly string[];
  readonly identity?: Identity | undefined;
  /** Where files of the server are saved over this connection. */
  readonly archiving?: Archiving | undefined;
};

/** The stage that runs or failed, if any. */
export const currentStage = ({ stages }: ConnectionTest): Stage | undefined =>
  stages.find(({ state }) => state === 'running' || state === 'failed');
