import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { PracticePreset, ShellAnswers } from '../../shared/contract';
import { fail } from '../../shared/failure';
import type { MigrationState } from '../../shared/migration';
import type { Plan } from '../../shared/plan';
import { openPair, type Pair, startPair } from '../simulator/pair';

/** The practice pairs of this computer, a folder each. */
export type Practice = {
  readonly start: (wishes: {
    readonly preset: PracticePreset;
    readonly computers: number;
  }) => Promise<ShellAnswers['start-practice']>;
  /** Throws `contract.bad-input` for a plan with a practice folder that is not one of these. */
  readonly check: (plan: Plan) => void;
  /** Brings back the pair of a practice migration, as it was left; for others it does nothing. */
  readonly reopen: (id: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** `timeScale` multiplies how long practice appliances take for everything. */
export function createPractice(
  root: string,
  list: (nothing: Record<string, never>) => Promise<readonly MigrationState[]>,
  timeScale = 1,
): Practice {
  const open = new Map<string, Pair>();
  const isOurs = (folder: string): boolean => dirname(resolve(folder)) === resolve(root);

  const sweep = async (): Promise<void> => {
    const wanted = new Set(
      (await list({}))
        .filter((state) => state.status !== 'finished')
        .map((state) => state.plan.practice && resolve(state.plan.practice)),
    );
    for (const name of await readdir(root).catch(() => [])) {
      const folder = resolve(root, name);
      if (wanted.has(folder)) continue;
      await open.get(folder)?.stop();
      open.delete(folder);
      await rm(folder, { recursive: true, force: true });
    }
  };

  return {
    check: ({ practice }) => {
      if (practice === undefined || isOurs(practice)) return;
      fail('contract.bad-input', { where: 'plan.practice', seen: 'a folder of somebody else' });
    },
    start: async ({ preset, computers }) => {
      await sweep();
      const folder = resolve(root, `p${randomBytes(4).toString('hex')}`);
      const pair = await startPair({ folder, preset, computers, timeScale });
      open.set(folder, pair);
      return { plan: pair.plan, password: pair.password };
    },
    reopen: async (id) => {
      const plan = (await list({})).find((state) => state.id === id)?.plan;
      if (plan?.practice === undefined || !isOurs(plan.practice)) return;
      const folder = resolve(plan.practice);
      if (open.has(folder)) return;
      try {
        open.set(folder, await openPair(folder));
      } catch (thrown) {
        const { code = 'unreadable' } = thrown as NodeJS.ErrnoException;
        // Then somebody else serves it, the terminal for example.
        if (code !== 'EADDRINUSE') fail('file.unreadable', { file: folder, seen: code }, thrown);
      }
    },
    close: async () => {
      await Promise.allSettled([...open.values()].map((pair) => pair.stop()));
      open.clear();
    },
  };
}

/** Where the practice pairs of a data folder lie. */
export const practiceFolder = (dataFolder: string): string => join(dataFolder, 'practice');
