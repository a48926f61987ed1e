import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fail } from '../../shared/failure';
import type { PracticePair } from './ports';

const home = (dataFolder: string): string => join(dataFolder, 'practice');

/** A new folder for a pair of practice servers. */
export const newPracticeFolder = (dataFolder: string): string =>
  join(home(dataFolder), `p${randomBytes(4).toString('hex')}`);

/** The folder of a plan's pair, if it lies where such pairs lie; a plan from elsewhere must not open any folder. */
export function practiceFolder(folder: string, dataFolder: string): string {
  const inside = relative(resolve(home(dataFolder)), resolve(folder));
  if (inside === '' || inside.includes(sep) || inside.startsWith('..')) {
    fail('plan.invalid', {
      where: 'practice',
      seen: `the practice servers are not below ${home(dataFolder)}`,
    });
  }
  return resolve(folder);
}

/** Stops a pair. Nobody can go on with what is finished: then its servers would only take room, and they go. */
export async function endPractice(pair: PracticePair, over: boolean): Promise<void> {
  await pair.stop();
  if (over) await rm(pair.folder, { recursive: true, force: true });
}
