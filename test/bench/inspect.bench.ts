import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Contest, compete, contestColumns, tolerance } from './contest';
import { bundleEngine, runtimesHere, startEngine } from './engines';
import { makeFile, makeSparseFile, noRoomBecause, ownFolder } from './files';
import { inspectionGoals } from './links';
import { makePackedArchive } from './packed-archive';
import { opensslHash, tarList } from './peers';
import { gibibyte, mebibyte, type Row, show } from './results';
import { type Run, tidily } from './tidily';
import { withEngines } from './transfer-race';

/** Milliseconds until it is said what a file is, whatever its size; MiB of the whole process. */
const goals = { first: 100, memory: 300 };

/**
 * Inspecting files: hashing beside openssl, listing beside tar, how soon the first answer is there, and how much memory it takes. Gives
 * true where a goal is missed by more than is tolerated.
 */
export async function bench(run: Run): Promise<boolean> {
  const { gib = 2, signal } = run;
  const bytes = gib * gibibyte;
  const missing = noPeersBecause() ?? (await noRoomBecause('memory', 3 * bytes));
  if (missing !== undefined) {
    console.log(`nothing was measured: ${missing}`);
    return false;
  }
  return await tidily(async (later) => {
    const { folder, remove } = await ownFolder('memory');
    later(remove);
    const place = (name: string): string => join(folder, `${name}.eppb`);
    const noise = { local: place('noise'), sha256: await makeFile(place('noise'), bytes, signal) };
    const logs = await archiveAt(place('logs'), { bytes, text: 'log', signal });
    const dump = await archiveAt(place('dump'), { bytes, text: 'dump', signal });
    const sparse = place('sparse');
    await makeSparseFile(sparse, 5 * gibibyte, signal);

    const missedRace = await withEngines({ folder }, run, async (engines) => {
      const contestOf = (
        name: string,
        work: 'hash' | 'list',
        { local, sha256 }: { readonly local: string; readonly sha256: string },
        goals?: Contest['goals'],
      ): Contest => ({
        ...{ name, bytes, sha256, result: local, goals, prepare: async () => {} },
        order: { over: 'disk', work, local },
        peer: work === 'hash' ? opensslHash(local) : tarList(local),
      });
      // What is not compiled yet is not measured; and all entries have to be seen.
      for (const { ask } of engines) {
        for (const { local, entries } of [logs, dump]) {
          const { inspected } = await ask({ over: 'disk', work: 'list', local });
          if (inspected?.entries !== entries) {
            throw new Error(`${inspected?.entries} entries, not ${entries}`);
          }
        }
      }
      const rows: Row[] = [];
      for (const contest of [
        contestOf('hash', 'hash', noise, inspectionGoals.hash),
        contestOf('list', 'list', logs, inspectionGoals.list),
        // tar does not count the rows of a dump: there is nothing to compare this with.
        contestOf('list, count rows', 'list', dump),
      ]) {
        rows.push(...(await compete(contest, engines, run)));
      }
      return show(`inspecting ${gib} GiB`, contestColumns, rows, tolerance);
    });
    const files = { noise: noise.local, logs: logs.local, dump: dump.local, sparse };
    const rows = await lookAtFirst(folder, files, signal);
    return show('first answer and memory, all hashes', ['', ''], rows, tolerance) || missedRace;
  });
}

async function archiveAt(local: string, how: Parameters<typeof makePackedArchive>[1]) {
  return { local, ...(await makePackedArchive(local, how)) };
}

/** Each file in a process of its own that has inspected nothing before. */
async function lookAtFirst(
  folder: string,
  files: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const bundle = await bundleEngine(folder);
  const rows: Row[] = [];
  for (const name of runtimesHere()) {
    for (const [what, local] of Object.entries(files)) {
      const { inspected, peakBytes } = await tidily(async (later) => {
        const engine = await startEngine(name, bundle, { signal });
        later(engine.end);
        return await engine.ask({ over: 'disk', work: 'all', local });
      });
      const first = inspected?.firstAfter ?? Number.NaN;
      const peak = peakBytes / mebibyte;
      rows.push({
        name: `${what} in ${name}`,
        cells: ['first answer', `${first.toFixed(1)} ms`],
        judged: { value: first, goal: goals.first, unit: ' ms' },
      });
      rows.push({
        name: `${what} in ${name}`,
        cells: ['peak memory', `${Math.round(peak)} MiB`],
        judged: { value: peak, goal: goals.memory, unit: ' MiB' },
      });
    }
  }
  return rows;
}

function noPeersBecause(): string | undefined {
  const missing = [
    ['openssl', 'version'],
    ['tar', '--version'],
    ['gzip', '--version'],
  ].find(([program = '', option = '']) => spawnSync(program, [option]).status !== 0);
  return missing && `there is no ${missing[0]} on this computer`;
}
