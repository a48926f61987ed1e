import {
  type Rule,
  type Rules,
  reservedIds,
  rulesSchema,
  type VersionRange,
} from '../../../shared/compatibility';
import { fail } from '../../../shared/failure';
import { compareVersions, parseVersion } from '../../../shared/version';
import { findDeadRule } from './dead-rules';

/** Checks what claims to be a rule set; throws `rules.invalid` with the first fault, where it is, and the file's name. */
export function checkRules(value: unknown, file: string): Rules {
  const parsed = rulesSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join('.') ?? '';
    return invalid(file, where, issue?.message ?? 'unreadable');
  }
  const { rules } = parsed.data;
  const ids = new Set<string>();
  for (const [index, rule] of rules.entries()) {
    const fault = ids.has(rule.id) ? (['id', 'another rule has this id'] as const) : faultOf(rule);
    if (fault) invalid(file, `rules.${index}.${fault[0]}`, `${rule.id}: ${fault[1]}`);
    ids.add(rule.id);
  }
  const dead = findDeadRule(rules);
  if (dead) {
    invalid(file, `rules.${dead.index}`, `${rules[dead.index]?.id}: ${deadWords[dead.why]}`);
  }
  return parsed.data;
}

const deadWords = {
  'fits-nothing': 'no pair of versions fits this rule',
  covered: 'the rules before it cover every pair that fits it, so it can never decide one',
} as const;

type Fault = readonly [member: string, what: string];

function faultOf(rule: Rule): Fault | undefined {
  if (reservedIds.has(rule.id)) return ['id', 'this id is taken by the program itself'];
  for (const side of ['source', 'target'] as const) {
    const broken = rule[side].findIndex((range) => !isWhole(range));
    if (broken >= 0) return [`${side}.${broken}`, 'the range ends before it begins'];
    if (rule[side].some((range) => 'below' in range && 'to' in range)) {
      return [side, 'a range ends with "to" or with "below", not with both'];
    }
  }
  if (rule.verdict !== 'accepted' && rule.instead.trim().length < 10) {
    return ['instead', 'it has to say what to do'];
  }
  return undefined;
}

/** True where the range holds at least one version. */
function isWhole(range: VersionRange): boolean {
  const from = range.from === undefined ? undefined : parseVersion(range.from);
  const end = range.to ?? ('below' in range ? range.below : undefined);
  const last = end === undefined ? undefined : parseVersion(end);
  if (!from || !last) return true;
  const order = compareVersions(from, last) ?? 1;
  return range.to === undefined ? order < 0 : order <= 0;
}

const invalid = (file: string, where: string, seen: string): never =>
  fail('rules.invalid', { file, where, seen });
