import type { WindowPlanFormat } from '../../shared/contract';

/** Sentences about how long a migration takes and when it runs. */
export const windowPlanWords = {
  title: 'How long it will take',
  total: (range: string, window: string) =>
    `${range} in all. The vendor advises to plan a window of twice that: ${window}.`,
  table: 'How long each phase takes',
  phase: 'Phase',
  takes: 'Takes',
  basis: 'Basis',
  all: 'All phases',
  grounds: 'What these numbers rest on',
  ground: (basis: string, sentence: string) => `${sentence} (${basis})`,
  start: 'Start of the window',
  startHint: 'By the clock of this computer.',
  startMissing: 'Enter a date and a time.',
  zone: 'Time zone of the old server',
  zoneHint: 'The server does not tell it. Its nightly job at 21:00 goes by it.',
  zoneUnknown: 'Not known',
  zoneName: (minutes: number) =>
    `UTC${minutes < 0 ? '-' : '+'}${Math.floor(Math.abs(minutes) / 60)}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`,
  course: (earliest: string, latest: string, done: string) =>
    `Power-off of the old server between ${earliest} and ${latest}; done by ${done}, all by the clock of this computer.`,
  nextSafe: (when: string) => `Take the next safe start, ${when}`,
  byServer: 'Times here are by the clock of the old server.',
  save: {
    html: 'Save the window plan to print…',
    text: 'Save the window plan as text…',
  } satisfies Record<WindowPlanFormat, string>,
  fileName: (server: string, format: WindowPlanFormat) =>
    `window plan ${server}.${format === 'html' ? 'html' : 'txt'}`,
  saved: (name: string) => `Saved as ${name}.`,
} as const;
