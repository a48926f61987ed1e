/** A product version as people write it: `5.2.0.6`, `5206`, `2604`, `2604.0.1.0`. */
export type Version = {
  /** `dotted`: 5.x with four parts; `dated`: from 2509 on, year and month first. The two are never ordered as numbers. */
  readonly family: 'dotted' | 'dated';
  readonly parts: readonly [number, number, number, number];
};

/** Years 25–39 and a month, as in 2604; everything else of four digits is a short form such as 5206. */
const yearMonth = /^(?:2[5-9]|3\d)(?:0[1-9]|1[0-2])$/;

/** Reads a version, or undefined where the text is none. The vendor's short form of 5.x drops the dots (5206 = 5.2.0.6). */
export function parseVersion(text: string): Version | undefined {
  const match = /^(\d{1,4})(?:\.(\d{1,4})(?:\.(\d{1,4})(?:\.(\d{1,4}))?)?)?$/.exec(text.trim());
  const first = match?.[1];
  if (match === null || first === undefined) return undefined;
  if (yearMonth.test(first)) return { family: 'dated', parts: four(match.slice(1)) };
  if (match[2] === undefined) {
    return /^[4-9]\d{3}$/.test(first) ? { family: 'dotted', parts: four([...first]) } : undefined;
  }
  const complete = first.length === 1 && first !== '0' && match[4] !== undefined;
  return complete ? { family: 'dotted', parts: four(match.slice(1)) } : undefined;
}

const four = (digits: readonly (string | undefined)[]): Version['parts'] => [
  Number(digits[0] ?? 0),
  Number(digits[1] ?? 0),
  Number(digits[2] ?? 0),
  Number(digits[3] ?? 0),
];

/** `5.2.0.6` or `2604.0.1.0`. */
export const formatVersion = (version: Version): string => version.parts.join('.');

/** Below 0, 0 or above 0 within one family; undefined across families, which have no common order. */
export function compareVersions(a: Version, b: Version): number | undefined {
  if (a.family !== b.family) return undefined;
  for (let index = 0; index < 4; index++) {
    const difference = (a.parts[index] ?? 0) - (b.parts[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
