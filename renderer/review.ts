import type { Finding } from '../shared/finding';
import { findingKey } from '../shared/finding';
import { findingRules, isBlocking, standingOf } from '../shared/finding-rules';
import type { StatementGiven, WaiverGiven } from '../shared/migration';
import type { StepId } from '../shared/steps';

/** What is entered on the page about one finding. */
export type Remark = {
  /** The answer to what could not be measured; absent while there is none. */
  readonly holds?: boolean | undefined;
  readonly note: string;
  /** In the place of the note, where the rule wants a name and a time. */
  readonly name: string;
  readonly when: string;
  /** Whether the person goes on in spite of it, and why. */
  readonly passes: boolean;
  readonly reason: string;
};

/** What is entered about the findings of a migration; it outlives looking again. */
export type Review = {
  /** By `findingKey`; what is not in here is as it is written down in the finding. */
  readonly remarks: Readonly<Record<string, Remark>>;
  /** The look that was asked for last. */
  readonly look?: Look | undefined;
};

/** At which step a look was asked for, and at which finding alone, by `findingKey`. */
export type Look = { readonly step: StepId; readonly only?: string | undefined };

export const emptyReview: Review = { remarks: {} };

const shortestReason = 3;

/** What is entered about a finding, or what is written down of it already. */
export const remarkOf = ({ remarks }: Review, finding: Finding): Remark =>
  remarks[findingKey(finding)] ?? writtenDown(finding);

function writtenDown({ id, statement, waiver }: Finding): Remark {
  const note = statement?.note ?? '';
  const comma = note.lastIndexOf(', ');
  const both = findingRules[id].note === 'name-and-time' && comma >= 0;
  return {
    holds: statement?.holds,
    note,
    name: both ? note.slice(0, comma) : note,
    when: both ? note.slice(comma + 2) : '',
    passes: waiver !== undefined,
    reason: waiver?.reason ?? '',
  };
}

/** True where a person says how it is, because it could not be measured. */
export const canSay = ({ level }: Finding): boolean => level === 'unknown';

/** True where a person may go on in spite of it. */
export function canPass(finding: Finding, { holds }: Remark): boolean {
  const { waivable, worst } = findingRules[finding.id];
  const open = canSay(finding) && worst === 'error' && holds !== true;
  return waivable && (finding.level === 'error' || open);
}

/** Whether name and time take the place of the note: of what is not so there is neither. */
export const wantsNameAndTime = ({ id }: Finding, { holds }: Remark): boolean =>
  findingRules[id].note === 'name-and-time' && holds === true;

const noteOf = (finding: Finding, remark: Remark): string => {
  const { note, name, when } = remark;
  const parts = wantsNameAndTime(finding, remark) ? [name, when] : [note];
  return parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join(', ');
};

/** What is still missing of a remark that was begun. */
export type Missing = 'note' | 'name' | 'when' | 'reason';

export function missingOf(finding: Finding, remark: Remark): readonly Missing[] {
  const missing: Missing[] = [];
  const empty = (part: 'note' | 'name' | 'when'): boolean => remark[part].trim() === '';
  if (canSay(finding) && remark.holds !== undefined && findingRules[finding.id].note !== 'none') {
    const wanted = wantsNameAndTime(finding, remark)
      ? (['name', 'when'] as const)
      : (['note'] as const);
    missing.push(...wanted.filter(empty));
  }
  if (canPass(finding, remark) && remark.passes && remark.reason.trim().length < shortestReason)
    missing.push('reason');
  return missing;
}

/** The statement that a remark amounts to, once it is complete. */
function statementOf(finding: Finding, remark: Remark): StatementGiven | undefined {
  if (!canSay(finding) || remark.holds === undefined) return undefined;
  if (missingOf(finding, remark).some((part) => part !== 'reason')) return undefined;
  const { id, on } = finding;
  return { id, on, holds: remark.holds, note: noteOf(finding, remark) };
}

function waiverOf(finding: Finding, remark: Remark): WaiverGiven | undefined {
  if (!canPass(finding, remark) || !remark.passes) return undefined;
  if (missingOf(finding, remark).includes('reason')) return undefined;
  const { id, on } = finding;
  return { id, on, reason: remark.reason.trim() };
}

/** A finding as it would be if what is entered were written down now. */
export function asEntered(finding: Finding, remark: Remark, by = ''): Finding {
  const said = statementOf(finding, remark);
  const passed = waiverOf(finding, remark);
  const { statement, waiver } = finding;
  const same =
    said !== undefined && statement?.holds === said.holds && statement.note === said.note;
  return {
    ...finding,
    statement: said && (same ? statement : { holds: said.holds, note: said.note, by, at: '' }),
    waiver:
      passed && (waiver?.reason === passed.reason ? waiver : { reason: passed.reason, by, at: '' }),
  };
}

/** What is entered of the findings and not written down yet, as the answer has it. */
export type Entered = {
  readonly statements: StatementGiven[];
  readonly waivers: WaiverGiven[];
  readonly takenBack?: Pick<Finding, 'id' | 'on'>[];
};

/** What is written down keeps who said it and when, so it is not sent again. */
export function answerOf(findings: readonly Finding[], review: Review): Entered {
  const made = findings
    .map((finding) => ({ finding, remark: remarkOf(review, finding) }))
    .filter(({ finding, remark }) => isPending(finding, remark))
    .map((each) => ({ ...each, entered: asEntered(each.finding, each.remark) }));
  const back = made.filter(({ finding, remark }) => isTakenBack(finding, remark));
  const anew = (part: 'statement' | 'waiver') =>
    made.filter((each) => back.includes(each) || each.entered[part] !== each.finding[part]);
  return {
    statements: anew('statement').flatMap((each) => statementOf(each.finding, each.remark) ?? []),
    waivers: anew('waiver').flatMap((each) => waiverOf(each.finding, each.remark) ?? []),
    ...(back.length > 0 && { takenBack: back.map(({ finding: { id, on } }) => ({ id, on })) }),
  };
}

/** True where something is written down that does not stand any more. */
function isTakenBack(finding: Finding, remark: Remark): boolean {
  const { statement, waiver } = asEntered(finding, remark);
  return (
    (finding.statement !== undefined && !statement) || (finding.waiver !== undefined && !waiver)
  );
}

/** True where something entered is not written down in the finding. */
export const isPending = (finding: Finding, remark: Remark): boolean => {
  if (!canSay(finding) && finding.level !== 'error') return false;
  const entered = asEntered(finding, remark);
  return (
    entered.statement !== finding.statement ||
    entered.waiver !== finding.waiver ||
    missingOf(finding, remark).length > 0
  );
};

/** How many findings stand how. A blocking one may also be one that is to be said. */
export type Tally = {
  readonly blocking: number;
  readonly unsaid: number;
  readonly warnings: number;
  readonly acknowledged: number;
  readonly fine: number;
};

export function tallyOf(findings: readonly Finding[]): Tally {
  const standing = (...wanted: readonly string[]): number =>
    findings.filter((finding) => wanted.includes(standingOf(finding))).length;
  return {
    blocking: findings.filter(isBlocking).length,
    unsaid: standing('unknown'),
    warnings: standing('warning'),
    acknowledged: standing('stated', 'waived'),
    fine: standing('ok', 'info'),
  };
}
