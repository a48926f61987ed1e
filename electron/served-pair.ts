import { mkdirSync } from 'node:fs';
import { isFailure } from '../shared/failure';
import { type Lock, takeLock } from './engine/migration/lock';
import { openPair, type Pair, type PairOptions, startPair } from './simulator/pair';

// A pair's folder carries a lock for as long as a program serves the pair: window and terminal share the folder that such
// pairs lie in, and neither may take away what the other one serves.

/** Makes a pair in a folder and serves it. Throws `migration.locked` where somebody else serves one there. */
export const startServedPair = async (options: PairOptions): Promise<Pair> => {
  mkdirSync(options.folder, { recursive: true });
  return await serve(options.folder, () => startPair(options));
};

/** Brings the pair of a folder back and serves it. Throws `migration.locked` while somebody else does. */
export const openServedPair = (folder: string): Promise<Pair> =>
  serve(folder, () => openPair(folder));

/** The lock of a folder whose pair nobody serves, or undefined where somebody does. */
export function claimUnserved(folder: string): Lock | undefined {
  try {
    return lock(folder);
  } catch (thrown) {
    if (isFailure(thrown, 'migration.locked')) return undefined;
    throw thrown;
  }
}

async function serve(folder: string, begin: () => Promise<Pair>): Promise<Pair> {
  const held = lock(folder);
  try {
    const pair = await begin();
    return { ...pair, stop: () => pair.stop().finally(held.release) };
  } catch (thrown) {
    held.release();
    throw thrown;
  }
}

const lock = (folder: string): Lock => takeLock(folder, new Date().toISOString());
