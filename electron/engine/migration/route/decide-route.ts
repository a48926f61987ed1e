import { stat, statfs } from 'node:fs/promises';
import type { Side } from '../../../../shared/appliance';
import { isFailure } from '../../../../shared/failure';
import { type ChosenRoute, chooseRoute, sameRoute } from '../../../../shared/route';
import type { Tools } from '../step';

/** Bytes that a file may still take on the disk of this computer: what is free, and what of it or of its part is here. */
export async function freeHereFor(path: string, folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  const here = await Promise.all([path, `${path}.part`].map(sizeOf));
  return bavail * bsize + Math.max(...here);
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

/** Decides how a backup of `size` bytes travels, `path` being the place of its copy here, and writes it down. */
export async function decideRoute(
  { size, path }: { readonly size: number; readonly path: string },
  tools: Tools,
): Promise<ChosenRoute> {
  const wish = tools.route.wish();
  const source = wish.source === undefined ? await hasSftp('source', tools) : undefined;
  // Where the file comes here first, the new server need not be there yet.
  const later = wish.copy === 'first' || (wish.source ?? (source ? 'sftp' : 'ftp')) !== 'sftp';
  const target = wish.target === undefined && !later ? await hasSftp('target', tools) : undefined;
  const route = chooseRoute(wish, {
    ...{ hasSftp: { source, target }, size, byPerson: byPerson(tools) },
    begun: await isBegun(path),
    freeHere: await freeHereFor(path, tools.folder),
  });
  return writtenDown(route, tools);
}

/** Whether a download left a part and what it remembers of it; a relay's copy has no such record. */
const isBegun = async (path: string): Promise<boolean> =>
  (await sizeOf(`${path}.part`)) > 0 && (await sizeOf(`${path}.part.json`)) > 0;

/** Decides the second half alone, for a file that has come so far: the old server is not asked any more. */
export async function decideTarget(tools: Tools): Promise<ChosenRoute> {
  const wish = tools.route.wish();
  const has = wish.target === undefined ? await hasSftp('target', tools) : undefined;
  const before = tools.route.chosen() ?? beforeRoutes;
  const { target, because } = chooseRoute(
    { ...wish, source: before.source },
    { hasSftp: { source: true, target: has }, byPerson: byPerson(tools), size: 0, freeHere: 0 },
  );
  const through = target === 'sftp';
  const route: ChosenRoute = {
    ...{ source: before.source, target, copy: through ? before.copy : 'first' },
    because: {
      ...before.because,
      target: because.target,
      ...(!through && { copy: 'not-at-once' as const }),
    },
  };
  return writtenDown(route, tools);
}

/** As files travelled before there was a choice, in journals of earlier versions. */
const beforeRoutes: ChosenRoute = {
  ...{ source: 'sftp', target: 'sftp', copy: 'first' },
  because: { source: 'has-sftp', target: 'has-sftp', copy: 'begun' },
};

function writtenDown(route: ChosenRoute, tools: Tools): ChosenRoute {
  if (!sameRoute(tools.route.chosen(), route)) tools.route.choose(route);
  return route;
}

/** Which servers nobody logs in to. */
const byPerson = ({ plan }: Tools): readonly Side[] =>
  (['source', 'target'] as const).filter((side) => plan[side].access === 'web');

/** Whether a server serves files over SFTP: asked for one that nobody has. */
async function hasSftp(side: Side, tools: Tools): Promise<boolean> {
  try {
    await (await tools.appliance(side)).files.size('/.epp-migration-assistant');
    return true;
  } catch (thrown) {
    if (isFailure(thrown, 'ssh.no-sftp')) return false;
    // It has SFTP, and does not want to be asked about this place.
    if (isFailure(thrown, 'transfer.failed')) return true;
    throw thrown;
  }
}
