import type { Disk } from '../../../shared/appliance';
import type { LearnedOfLinux } from '../../../shared/probes';
import { printable } from '../printable';

/** What the answer to one command told; `learned` is made of all of them. */
export type Told = Omit<LearnedOfLinux, 'disk' | 'machine' | 'network' | 'mac'> & {
  readonly space?: Disk;
  readonly inodes?: { readonly inodes: number; readonly freeInodes: number };
  readonly memoryBytes?: number;
  readonly cores?: number;
};

/**
 * Reads the answer of one command that was heard at that moment (milliseconds since 1970, by this computer's clock); undefined where
 * it is something else than expected.
 */
export type Reader = (text: string, heardAt: number) => Told | undefined;

/** More lines, or longer ones, are not looked at. */
const linesMax = 5000;
const lineMax = 1000;

/** The lines of an answer, without anything that could steer a terminal and without the blanks around them. */
export const linesOf = (text: string): readonly string[] =>
  text.split('\n', linesMax).map((line) => printable(line.slice(0, lineMax)));

export const columnsOf = (line: string): readonly string[] => line.split(/\s+/);

/** The first line that says something, if it is no longer than that. */
export function firstLine(text: string, max: number): string | undefined {
  const line = linesOf(text).find((each) => each !== '');
  return line === undefined || line.length > max ? undefined : line;
}

/** A whole number in digits, or undefined. */
export function wholeNumber(text: string | undefined): number | undefined {
  const value = text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : undefined;
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined;
}
