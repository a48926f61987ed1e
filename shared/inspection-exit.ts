import type { Inspection, InspectionFindingCode } from './inspection';

/** Each class of verdict with its exit code, the worst first; `exitCodes` says what they mean. */
const classes: readonly (readonly [exitCode: number, codes: readonly InspectionFindingCode[]])[] = [
  [7, ['wrong-key']],
  [8, ['damaged', 'truncated', 'sidecar-differs']],
  [12, ['not-a-backup', 'empty']],
  [9, ['does-not-fit']],
];

/** The exit code of an inspection: 0 fine, 1 something to look at or not known, else the worst class. */
export function inspectionExit({ verdict, findings }: Inspection): number {
  const has = (codes: readonly string[]): boolean =>
    findings.some(({ code }) => codes.includes(code));
  const found = classes.find(([, codes]) => has(codes));
  if (found) return found[0];
  if (verdict === 'damaged') return 8;
  const isFine = verdict === 'practice-backup' && findings.every(({ level }) => level === 'info');
  return isFine ? 0 : 1;
}

/** The worst of several, in the order of the classes. */
export const worstExit = (codes: readonly number[]): number =>
  [...classes.map(([exitCode]) => exitCode), 1].find((exitCode) => codes.includes(exitCode)) ?? 0;
