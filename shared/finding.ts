/**
 * What one check found before anything was changed. Measured where that is possible; where it is not (`unknown`), a person says
 * how it is. Nothing is assumed.
 */
export type Finding = {
  /** Stable number, e.g. EPP-111; the words for it are in `words/findings.ts`, its rules in `finding-rules.ts`. */
  readonly id: FindingId;
  readonly level: FindingLevel;
  readonly on: FindingHost;
  /** What was seen and what was needed, in words with units; of `unknown`, why it could not be measured. */
  readonly measured: string;
  readonly required: string;
  /** What exactly it is about, where that can change while the level stays, e.g. which services are down. A waiver holds for it alone. */
  readonly about?: string | undefined;
  /** What a person said where nothing could be measured. */
  readonly statement?: Statement | undefined;
  /** Why a person goes on in spite of it. */
  readonly waiver?: Waiver | undefined;
};

/** `info` is worth knowing; `warning` does not block; `error` does; `unknown` does where the check could be an error. */
export type FindingLevel = 'ok' | 'info' | 'warning' | 'unknown' | 'error';
export type FindingHost = 'source' | 'target' | 'workstation' | 'both';

/** `at` is ISO 8601. */
export type Statement = {
  readonly holds: boolean;
  readonly note: string;
  readonly by: string;
  readonly at: string;
};
export type Waiver = { readonly reason: string; readonly by: string; readonly at: string };

/** The checks there are, by number. */
export const findingIds = [
  'EPP-101',
  'EPP-102',
  'EPP-103',
  'EPP-104',
  'EPP-105',
  'EPP-106',
  'EPP-110',
  'EPP-111',
  'EPP-112',
  'EPP-113',
  'EPP-114',
  'EPP-115',
  'EPP-116',
  'EPP-120',
  'EPP-121',
  'EPP-122',
  'EPP-123',
  'EPP-124',
  'EPP-125',
  'EPP-130',
  'EPP-131',
  'EPP-132',
  'EPP-133',
  'EPP-134',
  'EPP-140',
  'EPP-141',
  'EPP-142',
  'EPP-143',
  'EPP-144',
  'EPP-150',
  'EPP-151',
] as const;
export type FindingId = (typeof findingIds)[number];

/** Which finding it is among those of a run: a check may look at both servers. */
export const findingKey = ({ id, on }: Pick<Finding, 'id' | 'on'>): string => `${id} ${on}`;
