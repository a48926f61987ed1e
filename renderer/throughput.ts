import type { MigrationState } from '../shared/migration';
import { stepIds } from '../shared/steps';
import { type Throughput, throughput } from '../shared/throughput';

type Watched = { readonly key: string; readonly heard: Throughput };

/** Kept outside the pages, so that going home and back leaves no hole. */
const watched = new Map<string, Watched>();

/** Takes in a snapshot that has just come: how far the file of its running step is. */
export function hearThroughput(state: MigrationState): void {
  const key = keyOf(state);
  if (key === undefined) {
    watched.delete(state.id);
    return;
  }
  const before = watched.get(state.id);
  const now = before?.key === key ? before : { key, heard: throughput() };
  watched.set(state.id, now);
  if (state.progress) now.heard.hear(Date.now(), state.progress.done);
}

/** How fast the file of the running step moved since this window watches it; undefined where no file moves. */
export function throughputOf(state: MigrationState): Throughput | undefined {
  const found = watched.get(state.id);
  return found?.key === keyOf(state) ? found?.heard : undefined;
}

/** A rate that is older than this, in milliseconds, is none. */
const stillFor = 3000;

/** False while a person holds the file, or while nothing of it has come for some seconds. */
export const isMoving = (state: MigrationState, now: number): boolean =>
  !state.pace.paused && now - (throughputOf(state)?.movedAt() ?? now) <= stillFor;

/** Each try of a step moves a file of its own; undefined where none moves. */
function keyOf({ status, steps, progress }: MigrationState): string | undefined {
  const step = stepIds.find((each) => steps[each].state === 'running');
  if (status !== 'running' || step === undefined || progress?.unit !== 'bytes') return undefined;
  return `${step} ${steps[step].startedAt}`;
}
