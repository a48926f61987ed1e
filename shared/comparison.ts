import {
  type Counts,
  compareCount,
  countedEntities,
  type Licence,
  type LogLine,
  type Service,
} from './appliance';

/** What is compared of the old server before and the new one after, in the order in which it is shown. */
export const comparedThings = [
  ...countedEntities,
  'version',
  'services',
  'licence',
  'errors',
] as const;
export type ComparedThing = (typeof comparedThings)[number];

/** `more`: a server in use gains some; `allowed`: differs, as it has to or may; `warning`: a person should look. */
export type ComparisonVerdict = 'same' | 'more' | 'allowed' | 'warning';

/** Why something that differs is fine, or what to do about it; the words are in `words/comparison.ts`. */
export type ComparisonWhy =
  | 'gained'
  | 'gained-many'
  | 'own-licence'
  | 'licence-invalid'
  | 'other-services'
  | 'down-before'
  | 'errors-since'
  | 'not-told';

/** A row of the comparison: values as people read them; empty where there is none. */
export type ComparisonRow = {
  readonly what: ComparedThing;
  readonly before: string;
  readonly after: string;
  readonly verdict: ComparisonVerdict;
  readonly why?: ComparisonWhy | undefined;
};

/** What one server tells of itself for the comparison; what it does not tell is absent. */
export type ServerState = {
  /** ISO 8601, by this computer's clock. */
  readonly at: string;
  readonly version: string;
  readonly services?: readonly Service[] | undefined;
  readonly licence?: Licence | undefined;
};

/** Between the count and the backup's end a server in use gains so many of an entity at most, by our own reckoning. */
export const mayGain = (before: number): number => Math.max(10, Math.ceil(before * 0.02));

/** The rows of the counts; that nothing is missing has to be known. */
export const compareCounts = (before: Counts, after: Counts): readonly ComparisonRow[] =>
  countedEntities.map((what) => {
    const row = { what, before: String(before[what]), after: String(after[what]) } as const;
    if (compareCount(before[what], after[what]) !== 'more') return { ...row, verdict: 'same' };
    return after[what] - before[what] > mayGain(before[what])
      ? { ...row, verdict: 'warning', why: 'gained-many' }
      : { ...row, verdict: 'more', why: 'gained' };
  });

/** The names of services that do not run. */
export const namesDown = (services: readonly Service[]): readonly string[] =>
  services.filter(({ running }) => !running).map(({ name }) => name);

/** Services of the new server that do not run now and ran before, on the new server or on the old one. */
export function servicesLost(
  now: readonly Service[],
  ...before: readonly (readonly Service[] | undefined)[]
): readonly string[] {
  const ran = new Set(
    before.flatMap((services = []) =>
      services.filter(({ running }) => running).map(({ name }) => name),
    ),
  );
  // Of which nobody told how they were before, each has to run.
  const known = before.some((services) => services !== undefined);
  return namesDown(now).filter((name) => !known || ran.has(name));
}

/** The row of the services; none is lost by then. `before`: those of the old server. */
export function compareServices(
  before: readonly Service[] | undefined,
  after: readonly Service[] | undefined,
): ComparisonRow {
  const what = 'services';
  const row = { what, before: servicesText(before), after: servicesText(after) } as const;
  if (after === undefined) return { ...row, verdict: 'allowed', why: 'not-told' };
  if (namesDown(after).length > 0) return { ...row, verdict: 'warning', why: 'down-before' };
  if (before === undefined) return { ...row, verdict: 'allowed', why: 'not-told' };
  const names = new Set(after.map(({ name }) => name));
  return before.some(({ name, running }) => running && !names.has(name))
    ? { ...row, verdict: 'allowed', why: 'other-services' }
    : { ...row, verdict: 'same' };
}

/** The row of the licence, which belongs to each server by itself. */
export function compareLicence(
  before: Licence | undefined,
  after: Licence | undefined,
): ComparisonRow {
  const what = 'licence';
  const row = { what, before: licenceText(before), after: licenceText(after) } as const;
  if (after === undefined) return { ...row, verdict: 'allowed', why: 'not-told' };
  if (!after.valid) return { ...row, verdict: 'warning', why: 'licence-invalid' };
  return row.before === row.after
    ? { ...row, verdict: 'same' }
    : { ...row, verdict: 'allowed', why: 'own-licence' };
}

/** The row of the errors logged since the restore; undefined where they are not told. */
export function compareErrors(errors: readonly LogLine[] | undefined): ComparisonRow {
  const row = { what: 'errors', before: '' } as const;
  if (errors === undefined) return { ...row, after: '', verdict: 'allowed', why: 'not-told' };
  const after = String(errors.length);
  return errors.length > 0
    ? { ...row, after, verdict: 'warning', why: 'errors-since' }
    : { ...row, after, verdict: 'same' };
}

function servicesText(services: readonly Service[] | undefined): string {
  if (services === undefined) return '';
  const down = namesDown(services);
  const running = `${services.length - down.length} running`;
  return down.length === 0 ? running : `${running}, down: ${down.join(', ')}`;
}

const licenceText = (licence: Licence | undefined): string =>
  licence === undefined
    ? ''
    : `${licence.valid ? 'valid' : 'not valid'}, ${licence.kind}, ${licence.computers} computers, until ${licence.until}`;
