import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { PracticePreset, ShellAnswers } from '../../shared/contract';
import { fail, isFailure } from '../../shared/failure';
import type { MigrationState } from '../../shared/migration';
import type { Plan } from '../../shared/plan';
import { claimUnserved, openServedPair, startServedPair } from '../served-pair';
import type { Pair } from '../simulator/pair';

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
  /** Switches the old server of a practice migration on; throws `contract.bad-input` where that cannot be. */
  readonly powerOn: (id: string) => Promise<void>;
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

  const isWanted = async (folder: string): Promise<boolean> =>
    (await list({})).some(
      ({ status, plan }) =>
        status !== 'finished' &&
        status !== 'rolled-back' &&
        plan.practice !== undefined &&
        resolve(plan.practice) === folder,
    );

  /** Removes the pairs that no migration goes on with and that nobody else serves. */
  const sweep = async (): Promise<void> => {
    for (const entry of await readdir(root, { withFileTypes: true }).catch(() => [])) {
      const folder = resolve(root, entry.name);
      if (!entry.isDirectory() || (await isWanted(folder))) continue;
      await open.get(folder)?.stop();
      open.delete(folder);
      const claim = claimUnserved(folder);
      if (claim === undefined) continue;
      // Whoever served it until now may have made a migration with it meanwhile.
      if (await isWanted(folder)) claim.release();
      else await rm(folder, { recursive: true, force: true });
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
      const pair = await startServedPair({ folder, preset, computers, timeScale });
      open.set(folder, pair);
      return { plan: pair.plan, password: pair.password };
    },
    reopen: async (id) => {
      const plan = (await list({})).find((state) => state.id === id)?.plan;
      if (plan?.practice === undefined || !isOurs(plan.practice)) return;
      const folder = resolve(plan.practice);
      if (open.has(folder)) return;
      try {
        open.set(folder, await openServedPair(folder));
      } catch (thrown) {
        const { code = 'unreadable' } = thrown as NodeJS.ErrnoException;
        // Then somebody else serves it, the terminal for example.
        if (!isFailure(thrown, 'migration.locked') && code !== 'EADDRINUSE')
          fail('file.unreadable', { file: folder, seen: code }, thrown);
      }
    },
    powerOn: async (id) => {
      const folder = (await list({})).find((state) => state.id === id)?.plan.practice;
      const pair = folder === undefined ? undefined : open.get(resolve(folder));
      try {
        if (pair) return await pair.powerOn('source');
      } catch (thrown) {
        fail('contract.bad-input', {
          where: 'id',
          seen: thrown instanceof Error ? thrown.message : 'it cannot be switched on',
        });
      }
      fail('contract.bad-input', { where: 'id', seen: 'no practice server runs here' });
    },
    close: async () => {
      await Promise.allSettled([...open.values()].map((pair) => pair.stop()));
      open.clear();
    },
  };
}

/** Where the practice pairs of a data folder lie. */
export const practiceFolder = (dataFolder: string): string => join(dataFolder, 'practice');
