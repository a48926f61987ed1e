import * as z from 'zod';
import {
  compareVersions,
  isServerVersion,
  parseVersion,
  releaseForm,
  sameRelease,
  sameVersion,
  type Version,
} from './version';

/** `caution`: accepted, with something to mind; `conflicting`: the vendor's own documents disagree; `unknown` never counts as fine. */
export const verdictIds = ['accepted', 'caution', 'conflicting', 'refused', 'unknown'] as const;
export type VerdictId = (typeof verdictIds)[number];

/** How sure a rule is: `high` is stated outright by the vendor, `low` is our own reading. */
export const confidenceIds = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof confidenceIds)[number];

/** Where a rule set comes from: this program, or a newer file in its data folder. */
export type RulesOrigin = 'built-in' | 'file';

/** What the rules say of a pair of versions. */
export type Judgement = {
  readonly verdict: VerdictId;
  /** Which rule spoke, or one of `reservedIds` where none did. */
  readonly rule: string;
  readonly reason: string;
  /** What to do, or to do instead; empty where there is nothing to do. */
  readonly instead: string;
  /** Titles of the documents that say so. */
  readonly documented: readonly string[];
  readonly confidence: Confidence;
  /** The name of the rule set. */
  readonly rules: string;
  readonly origin: RulesOrigin;
};

/** A judgement as a journal holds it; older journals have no more than these three, the documents as one text. */
export type Verdict = Pick<Judgement, 'verdict' | 'rule'> &
  Partial<Omit<Judgement, 'documented'>> & { readonly documented: string | readonly string[] };

/** The documents of a verdict, from journals of any age. */
export const documentsOf = ({ documented }: Verdict): readonly string[] =>
  (typeof documented === 'string' ? [documented] : documented).filter((title) => title !== '');

const dotted = z
  .string()
  .regex(/^[1-9](?:\.\d{1,4}){3}$/)
  .meta({ description: 'A version of the 5.x family with its four parts, such as 5.9.4.2.' });
const release = z.string().regex(releaseForm).meta({
  description: 'Year and month of a release from 2509 on, such as 2604; any build of it.',
});

const range = z
  .discriminatedUnion('family', [
    z.strictObject({
      family: z.literal('dotted'),
      from: dotted.optional(),
      to: dotted.optional(),
      below: dotted.optional(),
    }),
    z.strictObject({
      family: z.literal('dated'),
      from: release.optional(),
      to: release.optional(),
    }),
  ])
  .meta({
    description:
      'Versions of one family: from and to belong to it, below does not; without bounds, all of the family.',
  });
export type VersionRange = z.infer<typeof range>;

/** Versions as data: any of these ranges. */
export const versionRanges = z.array(range).min(1).max(8);
const ranges = versionRanges;
const sentence = z.string().min(10).max(500);

const rule = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  source: ranges.meta({ description: 'What the old server has: any of these ranges.' }),
  target: ranges.meta({ description: 'What the new server has: any of these ranges.' }),
  relation: z.enum(['same-version', 'other-build', 'upgrade', 'downgrade']).optional().meta({
    description:
      'How the new version stands to the old one of the same family; absent: does not matter.',
  }),
  verdict: z.enum(verdictIds),
  reason: sentence,
  instead: z
    .string()
    .max(500)
    .meta({ description: 'What to do; may be empty only where the pair is accepted.' }),
  documented: z.array(z.string().min(3).max(200)).min(1).max(10),
  confidence: z.enum(confidenceIds),
});
export type Rule = z.infer<typeof rule>;

/** The form of `resources/rules/compatibility.json` and of a file that replaces it; the first rule that fits a pair decides it. */
export const rulesSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().min(1).max(40),
  date: z.iso.date().meta({ description: 'The day of the rule set; the later one is used.' }),
  rules: z.array(rule).min(1).max(100),
});

/** A rule set, and where it comes from. */
export type Rules = z.infer<typeof rulesSchema> & { readonly origin?: RulesOrigin };

/** The same form as a JSON schema, for the editors of people who write rules. */
export const rulesJsonSchema = (): unknown => ({
  ...z.toJSONSchema(rulesSchema, { target: 'draft-2020-12' }),
  title: 'Which versions of Endpoint Protector servers go together',
});

/** What no rule says; rules cannot have these ids. */
const unsaid = {
  unreadable: {
    reason: 'One of the versions cannot be read.',
    instead:
      'Look at the lower right corner of the server’s web page. A version looks like 5.2.0.6 or 2604.0.1.0.',
  },
  'not-a-server': {
    reason:
      'One of the versions belongs to a client program: servers have 0 in second place, as in 2604.0.1.0.',
    instead: 'Look at the lower right corner of the server’s own web page.',
  },
  none: {
    reason: 'No rule covers this pair, and what is not known is not assumed to be fine.',
    instead:
      'Ask the vendor’s support about exactly this pair of versions, or deploy a new server of a release that the rules name.',
  },
} as const;

/** Ids of verdicts that come from no rule. */
export const reservedIds: ReadonlySet<string> = new Set(Object.keys(unsaid));

/** The judgement on moving from one version to another; what cannot be read or is not covered is never fine. */
export function judge(rules: Rules, source: string, target: string): Judgement {
  const set = { rules: rules.name, origin: rules.origin ?? 'built-in' };
  const silent = (id: keyof typeof unsaid): Judgement => ({
    ...{ verdict: 'unknown', rule: id, ...unsaid[id], documented: [], confidence: 'low' },
    ...set,
  });
  const from = parseVersion(source);
  const to = parseVersion(target);
  if (!from || !to) return silent('unreadable');
  if (!isServerVersion(from) || !isServerVersion(to)) return silent('not-a-server');
  const found = rules.rules.find((each) => fits(each, from, to));
  if (!found) return silent('none');
  const { id, verdict, reason, instead, documented, confidence } = found;
  return { verdict, rule: id, reason, instead, documented, confidence, ...set };
}

/** True where a rule speaks about this pair. */
const fits = ({ source, target, relation }: Rule, from: Version, to: Version): boolean =>
  isWithin(source, from) &&
  isWithin(target, to) &&
  (relation === undefined || relation === relationOf(from, to));

/** How the new version stands to the old one; undefined across families, which have no common order. */
export function relationOf(from: Version, to: Version): Rule['relation'] {
  if (sameVersion(from, to)) return 'same-version';
  if (sameRelease(from, to)) return 'other-build';
  const order = compareVersions(from, to);
  if (order === undefined) return undefined;
  return order < 0 ? 'upgrade' : 'downgrade';
}

/** True where the version lies in one of the ranges. */
export const isWithin = (ranges: readonly VersionRange[], version: Version): boolean =>
  ranges.some((range) => {
    if (range.family !== version.family) return false;
    if (range.family === 'dated') {
      const [yearMonth] = version.parts;
      return yearMonth >= Number(range.from ?? 0) && yearMonth <= Number(range.to ?? 9999);
    }
    const { from, to, below } = range;
    return (
      (from === undefined || order(version, from) >= 0) &&
      (to === undefined || order(version, to) <= 0) &&
      (below === undefined || order(version, below) < 0)
    );
  });

/** Where a bound cannot be read, no comparison holds. */
function order(version: Version, bound: string): number {
  const parsed = parseVersion(bound);
  return (parsed && compareVersions(version, parsed)) ?? Number.NaN;
}
