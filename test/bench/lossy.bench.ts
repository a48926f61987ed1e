import { checkLine } from './line-check';
import { type LinkName, links } from './links';
import { noPacketLineBecause } from './packet-line';
import { mebibyte } from './results';
import { noStandBecause, withStand } from './stand';
import type { Run } from './tidily';
import { raceOver, warmUp, withEngines } from './transfer-race';

const name = '100 ms, 100 Mbit/s, 0.1 % lost' as const satisfies LinkName;

/**
 * The engine beside OpenSSH, over a line that loses packets. In a round everybody meets the same seed, so that of everybody's packets
 * those with the same numbers are lost. Gives true where a goal is missed by more than is tolerated.
 */
export async function bench(run: Run): Promise<boolean> {
  const missing = noPacketLineBecause() ?? noStandBecause();
  if (missing !== undefined) {
    console.log(`nothing was measured: ${missing}`);
    return false;
  }
  return await withStand({ place: 'memory', names: [name] }, (stand) =>
    withEngines(stand, run, async (engines) => {
      const { line } = stand;
      if (!line) throw new Error('there is no line');
      await checkLine(line, links[name], run.signal);
      await warmUp(stand, engines, { link: name, bytes: 8 * mebibyte, signal: run.signal });
      const before = (round: number) => line.lose(round + 1, links[name].lost);
      return await raceOver(name, stand, engines, { ...run, before });
    }),
  );
}
