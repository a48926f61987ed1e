import type { Outcome } from './engine-work';
import { bundleEngine, runtimesHere, startEngine } from './engines';
import { hashOf, makeSparseFile, noRoomBecause } from './files';
import { gibibyte, mebibyte, type Row, seconds, show, speed } from './results';
import { noStandBecause, removeArrived, withStand } from './stand';
import { type Run, tidily } from './tidily';

/** Seconds of CPU for a GiB that goes all the way, and MiB of memory at most. */
const goals = { cpu: 4, memory: 200 };

type Took = Pick<Outcome, 'milliseconds' | 'cpuMilliseconds'>;

/**
 * A file as large as backups get goes all the way, and has to be the same at its end. Gives true where a goal is missed; throws where
 * other bytes arrive.
 */
export async function bench({ signal, gib = 20 }: Run): Promise<boolean> {
  const bytes = Math.ceil(gib * gibibyte);
  // What was fetched is still here when the new server has all of it.
  const missing = noStandBecause() ?? (await noRoomBecause('disk', 2 * bytes));
  if (missing !== undefined) {
    console.log(`nothing was measured: ${missing}`);
    return false;
  }
  return await withStand({ place: 'disk', names: ['loopback'] }, async (stand) => {
    const { source, local, target } = stand.files;
    const sha256 = await makeSparseFile(source, bytes, signal);
    console.log(`${gib} GiB, SHA-256 ${sha256}`);
    const bundle = await bundleEngine(stand.folder);
    const rows: Row[] = [];
    for (const name of runtimesHere()) {
      await tidily(async (later) => {
        later(() => removeArrived(stand));
        const engine = await startEngine(name, bundle, { signal });
        later(engine.end);
        const move = async (work: 'download' | 'upload', arrived: string): Promise<Outcome> => {
          const outcome = await engine.ask(stand.order('loopback', work));
          const seen = await hashOf(arrived, signal);
          if (outcome.sha256 !== sha256 || seen !== sha256) {
            throw new Error(`${work} in ${name}: told ${outcome.sha256}, found ${seen}`);
          }
          return outcome;
        };
        const down = await move('download', local);
        const up = await move('upload', target);
        const both = {
          milliseconds: down.milliseconds + up.milliseconds,
          cpuMilliseconds: down.cpuMilliseconds + up.cpuMilliseconds,
        };
        const cpuOf = ({ cpuMilliseconds }: Took) => cpuMilliseconds / 1000 / (bytes / gibibyte);
        const row = (work: string, took: Took, goal?: number): Row => ({
          name,
          cells: [
            ...[work, seconds(took.milliseconds), speed(bytes, took.milliseconds)],
            `${cpuOf(took).toFixed(2)} s CPU a GiB`,
          ],
          ...(goal !== undefined && { judged: { value: cpuOf(took), goal, unit: ' s' } }),
        });
        rows.push(row('download', down), row('upload', up), row('both', both, goals.cpu));
        const peak = up.peakBytes / mebibyte;
        rows.push({
          ...{ name, cells: ['peak memory', '', '', `${Math.round(peak)} MiB`] },
          judged: { value: peak, goal: goals.memory, unit: ' MiB' },
        });
      });
    }
    console.log('what arrived is what was sent, everywhere');
    return show(`${gib} GiB over loopback`, ['', 'time', 'speed', ''], rows);
  });
}
