/** A product version as people write it: `5.2.0.6`, `5206`, `v2604`, `2604.0.1.0`. */
export type Version = {
  /** `dotted`: 5.x with four parts; `dated`: from 2509 on, year and month first. The two are never ordered as numbers. */
  readonly family: 'dotted' | 'dated';
  readonly parts: readonly [number, number, number, number];
  /** How many of the parts were written; 2604 alone may be any build of that release. */
  readonly written: number;
};

/** A release from 2509 on: year and month, as in 2604. Everything else of four digits is a short form such as 5206. */
export const releaseForm = /^(?:25(?:09|1[0-2])|(?:2[6-9]|3\d)(?:0[1-9]|1[0-2]))$/;

/** Reads a version, or undefined where the text is none. The vendor's short form of 5.x drops the dots (5206 = 5.2.0.6). */
export function parseVersion(text: string): Version | undefined {
  const bare = text.trim().replace(/^v\s*/i, '');
  const match = /^(\d{1,4})(?:\.(\d{1,4})(?:\.(\d{1,4})(?:\.(\d{1,4}))?)?)?$/.exec(bare);
  const first = match?.[1];
  if (match === null || first === undefined) return undefined;
  const digits = match.slice(1).filter((part) => part !== undefined);
  if (releaseForm.test(first)) return versionOf('dated', digits);
  if (digits.length === 1) {
    return /^[4-9]\d{3}$/.test(first) ? versionOf('dotted', [...first]) : undefined;
  }
  const complete = first.length === 1 && first !== '0' && digits.length === 4;
  return complete ? versionOf('dotted', digits) : undefined;
}

const versionOf = (family: Version['family'], digits: readonly string[]): Version => ({
  family,
  parts: [
    Number(digits[0] ?? 0),
    Number(digits[1] ?? 0),
    Number(digits[2] ?? 0),
    Number(digits[3] ?? 0),
  ],
  written: digits.length,
});

/** `5.2.0.6`, `2604.0.1.0`, or `2604` where no more of it is known. */
export const formatVersion = ({ parts, written }: Version): string =>
  parts.slice(0, written).join('.');

/** Below 0, 0 or above 0 within one family; undefined across families, which have no common order. */
export function compareVersions(a: Version, b: Version): number | undefined {
  if (a.family !== b.family) return undefined;
  for (let index = 0; index < 4; index++) {
    const difference = (a.parts[index] ?? 0) - (b.parts[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** True where both are the same as far as both were written: 2604 and 2604.0.1.0 are. */
export const sameVersion = (a: Version, b: Version): boolean =>
  a.family === b.family &&
  a.parts.slice(0, Math.min(a.written, b.written)).every((part, index) => part === b.parts[index]);

/** True for builds of one release: the same year and month, or the same four parts of 5.x. */
export const sameRelease = (a: Version, b: Version): boolean =>
  a.family === 'dated' && b.family === 'dated' ? a.parts[0] === b.parts[0] : sameVersion(a, b);

/** False for 2604.1.1.0 and its like: the second part of a dated version is 0 for servers and another number for clients. */
export const isServerVersion = ({ family, parts }: Version): boolean =>
  family === 'dotted' || parts[1] === 0;
