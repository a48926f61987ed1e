/** What one check found before anything was changed. An error blocks, a warning does not. */
export type Finding = {
  /** Stable number, e.g. EPP-111; the words for it are in `words/findings.ts`. */
  readonly id: FindingId;
  readonly level: 'ok' | 'warning' | 'error';
  readonly on: 'source' | 'target' | 'workstation' | 'both';
  /** What was seen and what was needed, in words with units. */
  readonly measured: string;
  readonly required: string;
};

/** The checks there are, by number. */
export const findingIds = [
  'EPP-105',
  'EPP-110',
  'EPP-111',
  'EPP-112',
  'EPP-122',
  'EPP-131',
] as const;
export type FindingId = (typeof findingIds)[number];
