import type { Finding, FindingId, Statement } from './finding';

/** What holds for a check whatever it finds. */
export type FindingRule = {
  /** The worst that it can be. An `unknown` of a check that can be an error blocks until a person has said how it is. */
  readonly worst: 'info' | 'warning' | 'error';
  /** Whether a person may go on in spite of an error, with a reason that stands in the report. */
  readonly waivable: boolean;
  /** What a person has to write down with a statement: nothing, any note, or a name and a time. */
  readonly note: 'none' | 'text' | 'name-and-time';
  /** Whether it is about a passing state, which may be another one tonight. */
  readonly passing: boolean;
  /** Where the rule comes from: a page of the vendor's documentation by name, or `own`. */
  readonly documented: string;
};

const backup = 'Backup and Recovery Solutions, System Backup v2';
const bestPractices = 'Migration Procedure, Best Practices';
const legacy = 'Migration Procedure, Migrating from legacy 5.x appliances';
const faq = 'Migration Procedure, FAQ';
const troubleshooting = 'Migration Procedure, Troubleshooting';

const rule = (
  worst: FindingRule['worst'],
  waivable: boolean,
  documented: string,
  note: FindingRule['note'] = 'none',
): FindingRule => ({ worst, waivable, note, documented, passing: false });
const passing = (of: FindingRule): FindingRule => ({ ...of, passing: true });

export const findingRules: Readonly<Record<FindingId, FindingRule>> = {
  'EPP-101': rule('error', false, backup),
  'EPP-102': rule('error', true, backup),
  'EPP-103': passing(rule('error', true, legacy)),
  'EPP-104': passing(rule('warning', true, legacy)),
  'EPP-105': passing(rule('error', false, troubleshooting)),
  'EPP-106': passing(rule('error', true, 'own')),
  'EPP-110': passing(rule('error', false, bestPractices)),
  'EPP-111': passing(rule('error', false, 'Migration Procedure, Migrating to 2510')),
  'EPP-112': passing(rule('error', false, 'own')),
  'EPP-113': rule('warning', true, bestPractices),
  'EPP-114': rule('warning', true, 'Backup and Recovery Solutions, System Backup'),
  'EPP-115': rule('warning', true, 'own'),
  'EPP-116': passing(rule('error', true, 'own')),
  'EPP-120': rule('error', true, 'Migration Procedure, Migrating to 2510'),
  'EPP-121': rule('warning', true, 'Requirements, Server'),
  'EPP-122': rule('error', true, backup),
  'EPP-123': passing(rule('error', true, legacy)),
  'EPP-124': rule('error', true, 'Licensing'),
  'EPP-125': rule('warning', true, 'Migration Procedure, Migrating to 2510'),
  'EPP-130': rule('warning', true, 'own'),
  'EPP-131': rule('error', false, 'own'),
  'EPP-132': rule('error', true, legacy),
  'EPP-133': rule('warning', true, troubleshooting),
  'EPP-134': rule('error', true, 'own'),
  'EPP-140': rule('error', true, legacy, 'name-and-time'),
  'EPP-141': rule('error', true, backup, 'text'),
  'EPP-142': rule('warning', true, bestPractices, 'text'),
  'EPP-143': rule('info', true, 'Client Upgrade'),
  'EPP-144': rule('error', false, backup),
  'EPP-150': rule('error', false, 'own'),
  'EPP-151': passing(rule('warning', true, faq)),
};

/** What is true now may be wrong tonight: a statement about a passing state counts for an hour. */
const passingFor = 3_600_000;

/** True where what a person said of a finding still counts. */
export const stillCounts = ({ id }: Pick<Finding, 'id'>, { at }: Statement, now: Date): boolean =>
  !findingRules[id].passing || now.getTime() - Date.parse(at) < passingFor;

/** How a finding stands after what people said: `stated` where a person said that it holds, `waived` where one goes on in spite of it. */
export type Standing = 'ok' | 'info' | 'warning' | 'error' | 'unknown' | 'stated' | 'waived';

export function standingOf(finding: Finding): Standing {
  const { level, statement, waiver } = finding;
  if (level !== 'unknown') return level === 'error' && waiver ? 'waived' : level;
  if (statement?.holds) return 'stated';
  if (waiver) return 'waived';
  if (!statement) return 'unknown';
  const { worst } = findingRules[finding.id];
  return worst === 'info' ? 'info' : worst;
}

/** True where nothing may be changed on either server before somebody has done something about it. */
export function isBlocking(finding: Finding): boolean {
  const standing = standingOf(finding);
  if (standing === 'error') return true;
  return standing === 'unknown' && findingRules[finding.id].worst === 'error';
}

/** True where going on is something that the report has to say. */
export const isException = (finding: Finding): boolean =>
  ['warning', 'waived'].includes(standingOf(finding));
