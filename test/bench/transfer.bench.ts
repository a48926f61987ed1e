import type { LinkName } from './links';
import { mebibyte } from './results';
import { noStandBecause, withStand } from './stand';
import type { Run } from './tidily';
import { raceOver, warmUp, withEngines } from './transfer-race';

/** The links that need neither rights nor much time. */
const names = ['loopback', '20 ms, 1 Gbit/s', '100 ms, 100 Mbit/s'] as const satisfies LinkName[];

/** The engine beside OpenSSH, over links that lose nothing. Gives true where a goal is missed by more than is tolerated. */
export async function bench(run: Run): Promise<boolean> {
  const missing = noStandBecause();
  if (missing !== undefined) {
    console.log(`nothing was measured: ${missing}`);
    return false;
  }
  return await withStand({ place: 'memory', names }, (stand) =>
    withEngines(stand, run, async (engines) => {
      await warmUp(stand, engines, { link: 'loopback', bytes: 64 * mebibyte, signal: run.signal });
      let missed = false;
      for (const name of names) missed = (await raceOver(name, stand, engines, run)) || missed;
      return missed;
    }),
  );
}
