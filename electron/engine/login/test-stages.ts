import type { ServerAt } from '../../../shared/connecting';
import { hopStageIds, type Stage, type StageId, stageIds } from '../../../shared/connection-test';
import type { Endpoint } from '../../../shared/plan';

/** The stages of one test, with their times; a stage that is over stays over, however often a connection is made anew. */
export type TestStages = {
  readonly list: () => readonly Stage[];
  readonly tell: (
    server: ServerAt,
    stage: StageId,
    state: 'running' | 'done' | 'skipped',
    seen?: string,
  ) => void;
  /** Stops the clock while a person is asked. */
  readonly pause: () => void;
  readonly goOn: () => void;
  /** Marks the stage that did not come to its end; `stage` where another one than the next is to blame. */
  readonly fail: (stage?: StageId | undefined) => void;
};

/** `now` gives milliseconds. */
export function testStages(
  { via = [], host, port }: Endpoint,
  now: () => number = () => performance.now(),
): TestStages {
  const of = (server: ServerAt, ids: readonly StageId[]): Stage[] =>
    ids.map((stage) => ({ stage, server, state: 'waiting' }));
  let stages: readonly Stage[] = [
    ...via.flatMap((jump, index) =>
      of({ host: jump.host, port: jump.port, hop: index + 1 }, hopStageIds),
    ),
    ...of({ host, port }, stageIds),
  ];
  /** When the running stage began, moved on by the time that people took. */
  let began = 0;
  let paused: number | undefined;

  const change = (at: number, next: Partial<Stage>): void => {
    stages = stages.map((stage, index) => (index === at ? { ...stage, ...next } : stage));
  };
  const took = (): number => Math.round(((paused ?? now()) - began) * 10) / 10;

  return {
    list: () => stages,
    tell: (server, stage, state, seen) => {
      const at = stages.findIndex((each) => each.stage === stage && each.server.hop === server.hop);
      const known = stages[at];
      if (!known || known.state === 'done' || known.state === 'skipped') return;
      if (state === 'running') {
        if (known.state === 'running') return;
        began = paused ?? now();
        change(at, { state });
      } else {
        const milliseconds =
          state === 'skipped' ? undefined : known.state === 'running' ? took() : 0;
        change(at, { state, milliseconds, seen });
      }
    },
    pause: () => {
      paused = now();
    },
    goOn: () => {
      if (paused !== undefined) began += now() - paused;
      paused = undefined;
    },
    fail: (stage) => {
      const blamed = stages.findIndex((each) => each.stage === stage && each.state === 'waiting');
      if (blamed >= 0) {
        change(blamed, { state: 'failed', milliseconds: 0 });
        return;
      }
      const running = stages.findIndex(({ state }) => state === 'running');
      const at = running < 0 ? stages.findIndex(({ state }) => state === 'waiting') : running;
      if (at >= 0) change(at, { state: 'failed', milliseconds: running < 0 ? 0 : took() });
    },
  };
}
