import type { Finding } from './finding';
import { worksheetWords } from './words/worksheet';
import { isLookedUp, type Worksheet, worksheetRows, worksheetRules } from './worksheet';

type Subject = {
  readonly worksheet: Worksheet;
  readonly facts: { readonly target?: { readonly version: string } | undefined };
};

/** What EPP-142 measures: whether the worksheet says of everything where it points, or that it is not used. */
export function byWorksheet(subject: Subject): Pick<Finding, 'level' | 'measured' | 'required'> {
  const wanted = worksheetRows(subject).filter(({ id }) => worksheetRules[id].lookUp);
  const open = wanted.filter((row) => !isLookedUp(row));
  const count = `${wanted.length - open.length} of ${wanted.length} lines of the worksheet say where it points, or that it is not used`;
  const required = 'each integration written down, or not used';
  if (open.length === 0) return { level: 'ok', measured: count, required };
  const names = open.map(({ id }) => worksheetWords[id].title).join(', ');
  const nothing = open.length === wanted.length;
  return {
    level: 'unknown',
    measured: nothing ? 'nothing is written into the worksheet' : `${count}; not yet: ${names}`,
    required,
  };
}

/** The findings with EPP-142 as the worksheet has it by now, once there is something in it. */
export const withWorksheet = (
  findings: readonly Finding[],
  { worksheet, facts }: Subject,
): readonly Finding[] =>
  Object.keys(worksheet).length === 0
    ? findings
    : findings.map((finding) => {
        if (finding.id !== 'EPP-142') return finding;
        const { statement, waiver, ...rest } = { ...finding, ...byWorksheet({ worksheet, facts }) };
        return rest.level === 'unknown'
          ? { ...rest, ...(statement && { statement }), ...(waiver && { waiver }) }
          : rest;
      });
