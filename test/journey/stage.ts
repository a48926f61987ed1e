import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, type Engine } from '../../electron/engine/engine';
import { type Pair, type PairOptions, startPair } from '../../electron/simulator/pair';
import type { MigrationState } from '../../shared/migration';
import type { Plan } from '../../shared/plan';
import { attend, type Person, type Watched } from './person';

/** A practice pair, an engine with a data folder of its own, and somebody who answers. */
export type Stage = {
  readonly pair: Pair;
  readonly engine: Engine;
  readonly dataFolder: string;
  /** Starts a migration of the pair. */
  readonly start: (person?: Partial<Person>, plan?: Partial<Plan>) => Promise<Started>;
  /** Attends to a run that is begun in another way. */
  readonly watch: (id: string, person?: Partial<Person>) => Started;
  /** Goes on with a migration, in this engine. */
  readonly resume: (id: string, person?: Partial<Person>) => Started;
  readonly close: () => Promise<void>;
};
export type Started = Watched & { readonly id: string };

export const fastPair = { timeScale: 0.1, computers: 40, backupBytes: 3_000_000 } as const;

/** Sets everything up; `close` takes it down and removes the folders. */
export async function setStage(options: Partial<PairOptions> = {}): Promise<Stage> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'journey-'));
  const pair = await startPair({
    ...fastPair,
    ...options,
    folder: join(dataFolder, 'practice', 'p1'),
  });
  const engine = createEngine({ dataFolder, program: 'journey 0.0.0' });
  const notebook: string[] = [];
  const watch = (id: string, person: Partial<Person> = {}): Started => ({
    id,
    ...attend(engine, id, { password: pair.password, ...person }, notebook),
  });
  return {
    pair,
    engine,
    dataFolder,
    watch,
    start: async (person = {}, plan = {}) => {
      const { id } = await engine.handlers['start-migration']({ plan: { ...pair.plan, ...plan } });
      return watch(id, person);
    },
    resume: (id, person = {}) => {
      const watched = watch(id, person);
      void engine.handlers['resume-migration']({ id });
      return watched;
    },
    close: async () => {
      await engine.close();
      await pair.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** What has to be true at the end of every migration that ends well. */
export const goodEnd = (state: MigrationState, { pair }: Stage) => ({
  status: state.status,
  failure: state.failure,
  oldServer: pair.machine('source').power,
  oldAddress: pair.machine('target').address,
  backups: pair.machine('source').backupsStarted,
  restores: pair.machine('target').restoresStarted,
  counts: state.facts.takeover?.counts,
});

/** The good end of a pair: old server off, new one at its address, one backup, one restore, everything there. */
export const goodEndOf = ({ pair }: Stage, state: MigrationState) => ({
  status: 'finished',
  failure: undefined,
  oldServer: 'off',
  oldAddress: pair.plan.source.host,
  backups: 1,
  restores: 1,
  counts: state.facts.baseline,
});

/** Plays on a stage and takes it down, whatever happens. */
export async function onStage(
  stage: Promise<Stage>,
  play: (stage: Stage) => Promise<void>,
): Promise<void> {
  const set = await stage;
  try {
    await play(set);
  } finally {
    await set.close();
  }
}
