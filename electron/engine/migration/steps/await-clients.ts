import { userInfo } from 'node:os';
import { type ClientsBack, enoughOf, missingShown } from '../../../../shared/clients';
import { addressMoves } from '../../../../shared/cutover';
import { isFailure } from '../../../../shared/failure';
import { clientsWaited } from '../../../../shared/plan';
import { type ClientsCount, clientsCounter } from '../clients-counter';
import { readExpected, writeMissing } from '../computers-list';
import type { Given, Step, Tools } from '../step';
import { whileWatched } from '../watch-address';

type Needed = 'target' | 'takeover' | 'admitted';

/**
 * Waits until as many of the old server's computers are back as the plan wants, or its time is over: then a person decides.
 * Meanwhile it is watched who answers at the old address. Only looks, so that a run that was killed goes on looking. Where there is nothing to count, a person says how it is.
 */
export const awaitClients: Step<Needed, 'clientsBack'> = {
  id: 'await-clients',
  needs: ['target', 'takeover', 'admitted'],
  run: (given, tools) => whileWatched(tools, () => clientsBack(given, tools)),
};

async function clientsBack(given: Given<Needed>, tools: Tools): Promise<Given<'clientsBack'>> {
  if (!addressMoves(tools.plan))
    return { clientsBack: { endedAt: tools.now().toISOString(), elsewhere: true } };
  const { before } = tools.state().facts;
  const expected = before?.clients && (await readExpected(tools.folder));
  const said = (why: 'no-command' | 'no-list') => saidBack(given.target.hostname, why, tools);
  if (!expected) return said('no-list');
  try {
    return { clientsBack: await countBack(expected, given, tools) };
  } catch (thrown) {
    if (isFailure(thrown, 'appliance.no-command')) return said('no-command');
    throw thrown;
  }
}

async function countBack(
  expected: readonly string[],
  { takeover, admitted }: Given<Needed>,
  tools: Tools,
): Promise<ClientsBack> {
  const { share, minutes } = clientsWaited(tools.plan);
  const enough = enoughOf(expected.length, share);
  // The minutes of a practice run are seconds.
  const waited = minutes * (tools.plan.practice === undefined ? 60_000 : 1000);
  // Whoever goes on after the time was over has mended something, which clients have to notice.
  const grace = tools.plan.practice === undefined ? 30_000 : 500;
  let until = Math.max(Date.parse(admitted.at) + waited, tools.now().getTime() + grace);
  const look = await clientsCounter(expected, takeover.provenAt, tools);
  const looked = async (): Promise<ClientsCount> => {
    const count = await look();
    tools.progress({
      ...{ unit: 'clients', done: expected.length - count.missing.length, total: expected.length },
      clients: {
        ...(count.firstAt && { firstAt: count.firstAt }),
        ...{ missing: count.missing.slice(0, missingShown), enough },
        until: new Date(until).toISOString(),
      },
    });
    return count;
  };
  const isEnough = ({ missing }: ClientsCount): boolean =>
    expected.length - missing.length >= enough;
  const ended = async (count: ClientsCount, said?: ClientsBack['said']): Promise<ClientsBack> => {
    const { firstAt, missing } = count;
    const file = await writeMissing(tools.folder, missing);
    return {
      endedAt: tools.now().toISOString(),
      counted: {
        ...{ expected: expected.length, back: expected.length - missing.length },
        ...(firstAt && { firstAt }),
        ...(file !== undefined && { file }),
      },
      ...(said && { said }),
    };
  };

  for (let looks = 1; ; looks++) {
    const count = await looked();
    if (isEnough(count)) return ended(count);
    if (tools.now().getTime() < until) {
      await waitForClients(looks, tools);
      continue;
    }
    const decided = await decideMeanwhile(count, expected.length, enough, tools, async () =>
      isEnough(await looked()),
    );
    if (decided?.action === 'go-on')
      return ended(await looked(), { by: decided.by ?? userInfo().username, holds: false });
    if (decided) until = tools.now().getTime() + waited;
  }
}

/** Asks a person what to do about those that are missing, and goes on looking: undefined where enough came meanwhile. */
async function decideMeanwhile(
  { missing, firstAt }: ClientsCount,
  expected: number,
  enough: number,
  tools: Tools,
  isEnough: () => Promise<boolean>,
) {
  const file = (await writeMissing(tools.folder, missing)) ?? '';
  const over = new AbortController();
  const asking = tools.ask<'clients-missing'>(
    {
      ...{ kind: 'clients-missing', expected, enough, file },
      ...{ back: expected - missing.length, missing: missing.slice(0, missingShown) },
      ...(firstAt && { firstAt }),
    },
    over.signal,
  );
  let answered = false;
  const noted = asking.then(
    () => {
      answered = true;
    },
    () => {
      answered = true;
    },
  );
  try {
    for (let looks = 1; ; looks++) {
      await Promise.race([noted, waitForClients(looks, tools)]);
      if (answered) return await asking;
      if (await isEnough()) return undefined;
    }
  } finally {
    over.abort();
  }
}

/** Often while the first are expected, later seldom enough for a server to which a whole company comes back. */
const waitForClients = (looks: number, tools: Tools): Promise<void> =>
  tools.pause(tools.plan.practice === undefined ? Math.min(10_000, 1000 * looks) : 200);

/** Nobody can be counted, so nothing is proven: a person says whether clients are back, or goes on without knowing. */
async function saidBack(
  serverName: string,
  why: 'no-command' | 'no-list',
  tools: Tools,
): Promise<Given<'clientsBack'>> {
  const { holds, by = userInfo().username } = await tools.ask<'clients-by-person'>({
    ...{ kind: 'clients-by-person', about: 'back', serverName, why },
  });
  tools.didByHand({
    ...{ side: 'target', operation: 'clients', way: 'hand', by, proof: 'stated' },
    given: { back: holds ? 'yes' : 'no' },
  });
  return { clientsBack: { endedAt: tools.now().toISOString(), said: { by, holds } } };
}
