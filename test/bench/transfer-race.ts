import { copyFile } from 'node:fs/promises';
import { compete, contestColumns, tolerance } from './contest';
import { bundleEngine, type Engine, runtimesHere, startEngine } from './engines';
import { makeFile } from './files';
import { type LinkName, links } from './links';
import { type Row, show } from './results';
import { removeArrived, type Stand } from './stand';
import { type Run, tidily } from './tidily';

const works = ['download', 'upload', 'relay', 'relay and copy'] as const;

/** Starts the engine in all runtimes while `work` is done, where the links of the stand begin. */
export async function withEngines<Value>(
  { folder, inside = [] }: Pick<Stand, 'folder'> & Partial<Pick<Stand, 'inside'>>,
  { signal }: Run,
  work: (engines: readonly Engine[]) => Promise<Value>,
): Promise<Value> {
  return await tidily(async (later) => {
    const bundle = await bundleEngine(folder);
    const engines: Engine[] = [];
    for (const name of runtimesHere()) {
      const engine = await startEngine(name, bundle, { inside, signal });
      later(engine.end);
      engines.push(engine);
    }
    return await work(engines);
  });
}

/** Moves a file there and back once: what runs for hours has long been compiled when speed matters. */
export async function warmUp(
  stand: Stand,
  engines: readonly Engine[],
  { link, bytes, signal }: { link: LinkName; bytes: number; signal: AbortSignal },
): Promise<void> {
  await makeFile(stand.files.source, bytes, signal);
  for (const { ask } of engines) {
    await removeArrived(stand);
    await ask(stand.order(link, 'relay'));
  }
}

/**
 * Lets the engine and OpenSSH do all works over a link in turn, and prints it; `before` is done before each turn of a round, which
 * count from 0. Gives true where a goal is missed by more than is tolerated.
 */
export async function raceOver(
  link: LinkName,
  stand: Stand,
  engines: readonly Engine[],
  { before = () => {}, ...run }: Run & { readonly before?: (round: number) => unknown },
): Promise<boolean> {
  const { source, local, target } = stand.files;
  const { bytes, goals } = links[link];
  const sha256 = await makeFile(source, bytes, run.signal);
  const rows: Row[] = [];
  for (const work of works) {
    const contest = {
      ...{ name: work, bytes, sha256, order: stand.order(link, work) },
      ...{ peer: stand.peer(link, work), goals: goals[work] },
      result: work === 'download' ? local : target,
      prepare: async (round: number) => {
        await removeArrived(stand);
        if (work === 'upload') await copyFile(source, local);
        await before(round);
      },
    };
    rows.push(...(await compete(contest, engines, { ...run, inside: stand.inside })));
  }
  return show(link, contestColumns, rows, tolerance);
}
