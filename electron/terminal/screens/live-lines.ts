import type { Side } from '../../../shared/appliance';
import { formatDuration } from '../../../shared/bytes';
import type { MigrationState } from '../../../shared/migration';
import { movingSteps } from '../../../shared/pace';
import type { Progress } from '../../../shared/progress';
import { phaseOf, type StepId } from '../../../shared/steps';
import { sparkline, type Throughput } from '../../../shared/throughput';
import { sideWords } from '../../../shared/words/sides';
import { stepWords, usualDuration } from '../../../shared/words/steps';
import { slowerWords } from '../../../shared/words/transfer';
import { clean } from '../clean';
import { hanging, spread } from '../layout';
import { phasePosition } from '../migration-words';
import { bar, progressWords, shareOf } from '../progress-words';
import type { Paint } from '../terminal';
import { spinnerAt } from './spinner';

const indent = 4;
/** Bars of the last seconds, one each. */
const sparks = 30;
const pausedWords = 'Paused. What was under way has arrived.';
/** A rate that is older than this, in milliseconds, is none. */
const stillFor = 3000;
/** Silence is worth a word from here on, in milliseconds. */
const quietFor = 5000;
const longFor = 3000;

/** The step that runs, as the window shows it. */
export type RunningStep = {
  readonly step: StepId;
  readonly startedAt: number;
  /** The furthest that it came: a bar never jumps back. */
  readonly progress?: Progress | undefined;
  readonly throughput: Throughput;
};

/** How it is drawn: at this moment in milliseconds, in so many columns. */
export type LiveView = {
  readonly now: number;
  readonly width: number;
  readonly paint: Paint;
  /** True where a key holds the transfer. */
  readonly mayPause: boolean;
};

/** What is drawn again and again: what is being done, how far and how fast it is, and whether the server still answers. */
export function liveLines(
  running: RunningStep,
  state: MigrationState,
  view: LiveView,
): readonly string[] {
  const { step, startedAt } = running;
  const { now, width, paint } = view;
  const elapsed = now - startedAt;
  const head = spread(stepWords[step].doing, phasePosition(phaseOf[step]), width - indent);
  const progress = running.progress && asItIs(running.progress, running, state, now);
  return [
    `  ${paint('cyan', spinnerAt(now))} ${head}`,
    ...(progress ? [progressLine(progress, elapsed, view)] : []),
    ...missingLines(progress, width),
    ...(movingSteps.has(step) ? paceLines(running, state, view) : []),
    ...(progress ? [] : elapsedLines(step, state, elapsed, width)),
    ...contactLines(state, now),
  ];
}

/** What is held, or has not moved for a while, has no rate and no end in sight. */
function asItIs(
  progress: Progress,
  { throughput }: RunningStep,
  { pace }: MigrationState,
  now: number,
): Progress {
  const still = now - (throughput.movedAt() ?? now) > stillFor;
  return pace.paused || still ? { ...progress, rate: 0 } : progress;
}

function progressLine(
  progress: Progress,
  elapsed: number,
  { now, width, paint }: LiveView,
): string {
  const words = progressWords(progress, elapsed, now);
  const room = Math.max(8, Math.min(32, width - indent - words.length - 2));
  const drawn = bar(shareOf(progress), room);
  return `${' '.repeat(indent)}${paint('cyan', drawn)}  ${words}`;
}

/** Who is missing, as many names as fit. */
function missingLines({ clients }: Partial<Progress> = {}, width: number): readonly string[] {
  if (!clients || clients.missing.length === 0) return [];
  const names = clean(`It goes on with ${clients.enough}. Missing: ${clients.missing.join(', ')}`);
  const room = width - indent;
  const line = names.length > room ? `${names.slice(0, room - 1)}…` : names;
  return [`${' '.repeat(indent)}${line}`];
}

/** The last seconds as bars, what holds the transfer up, and the key that holds it. */
function paceLines(
  { progress, throughput }: RunningStep,
  { pace }: MigrationState,
  { now, width, paint, mayPause }: LiveView,
): readonly string[] {
  const key = mayPause ? (pace.paused ? 'p goes on' : 'p pauses') : '';
  const room = width - indent - (key === '' ? 0 : key.length + 2);
  const slower = progress?.slower && slowerWords(progress.slower, pace.bytesPerSecond);
  const words = pace.paused ? pausedWords : (slower ?? '');
  const bars = sparkline(
    throughput.rates(now, Math.max(0, Math.min(sparks, room - words.length - 2))),
  );
  const left = [bars, words].filter((part) => part !== '').join('  ');
  if (left === '' && key === '') return [];
  const line = spread(left, key, width - indent);
  const coloured = bars !== '' && line.startsWith(bars);
  const drawn = coloured ? `${paint('cyan', bars)}${line.slice(bars.length)}` : line;
  return [`${' '.repeat(indent)}${drawn.trimEnd()}`];
}

function elapsedLines(
  step: StepId,
  { plan }: MigrationState,
  elapsed: number,
  width: number,
): readonly string[] {
  if (elapsed < longFor) return [];
  const usual = plan.practice === undefined ? (usualDuration[step] ?? '') : '';
  const text = `${formatDuration(elapsed)} so far. ${usual}`.trim();
  return hanging(' '.repeat(indent), text, width, indent).split('\n');
}

function contactLines(state: MigrationState, now: number): readonly string[] {
  return (['source', 'target'] as const).flatMap((side) => {
    const text = contactWords(state, side, now);
    return text === undefined ? [] : [`${' '.repeat(indent)}${text}`];
  });
}

function contactWords(state: MigrationState, side: Side, now: number): string | undefined {
  const contact = state.contact[side];
  // Whoever holds a transfer asks nothing of a server.
  const held = state.pace.paused && state.progress?.unit === 'bytes';
  if (contact?.state === 'lost')
    return `The ${sideWords[side]} does not answer at the moment; trying again.`;
  if (contact?.state !== 'connected' || held || side !== worker(state)) return undefined;
  const command = state.commands.findLast((run) => run.side === side)?.at ?? '';
  const moving = state.progress?.unit === 'bytes' ? state.updatedAt : '';
  const last = [contact.at, command, moving].sort().at(-1) ?? contact.at;
  const silent = now - Date.parse(last);
  return silent < quietFor
    ? undefined
    : `Last answer from the ${sideWords[side]} ${formatDuration(silent)} ago.`;
}

/** The server whose work is being waited for. */
function worker(state: MigrationState): Side | undefined {
  const runs = (step: StepId): boolean => state.steps[step].state === 'running';
  if (runs('create-backup') || runs('download-backup')) return 'source';
  return runs('upload-backup') || runs('restore-backup') || runs('await-clients')
    ? 'target'
    : undefined;
}
