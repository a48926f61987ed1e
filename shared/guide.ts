/** How sure a fact of the appliance is: stated outright by its vendor, indirectly or contradicted, or our inference. */
export type Confidence = 'high' | 'medium' | 'low';

/** A fact of the appliance with where it comes from. */
export type Sourced = { readonly source: string; readonly confidence: Confidence };

/** One thing to do at the appliance, in its own words. */
export type GuideStep = Sourced & {
  readonly text: string;
  /** What has to be typed or pasted there exactly; never a secret. */
  readonly copy?: string | undefined;
};

/** What a page of the appliance may say, as we read it: advice, never proof. */
export const consoleMeanings = [
  'login',
  'key-dialog',
  'generating',
  'ready',
  'queued',
  'error-500',
  'too-large',
  'refused',
  'logged-out',
  'cannot-execute',
] as const;
export type ConsoleMeaning = (typeof consoleMeanings)[number];

/** How to do one operation at an appliance of one family, from `resources/families/*.json`. */
export type Guide = {
  /** Of the family, e.g. `5x`, `2509-2604`, `2608`, or `unknown` where nobody knows what it is. */
  readonly family: string;
  readonly familyName: string;
  /** Where in the appliance, e.g. “System Maintenance > System Backup v2”. */
  readonly place: string;
  readonly steps: readonly GuideStep[];
  /** What is expected to happen then. */
  readonly expects: readonly GuideStep[];
  /** How long it usually takes, in minutes. */
  readonly minutes?: { readonly from: number; readonly to: number } | undefined;
  /** Known faults that may come up here, with the way out. */
  readonly bugs: readonly (Sourced & { readonly symptom: string; readonly advice: string })[];
};
