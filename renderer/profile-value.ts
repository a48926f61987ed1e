import type { ProfileFault } from '../shared/profile-fault';
import { readJsonc } from '../shared/read-jsonc';

/** Values out of a profile that may hold anything: a profile that is being written is not valid yet. */

export type Loose = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a text stands for, or nothing where it is no JSON. */
export function profileIn(text: string): Loose {
  try {
    const value = readJsonc(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

export const objectAt = (value: unknown, name: string): Loose => {
  const found = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return isObject(found) ? found : {};
};

/** As it stands in a field for it: lists with commas, other values as they are written. */
export function shownIn(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(shownIn).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export const linesIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(shownIn) : [];

/** What was typed as lines; empty ones are none. */
export const typedLines = (text: string): readonly string[] =>
  text.split('\n').filter((line) => line !== '');

/** Pairs as they stand on lines. */
export const pairLines = (value: unknown): readonly string[] =>
  isObject(value) ? Object.entries(value).map(([name, each]) => `${name} = ${shownIn(each)}`) : [];

/** The pairs on lines; the last sign of equality parts a line, for the appliance's words may hold one. */
export function typedPairs(text: string): Readonly<Record<string, string>> | undefined {
  const pairs = typedLines(text).flatMap((line) => {
    const at = line.lastIndexOf('=');
    return at <= 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const];
  });
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
}

/** Digits as a number, everything else as it is; nothing for an empty text. */
export function typedScalar(text: string): string | number | undefined {
  if (text === '') return undefined;
  return /^-?(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}

/** The faults at a place and below it. */
export const faultsAt = (faults: readonly ProfileFault[], at: string): readonly ProfileFault[] =>
  faults.filter(({ where }) => where === at || where.startsWith(`${at}.`));
