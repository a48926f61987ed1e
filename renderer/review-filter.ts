import type { Finding, FindingHost } from '../shared/finding';
import { isBlocking, type Standing, standingOf } from '../shared/finding-rules';

/** Which findings are shown. */
export type Filter = 'all' | 'blocking' | 'to-say' | 'warning' | 'acknowledged' | 'fine';
export const filters: readonly Filter[] = [
  'all',
  'blocking',
  'to-say',
  'warning',
  'acknowledged',
  'fine',
];

/** Of which machine findings are shown; what is on both servers is on each. */
export type Machine = 'any' | Exclude<FindingHost, 'both'>;
export const machines: readonly Machine[] = ['any', 'source', 'target', 'workstation'];

const standings: Readonly<Record<Exclude<Filter, 'all' | 'blocking'>, readonly Standing[]>> = {
  'to-say': ['unknown'],
  warning: ['warning'],
  acknowledged: ['stated', 'waived'],
  fine: ['ok', 'info'],
};

export function passesFilter(finding: Finding, filter: Filter): boolean {
  if (filter === 'all') return true;
  if (filter === 'blocking') return isBlocking(finding);
  return standings[filter].includes(standingOf(finding));
}

export const isOn = ({ on }: Finding, machine: Machine): boolean =>
  machine === 'any' || on === machine || (on === 'both' && machine !== 'workstation');

const weight: Readonly<Record<Standing, number>> = {
  error: 0,
  unknown: 2,
  warning: 3,
  waived: 4,
  stated: 5,
  info: 6,
  ok: 7,
};

/** The worst first; what nobody has said yet and blocks comes before what only could be said. */
export const bySeverity = (a: Finding, b: Finding): number => weightOf(a) - weightOf(b);

const weightOf = (finding: Finding): number => {
  const standing = standingOf(finding);
  return standing === 'unknown' && isBlocking(finding) ? 1 : weight[standing];
};
