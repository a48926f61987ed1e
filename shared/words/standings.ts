import type { FindingHost } from '../finding';
import type { Standing } from '../finding-rules';

/** How a finding stands, in a word or two. */
export const standingWords: Record<Standing, string> = {
  error: 'Blocks',
  unknown: 'To be said',
  warning: 'Warning',
  waived: 'Let pass',
  stated: 'Confirmed',
  info: 'To know',
  ok: 'Fine',
};

/** Which machine a finding is about. */
export const hostWords: Record<FindingHost, string> = {
  source: 'Old server',
  target: 'New server',
  workstation: 'This computer',
  both: 'Both servers',
};
