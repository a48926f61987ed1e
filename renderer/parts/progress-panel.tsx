import { Progress } from '@mantine/core';
import { useRef } from 'react';
import { formatBytes } from '../../shared/bytes';
import { currentStep } from '../../shared/fold';
import type { MigrationState } from '../../shared/migration';
import type { Progress as ProgressState } from '../../shared/progress';
import { formatRange, timeLeft } from '../../shared/time-left';
import { stepWords, usualDuration } from '../../shared/words/steps';
import { since } from '../since';
import { isMoving } from '../throughput';
import { formatMoment } from '../when';
import { doingWords, paceWords, runningWords } from '../words/en';
import css from './progress-panel.module.css';
import { TransferNotes } from './transfer-notes';
import { useNow } from './use-now';

/** How far the running step is: amount, rate, time left as a range; or how long it usually takes. */
export function ProgressPanel({ state }: { readonly state: MigrationState }) {
  const now = useNow();
  const step = currentStep(state);
  const { startedAt } = state.steps[step];
  // What is held, or has not moved for a while, has no rate and no end in sight.
  const moves = isMoving(state, now);
  const { progress } = state;
  const attempt = attemptOf(state);
  const percent = useNeverBack(attempt, progress);
  const usual = usualDuration[step];
  const guess = useTimeLeft(attempt, progress, now);
  const left = moves || progress?.unit === 'percent' ? guess : undefined;
  const parts = [
    moves && progress?.rate ? runningWords.rate(formatBytes(progress.rate)) : '',
    progress?.average ? paceWords.average(formatBytes(progress.average)) : '',
    left ? runningWords.left(formatRange(left)) : '',
    startedAt ? runningWords.runningFor(since(startedAt, now)) : '',
    progress?.lastAnswer
      ? runningWords.lastAnswer(formatMoment(progress.lastAnswer, 'seconds'))
      : '',
    progress?.givesUp
      ? runningWords.waits(since(new Date(now).toISOString(), Date.parse(progress.givesUp)))
      : '',
  ];
  return (
    <div className={css['panel']}>
      {progress && isMeasured(progress) ? (
        <>
          <div className={css['head']}>
            <strong>{amount(progress)}</strong>
            <span className={css['percent']}>{runningWords.percent(percent)}</span>
          </div>
          <Progress
            value={percent}
            size="lg"
            classNames={{ root: css['track'] ?? '' }}
            radius="sm"
            transitionDuration={200}
            aria-label={`${stepWords[step].title}: ${runningWords.progress}`}
          />
        </>
      ) : (
        <>
          {progress && <strong className={css['head']}>{amount(progress)}</strong>}
          <div className={css['busy']} aria-hidden="true" />
        </>
      )}
      <p className={css['parts']}>{parts.filter(Boolean).join('  ·  ')}</p>
      {!left && usual && <p className={css['usual']}>{usual}</p>}
      <TransferNotes state={state} step={step} />
    </div>
  );
}

/** What a job waits for before it has begun, and says nothing of how far it is. */
const waiting: ReadonlySet<string> = new Set([
  'awaiting-key',
  'busy',
  'no-answer',
  'queued',
  'logged-out',
  'by-hand',
  'stale-neighbour',
]);

const isMeasured = ({ done, doing = '' }: ProgressState): boolean =>
  done > 0 || !waiting.has(doing);

/** Of a file how much, of a job on a server what it says it does. */
const amount = ({ unit, done, total, doing = '' }: ProgressState): string =>
  unit === 'bytes'
    ? runningWords.bytes(formatBytes(done), formatBytes(total))
    : (doingWords[doing] ?? doing);

/** The try of the step that runs: another one, and one that had to begin anew, may be less far than the one before. */
function attemptOf(state: MigrationState): string {
  const step = currentStep(state);
  const anew = state.notes.findLast(({ note }) => note.kind !== 'goes-on');
  return `${step} ${state.steps[step].startedAt} ${anew?.at}`;
}

/** Watched from the first progress on: what the step waited for before, such as a person, says nothing of its pace. */
function useTimeLeft(attempt: string, progress: ProgressState | undefined, now: number) {
  const first = useRef<{ readonly attempt: string; readonly at: number; readonly done: number }>(
    null,
  );
  if (!progress) return undefined;
  if (first.current?.attempt !== attempt) first.current = { attempt, at: now, done: progress.done };
  const { at, done } = first.current;
  return timeLeft(
    { ...progress, done: progress.done - done, total: progress.total - done },
    now - at,
  );
}

/** Percent rounded down; within one try it never gets smaller. */
function useNeverBack(attempt: string, progress: ProgressState | undefined): number {
  const highest = useRef({ attempt, percent: 0 });
  const percent =
    progress && progress.total > 0
      ? Math.min(100, Math.floor((progress.done / progress.total) * 100))
      : 0;
  const before = highest.current.attempt === attempt ? highest.current.percent : 0;
  highest.current = { attempt, percent: Math.max(before, percent) };
  return highest.current.percent;
}
