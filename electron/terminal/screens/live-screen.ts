import type { ConnectionTest } from '../../../shared/connection-test';
import type { MigrationEvent, MigrationState } from '../../../shared/migration';
import { movingSteps } from '../../../shared/pace';
import { type StepId, stepIds } from '../../../shared/steps';
import { throughput } from '../../../shared/throughput';
import { stepWords } from '../../../shared/words/steps';
import { noteWords } from '../../../shared/words/transfer';
import { cleanAll } from '../clean';
import { findingLines } from '../finding-text';
import { hanging, spread } from '../layout';
import { learnedWords } from '../learned-words';
import { bothNames } from '../migration-words';
import type { QuietKeys } from '../quiet-keys';
import type { Terminal } from '../terminal';
import { tookOf, tookWords } from '../took';
import { archiveProgress, archiveTeller } from './archive-lines';
import { backupNews } from './backup-news';
import { endWords } from './end-words';
import { liveArea } from './live-area';
import { type LiveView, liveLines, type RunningStep } from './live-lines';
import { rollBackNews } from './roll-back-news';
import type { Screen } from './screen';
import { runningStage, stageTeller } from './stage-lines';

const longestTitle = Math.max(...Object.values(stepWords).map(({ title }) => title.length));

/** A window: a line for each finished step, and below them the running one, drawn again ten times a second. */
export function liveScreen(terminal: Terminal, keys: QuietKeys): Screen {
  const { paint, width } = terminal;
  let listed = false;
  let running: RunningStep | undefined;
  let state: MigrationState | undefined;
  let test: ConnectionTest | undefined;
  let mayPause = false;
  const tellStages = stageTeller(paint);
  const tellSaving = archiveTeller(paint);
  const area = liveArea(terminal, keys, () => {
    const now = Date.now();
    if (test) return archiveProgress(test, now, width(), paint) ?? runningStage(test, now, paint);
    if (!running || !state) return undefined;
    const view: LiveView = { now, width: width(), paint, mayPause };
    return liveLines(running, cleanAll(state), view);
  });
  const { begin, draw, keep, rest } = area;

  const finishedLine = (mark: string, step: StepId, right: string): string => {
    const learned = state ? learnedWords(step, cleanAll(state)) : '';
    const title = stepWords[step].title.padEnd(longestTitle);
    return `  ${mark} ${spread(`${title}  ${learned}`, right, width() - 4)}`;
  };

  const tell = (event: MigrationEvent, after: MigrationState): void => {
    switch (event.type) {
      case 'run-started':
        begin();
        keep(opening(after));
        return;
      case 'step-started':
        running = startedNow(event.step);
        draw();
        return;
      case 'progress':
        running = furthest(running, event);
        return;
      case 'transfer-noted':
        // A bar may jump back where it is said why.
        if (running && event.note.kind !== 'goes-on') running = startedNow(running.step);
        keep(hanging('    ', noteWords(event.step, cleanAll(event.note)), width(), 4));
        return;
      case 'step-done': {
        running = undefined;
        const took = event.found ? 'done before' : tookWords(tookOf(after.steps[event.step]));
        keep(finishedLine(paint('green', '✓'), event.step, took));
        return;
      }
      case 'step-failed':
        running = undefined;
        keep(finishedLine(paint('red', '✗'), event.step, ''));
        return;
      case 'findings-made': {
        const lines = findingLines(cleanAll(event.findings), width() - 2);
        listed = lines.length > 0;
        if (listed) keep(lines.map((line) => `  ${line}`).join('\n'));
        return;
      }
      case 'hand-work-done':
      case 'way-switched':
      case 'route-chosen':
      case 'kit-saved':
      case 'backup-given-up':
        for (const each of backupNews(cleanAll(event), cleanAll(after)))
          keep(hanging('    ', each, width(), 4));
        return;
      case 'roll-back-step':
      case 'roll-back-failed':
        for (const each of rollBackNews(event, cleanAll(after)))
          keep(hanging('  ', each, width(), 4));
        return;
      case 'run-ended':
        running = undefined;
        rest();
        return;
      default:
    }
  };

  const opening = (after: MigrationState): string => {
    const done = stepIds.filter((step) => after.steps[step].state === 'done').length;
    const before = done === 0 ? '' : `\n${done} of ${stepIds.length} steps are done.`;
    return `${paint('bold', `Migration ${after.id}`)}  ${bothNames(cleanAll(after))}${before}\n`;
  };

  return {
    show: (_id, event, after) => {
      state = after;
      tell(event, after);
    },
    showTest: (after) => {
      if (!test) begin();
      test = after;
      const lines = [...tellStages(after, width()), ...tellSaving(after, width())];
      if (lines.length > 0) keep(lines.join('\n'));
      else draw();
    },
    say: (text) => keep(hanging('    ', text, width(), 4)),
    listed: () => listed,
    write: (text) => terminal.print(text),
    item: () => undefined,
    stepAside: area.stepAside,
    offerPause: (set) => {
      mayPause = terminal.canAsk;
      keys.listen('p', () => {
        if (state?.status !== 'running' || !running || !movingSteps.has(running.step)) return;
        set(!state.pace.paused);
        draw();
      });
    },
    end: (ending) => {
      rest();
      endWords(ending, terminal);
    },
  };
}

const startedNow = (step: StepId): RunningStep => ({
  ...{ step, startedAt: Date.now() },
  throughput: throughput(),
});

function furthest(
  running: RunningStep | undefined,
  event: MigrationEvent & { readonly type: 'progress' },
): RunningStep | undefined {
  if (running?.step !== event.step) return running;
  const { progress } = event;
  if (progress.unit === 'bytes') running.throughput.hear(Date.now(), progress.done);
  const same = running.progress?.total === progress.total;
  const done = same ? Math.max(running.progress?.done ?? 0, progress.done) : progress.done;
  return { ...running, progress: { ...progress, done } };
}
