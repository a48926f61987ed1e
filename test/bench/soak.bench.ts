import type { Outcome } from './engine-work';
import { bundleEngine, runtimesHere, startEngine } from './engines';
import { hashOf, makeSparseFile, noRoomBecause } from './files';
import type { Work } from './links';
import { gibibyte, mebibyte, type Row, seconds, show, speed } from './results';
import { noStandBecause, removeArrived, withStand } from './stand';
import { type Run, tidily } from './tidily';

const works = ['download', 'upload', 'relay'] as const;

/** Seconds of CPU for a GiB that goes all the way, and MiB of memory at most. */
const goals = { cpu: 4, memory: 200 };

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
        const move = async (work: Work, arrived: string): Promise<Outcome> => {
          console.error(`${work} in ${name}`);
          const outcome = await engine.ask(stand.order('loopback', work));
          const seen = await hashOf(arrived, signal);
          if (outcome.sha256 !== sha256 || seen !== sha256) {
            throw new Error(`${work} in ${name}: told ${outcome.sha256}, found ${seen}`);
          }
          return outcome;
        };
        const cpuOf = ({ cpuMilliseconds }: Outcome) => cpuMilliseconds / 1000 / (bytes / gibibyte);
        const row = (work: string, took: Outcome, goal?: number): Row => ({
          name,
          cells: [
            ...[work, seconds(took.milliseconds), speed(bytes, took.milliseconds)],
            `${cpuOf(took).toFixed(2)} s CPU a GiB`,
          ],
          ...(goal !== undefined && { judged: { value: cpuOf(took), goal, unit: ' s' } }),
        });
        let peak = Number.NaN;
        for (const work of works) {
          const outcome = await move(work, work === 'download' ? local : target);
          if (work !== 'download') await removeArrived(stand);
          rows.push(row(work, outcome, work === 'relay' ? goals.cpu : undefined));
          peak = outcome.peakBytes / mebibyte;
        }
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
