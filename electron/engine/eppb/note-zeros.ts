import type { ContainerId } from '../../../shared/inspection';
import type { Findings } from './findings';
import type { ZeroRun } from './zero-runs';

/** What is packed or encrypted does not end in so many zeros by chance. */
const tailBytes = 512;
const holeBytes = 65_536;

/** Their own form has zeros where it likes. */
const withZeros: readonly ContainerId[] = ['tar', 'luks', 'sqlite', 'pdf'];

/** Notes zeros where there should be none, as downloads leave them that reserve their room first; answers with what the file is after all. */
export function noteZeros(
  { end, longest }: { readonly end: ZeroRun; readonly longest: ZeroRun },
  size: number,
  container: ContainerId,
  findings: Findings,
): ContainerId {
  if (size > 0 && end.length === size) {
    findings.note('zeros', { bytes: size, what: 'all' }, { at: 0 });
    return 'zeros';
  }
  // The archive has ended, and only room follows.
  if (findings.has('trailing') && !findings.has('truncated') && !findings.has('damaged'))
    return container;
  const level = container === 'opaque' || container === 'zeros' ? 'warning' : 'error';
  if (!withZeros.includes(container) && end.length >= tailBytes) {
    findings.note('zeros', { bytes: end.length, what: 'end' }, { at: end.at, level });
    if (level === 'error') findings.note('truncated', { what: 'zeros' }, { at: end.at });
  } else if (longest.length >= holeBytes && mayNotHaveHoles(container, findings)) {
    findings.note('zeros', { bytes: longest.length, what: 'hole' }, { at: longest.at, level });
  }
  return container === 'zeros' ? 'opaque' : container;
}

/** A gzip file whose sums are right may hold stored zeros. */
const mayNotHaveHoles = (container: ContainerId, findings: Findings): boolean =>
  ['opaque', 'zeros', 'practice-v2', 'openssl-salted', 'openpgp', 'age'].includes(container) ||
  (['gzip', 'practice-v1'].includes(container) && findings.has('damaged'));
