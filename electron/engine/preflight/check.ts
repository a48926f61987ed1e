import type { HostKey, Identity, Side } from '../../../shared/appliance';
import type { Verdict } from '../../../shared/compatibility';
import type { Finding, FindingHost, FindingId } from '../../../shared/finding';
import type { Plan } from '../../../shared/plan';
import type { Worksheet } from '../../../shared/worksheet';
import type { Readings } from './readings';

/** What a check may look at. Checks read only; what they ask of a server is asked once, however many of them want it. */
export type Subject = {
  readonly servers: Readonly<Record<Side, Readings>>;
  readonly identities: Readonly<Record<Side, Identity>>;
  readonly verdict: Verdict;
  readonly plan: Plan;
  /** Host keys that were accepted in this migration. */
  readonly hostKeys: Readonly<Partial<Record<Side, HostKey>>>;
  /** The host key that is shown at the old server's address just now; undefined where nobody answers. */
  readonly keyAtSource: () => Promise<HostKey | undefined>;
  /** What people wrote down of integrations. */
  readonly worksheet: Worksheet;
  /** The migration's folder on this computer. */
  readonly folder: string;
  readonly migrationId: string;
  readonly now: () => Date;
};

/** What a look gives; who looked and where is said by the check. */
export type Measured = Pick<Finding, 'level' | 'measured' | 'required' | 'about'>;

/** One check on one host: one finding, also where all is well. What cannot be measured throws, or says `unknown`. */
export type Check = {
  readonly id: FindingId;
  readonly on: FindingHost;
  readonly look: (subject: Subject) => Promise<Measured>;
};
