import jumpHost from '../../../resources/plans/jump-host.jsonc?raw';
import rehearsal from '../../../resources/plans/rehearsal.jsonc?raw';
import sameVersion from '../../../resources/plans/same-version.jsonc?raw';
import to2604 from '../../../resources/plans/to-2604.jsonc?raw';
import type { PlanTemplate } from '../../../shared/words/plan';

/** The plans to begin with, as they are written to a file. */
export const templateTexts: Readonly<Record<PlanTemplate, string>> = {
  'same-version': sameVersion,
  'to-2604': to2604,
  'jump-host': jumpHost,
  rehearsal,
};
