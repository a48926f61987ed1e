import { isWithin, type Rule, relationOf, type VersionRange } from '../../../shared/compatibility';
import { parseVersion, releaseForm, type Version } from '../../../shared/version';

/** Why a rule never decides anything. */
export type DeadRule = { readonly index: number; readonly why: 'fits-nothing' | 'covered' };

/**
 * The first rule that can never decide a pair: because none fits it, or because the rules before it take every pair that does.
 * It looks at two versions between any two bounds, which is every case that a rule can tell apart.
 */
export function findDeadRule(rules: readonly Rule[]): DeadRule | undefined {
  const ranges = rules.flatMap(({ source, target }) => [...source, ...target]);
  const versions = [...samples(ranges, 'dotted'), ...samples(ranges, 'dated')];
  const reaches = rules.map((rule) => reachOf(rule, versions));
  for (const [index, reach] of reaches.entries()) {
    const why = whyDead(reach, reaches.slice(0, index), versions);
    if (why) return { index, why };
  }
  return undefined;
}

/** Which of the versions a rule fits on either side, by their place in the list. */
type Reach = {
  readonly source: ReadonlySet<number>;
  readonly target: ReadonlySet<number>;
  readonly relation: Rule['relation'];
};

function reachOf({ source, target, relation }: Rule, versions: readonly Version[]): Reach {
  const among = (ranges: readonly VersionRange[]): ReadonlySet<number> =>
    new Set(versions.flatMap((version, place) => (isWithin(ranges, version) ? [place] : [])));
  return { source: among(source), target: among(target), relation };
}

function whyDead(
  reach: Reach,
  before: readonly Reach[],
  versions: readonly Version[],
): DeadRule['why'] | undefined {
  let fitted = false;
  for (const from of reach.source) {
    const rivals = before.filter(({ source }) => source.has(from));
    for (const to of reach.target) {
      const relation = relationOf(versions[from] as Version, versions[to] as Version);
      const agrees = (each: Reach): boolean =>
        each.relation === undefined || each.relation === relation;
      if (!agrees(reach)) continue;
      if (!rivals.some((each) => each.target.has(to) && agrees(each))) return undefined;
      fitted = true;
    }
  }
  return fitted ? 'covered' : 'fits-nothing';
}

/** Versions of a family are counted through, so that "the next one" is plus one. */
type Numbering = {
  readonly first: number;
  /** The number after the last. */
  readonly end: number;
  readonly numberOf: (bound: string) => number;
  /** How a version of this number can be written; more than one where releases have builds. */
  readonly written: (number: number) => readonly string[];
};

const releases = Array.from({ length: 10_000 }, (_, number) => String(number)).filter((text) =>
  releaseForm.test(text),
);
const base = 10_000;

const numberings: Readonly<Record<Version['family'], Numbering>> = {
  dotted: {
    first: base ** 3,
    end: 10 * base ** 3,
    numberOf: (bound) =>
      (parseVersion(bound)?.parts ?? []).reduce((number, part) => number * base + part, 0),
    written: (number) => [
      [3, 2, 1, 0].map((power) => Math.floor(number / base ** power) % base).join('.'),
    ],
  },
  dated: {
    first: 0,
    end: releases.length,
    numberOf: (bound) => releases.indexOf(bound),
    written: (number) => [`${releases[number]}.0.1.0`, `${releases[number]}.0.2.0`],
  },
};

function samples(ranges: readonly VersionRange[], family: Version['family']): readonly Version[] {
  const { first, end, numberOf, written } = numberings[family];
  const cuts = new Set([first]);
  for (const range of ranges) {
    if (range.family !== family) continue;
    if (range.from !== undefined) cuts.add(numberOf(range.from));
    if (range.to !== undefined) cuts.add(numberOf(range.to) + 1);
    if ('below' in range && range.below !== undefined) cuts.add(numberOf(range.below));
  }
  const numbers = new Set([...cuts].flatMap((cut) => [cut, cut + 1]));
  return [...numbers]
    .filter((number) => number >= first && number < end)
    .flatMap(written)
    .flatMap((text) => parseVersion(text) ?? []);
}
