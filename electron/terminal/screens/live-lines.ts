import type { Side } from '../../../shared/appliance';
import { formatDuration } from '../../../shared/bytes';
import type { MigrationState, Progress } from '../../../shared/migration';
import { phaseOf, type StepId } from '../../../shared/steps';
import { sideWords } from '../../../shared/words/sides';
import { stepWords, usualDuration } from '../../../shared/words/steps';
import { hanging, spread } from '../layout';
import { phasePosition } from '../migration-words';
import { bar, progressWords, shareOf } from '../progress-words';
import type { Paint } from '../terminal';
import { spinnerAt } from './spinner';

const indent = 4;
/** Silence is worth a word from here on, in milliseconds. */
const quietFor = 5000;
const longFor = 3000;

/** The step that runs, as the window shows it. */
export type RunningStep = {
  readonly step: StepId;
  readonly startedAt: number;
  /** The furthest that it came: a bar never jumps back. */
  readonly progress?: Progress | undefined;
};

/** What is drawn again and again: what is being done, how far it is, and whether the server still answers. */
export function liveLines(
  running: RunningStep,
  state: MigrationState,
  now: number,
  width: number,
  paint: Paint,
): readonly string[] {
  const { step, startedAt, progress } = running;
  const elapsed = now - startedAt;
  const head = spread(stepWords[step].doing, phasePosition(phaseOf[step]), width - indent);
  return [
    `  ${paint('cyan', spinnerAt(now))} ${head}`,
    ...(progress ? [progressLine(progress, elapsed, width, paint)] : []),
    ...(progress ? [] : elapsedLines(step, state, elapsed, width)),
    ...contactLines(state, now),
  ];
}

function progressLine(progress: Progress, elapsed: number, width: number, paint: Paint): string {
  const words = progressWords(progress, elapsed);
  const room = Math.max(8, Math.min(32, width - indent - words.length - 2));
  const drawn = bar(shareOf(progress), room);
  return `${' '.repeat(indent)}${paint('cyan', drawn)}  ${words}`;
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
  if (contact?.state === 'lost')
    return `The ${sideWords[side]} does not answer at the moment; trying again.`;
  if (contact?.state !== 'connected' || side !== worker(state)) return undefined;
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
  return runs('upload-backup') || runs('restore-backup') ? 'target' : undefined;
}
