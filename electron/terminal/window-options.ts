import { InvalidArgumentError, Option } from 'commander';

/** Where and of when a window plan is written: `start` is an instant, `timeZone` in minutes east of UTC. */
export type WindowOptions = {
  readonly windowPlan?: string;
  readonly start?: string;
  readonly timeZone?: number;
};

/** The options that make a window plan of what the checks measured. */
export const windowOptions = (): readonly [Option, Option, Option] => [
  new Option(
    '--window-plan <file>',
    'after the checks write what runs when; .html to print, else text',
  ),
  new Option(
    '--start <time>',
    'when the window begins, as 2026-11-24T22:00; else the next safe start',
  ).argParser(readStart),
  new Option(
    '--time-zone <offset>',
    'time zone of the old server, as +01:00: no server tells it',
  ).argParser(readZone),
];

/** What is missing for these options, in one sentence; undefined where nothing is. */
export function windowFault(
  { windowPlan, start, timeZone }: WindowOptions,
  onlyLooks: boolean,
): string | undefined {
  if (windowPlan !== undefined && !onlyLooks)
    return '--window-plan is for --preflight-only or --dry-run.';
  if (windowPlan !== undefined) return undefined;
  if (start !== undefined) return '--start is for --window-plan alone.';
  return timeZone === undefined ? undefined : '--time-zone is for --window-plan alone.';
}

/** A date and time, ISO 8601; without a zone by the clock of this computer. Gives an instant. */
export function readStart(text: string): string {
  const known = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?$/.test(text);
  const date = new Date(text.replace(' ', 'T'));
  // A 30th of February would become a day of March.
  const day = new Date(`${text.slice(0, 10)}T00:00Z`);
  const real = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10));
  return known && real && !Number.isNaN(date.getTime())
    ? date.toISOString()
    : invalid(
        'It has to be a date and a time, for example 2026-11-24T22:00, or 2026-11-24T22:00+01:00.',
      );
}

/** `+01:00`, `-3:30`, `Z` or `UTC` in minutes east of UTC, 14 hours at most. */
export function readZone(text: string): number {
  if (/^(Z|UTC)$/i.test(text)) return 0;
  const match = /^(?:UTC)?([+-])(\d{1,2})(?::?([0-5]\d))?$/i.exec(text);
  const minutes = Number(match?.[2]) * 60 + Number(match?.[3] ?? 0);
  if (!match || minutes > 14 * 60)
    return invalid(
      'It has to be hours and minutes east of UTC, for example +01:00, -03:30 or UTC.',
    );
  return match[1] === '-' ? 0 - minutes : minutes;
}

const invalid = (message: string): never => {
  throw new InvalidArgumentError(message);
};
