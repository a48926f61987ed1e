import { open } from 'node:fs/promises';
import { bundleEngine, runtimesHere, startEngine } from './engines';
import { noRoomBecause } from './files';
import { gibibyte, mebibyte, type Row, show } from './results';
import { noStandBecause, removeArrived, withStand } from './stand';
import { type Run, tidily } from './tidily';

/** A relay without a copy does less than one with it. */
const works = ['download', 'upload', 'relay and copy'] as const;

const small = 100 * mebibyte;
/** How much more memory the big file may take than the small one, and how much in all, in MiB. */
const goals = { more: 32, all: 200 };

/**
 * The most memory that a process of the engine takes while it does all works with a big file, beside a small one. Gives true where a goal is
 * missed, or where there is no room for the file.
 */
export async function bench({ signal, gib = 10 }: Run): Promise<boolean> {
  const big = gib * gibibyte;
  const missing = noStandBecause() ?? (await noRoomBecause('disk', 2 * big));
  if (missing !== undefined) {
    console.log(`nothing was measured: ${missing}`);
    return false;
  }
  return await withStand({ place: 'disk', names: ['loopback'] }, async (stand) => {
    const bundle = await bundleEngine(stand.folder);
    const rows: Row[] = [];
    for (const name of runtimesHere()) {
      const peakOf = async (bytes: number): Promise<number> => {
        await makeHole(stand.files.source, bytes);
        return await tidily(async (later) => {
          later(() => removeArrived(stand));
          const engine = await startEngine(name, bundle, { signal });
          later(engine.end);
          let peak = 0;
          for (const work of works) {
            peak = (await engine.ask(stand.order('loopback', work))).peakBytes / mebibyte;
            if (work !== 'download') await removeArrived(stand);
          }
          return peak;
        });
      };
      const few = await peakOf(small);
      const many = await peakOf(big);
      const row = (what: string, value: number, goal?: number): Row => {
        const judged = goal === undefined ? {} : { judged: { value, goal, unit: ' MiB' } };
        return { name, cells: [what, `${Math.round(value)} MiB`], ...judged };
      };
      rows.push(
        row('at 100 MiB', few),
        row(`at ${gib} GiB`, many, goals.all),
        row('more', many - few, goals.more),
      );
    }
    return show(`peak memory: ${works.join(', ')}`, ['', ''], rows);
  });
}

/** A file that takes no room: what is read from it is zeros. */
async function makeHole(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'w');
  await file.truncate(bytes);
  await file.close();
}
