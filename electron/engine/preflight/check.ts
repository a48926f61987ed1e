import type { Identity } from '../../../shared/appliance';
import type { Finding } from '../../../shared/finding';
import type { Appliance } from '../appliance/appliance';

/** What a check may look at. Checks read only. */
export type Subject = {
  readonly source: Appliance;
  readonly target: Appliance;
  readonly identities: { readonly source: Identity; readonly target: Identity };
  /** The migration's folder on this computer. */
  readonly folder: string;
  readonly migrationId: string;
};

/** One check: one finding, also where all is well. */
export type Check = (subject: Subject) => Promise<Finding>;
