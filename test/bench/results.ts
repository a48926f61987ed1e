import { tableOf } from '../lab/table';

/** A row of results. */
export type Row = {
  readonly name: string;
  readonly cells: readonly string[];
  /** What has a goal: a number that should be no more than that, both in the same unit. */
  readonly judged?: { readonly value: number; readonly goal: number; readonly unit?: string };
};

/**
 * Prints a table of results with their goals. Gives true where a goal is missed by more than the factor that is tolerated, or nothing
 * was measured that has one.
 */
export function show(
  title: string,
  columns: readonly string[],
  rows: readonly Row[],
  tolerance = 1,
): boolean {
  const lines = rows.map(({ name, cells, judged }): [string, string[]] => {
    if (!judged) return [name, [...cells, '', '']];
    const { value, goal, unit = '' } = judged;
    return [name, [...cells, `≤ ${goal}${unit}`, verdictOf(value / goal)]];
  });
  console.log(`${tableOf(title, [...columns, 'goal', ''], lines)}\n`);
  const missed = rows.filter(({ judged }) => judged && !(judged.value <= judged.goal * tolerance));
  if (missed.length > 0) {
    const most = tolerance === 1 ? '' : ` by more than ${percent(tolerance)}`;
    console.log(`missed${most}: ${missed.length} of ${rows.filter(isJudged).length} goals\n`);
  }
  return missed.length > 0;
}

const isJudged = ({ judged }: Row): boolean => judged !== undefined;

function verdictOf(part: number): string {
  if (Number.isNaN(part)) return 'not measured';
  return part <= 1 ? 'kept' : `missed by ${percent(part)}`;
}

const percent = (part: number): string => `${Math.max(1, Math.round((part - 1) * 100))} %`;

/** Milliseconds as seconds. */
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

/** How fast so many bytes were in so many milliseconds. */
export function speed(bytes: number, milliseconds: number): string {
  const inMebibytes = bytes / mebibyte / (milliseconds / 1000);
  return `${inMebibytes.toFixed(inMebibytes < 100 ? 1 : 0)} MiB/s`;
}

/** Bytes. */
export const mebibyte = 1_048_576;
/** Bytes. */
export const gibibyte = 1024 * mebibyte;
