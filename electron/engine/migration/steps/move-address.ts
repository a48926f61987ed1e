import { userInfo } from 'node:os';
import type { Network } from '../../../../shared/appliance';
import { addressMoves, type CutoverWay, cutoverOf } from '../../../../shared/cutover';
import type { Facts } from '../../../../shared/facts';
import { fail, isFailure } from '../../../../shared/failure';
import type { Guide } from '../../../../shared/guide';
import type { MigrationState } from '../../../../shared/migration';
import { cutoverWay } from '../../../../shared/ways';
import { guideFor } from '../../guide/families';
import { awaitTakeover } from '../cutover/await-takeover';
import { isOldCard } from '../cutover/cards';
import { lookFromTarget } from '../cutover/look-for-source';
import { occupant } from '../cutover/occupant';
import { insist } from '../insist';
import { shownAs } from '../shown-as';
import type { Given, Step, Tools } from '../step';

type Needed = 'source' | 'target' | 'silence';
type Moved = Pick<Facts, 'moved'>;

/** Gives the old server's address to the new one, by command or by hand, and waits until the new one answers there with its own host key. */
export const moveAddress: Step<Needed, 'moved'> = {
  id: 'move-address',
  needs: ['source', 'target', 'silence'],
  run: async (given, tools) => {
    if (!addressMoves(tools.plan)) return { moved: undefined };
    const { network } = given.source;
    // A run that was cut short may have moved it already, or a person by hand.
    if ((await occupant(tools)) === 'target') return { moved: { network, by: 'found' } };
    const { revertAfterSeconds } = cutoverOf(tools.plan);
    const by = cutoverWay('setAddress', tools.state());
    if (wasCommanded(tools.state())) return await moveByCommand(given, tools, revertAfterSeconds);
    return await moveAsAsked(given, tools, { by, revertAfterSeconds });
  },
  alreadyDone: async (given, tools) => {
    if (!addressMoves(tools.plan)) return { moved: undefined };
    if (!tools.state().confirmed.includes('move-address')) return undefined;
    if (!(await comesUp(tools))) return undefined;
    await awaitTakeover(tools, 'command');
    return { moved: { network: given.source.network, by: 'found' } };
  },
  // A new server that nobody told to keep the address has gone back to its own.
  stillHolds: async (tools) => {
    const { moved, takeover } = tools.state().facts;
    return moved === undefined || takeover !== undefined || (await occupant(tools)) === 'target';
  },
};

/** A move that was ordered just before the program ended may take some seconds; a new server at its own address has none before it. */
async function comesUp(tools: Tools): Promise<boolean> {
  const ordered = wasCommanded(tools.state());
  const limit = tools.awake() + (tools.plan.practice === undefined ? 12_000 : 2000);
  for (;;) {
    if ((await occupant(tools)) !== 'nobody') return true;
    if (!ordered || tools.awake() > limit) return false;
    await tools.pause(300);
  }
}

/** Whether the move was confirmed and ordered before: then nobody is asked again. Nothing else changes the new server in between. */
function wasCommanded({ confirmed, steps, commands }: MigrationState): boolean {
  const since = steps['power-off-source'].endedAt;
  return (
    confirmed.includes('move-address') &&
    since !== undefined &&
    commands.some(
      (run) => run.side === 'target' && run.changes && run.exitCode <= 0 && run.at >= since,
    )
  );
}

type Way = {
  readonly by: CutoverWay;
  readonly revertAfterSeconds: number;
  readonly noSwitch?: true;
};

async function moveAsAsked(given: Given<Needed>, tools: Tools, way: Way): Promise<Moved> {
  const { network } = given.source;
  const question = {
    kind: 'move-address',
    targetName: given.target.hostname,
    from: given.target.network.address,
    to: network,
    by: way.by,
    ...(way.by === 'command' &&
      way.revertAfterSeconds > 0 && { revertAfterSeconds: way.revertAfterSeconds }),
    ...(way.noSwitch && { noSwitch: way.noSwitch }),
    ...(tools.plan.target.access === 'web' && { guide: howToMove(given) }),
  } as const;
  const answer = await orArrived(tools, way.by, (until) =>
    tools.ask<'move-address'>(question, until),
  );
  if (answer === 'arrived') return byHand(network, tools);
  if (!answer.accept) fail('cutover.declined');
  const by = tools.plan.target.access === 'web' ? 'hand' : (answer.by ?? way.by);
  if (by === 'hand' && way.by === 'command')
    return await moveAsAsked(given, tools, { ...way, by: 'hand' });
  if (by === 'command') return await moveByCommand(given, tools, way.revertAfterSeconds);
  await awaitTakeover(tools, 'hand');
  return byHand(network, tools);
}

/** Where and how a person enters the old server's network settings. */
function howToMove({ source, target }: Given<Needed>): Guide {
  const { address, prefix, gateway, dns } = source.network;
  const [dns1 = '', dns2 = dns1] = dns;
  const values = { address, prefix: String(prefix), gateway, dns1, dns2 };
  return guideFor(target.version, 'setAddress', values);
}

/** What is shown at the address is the new server's, which nobody else could say. */
function byHand(network: Network, tools: Tools): Moved {
  const { address, prefix, gateway, dns } = network;
  const given = { address, prefix: String(prefix), gateway, dns: dns.join(', ') };
  tools.didByHand({
    ...{ side: 'target', operation: 'setAddress', way: 'hand', given },
    ...{ by: userInfo().username, proof: 'certificate' },
  });
  return { moved: { network, by: 'hand' } };
}

/** While a person moves the address by hand, what they have done shows by itself. */
async function orArrived<Value>(
  tools: Tools,
  by: CutoverWay,
  ask: (until?: AbortSignal) => Promise<Value>,
): Promise<Value | 'arrived'> {
  if (by === 'command') return await ask();
  const arrived = new AbortController();
  let open = true;
  const look = async (): Promise<void> => {
    while (open) {
      // What goes wrong in looking is no matter as long as somebody is asked.
      const who = await occupant(tools).catch(() => 'unknown');
      if (open && who === 'target') return arrived.abort();
      await tools.pause(tools.plan.practice === undefined ? 3000 : 300);
    }
  };
  look().catch(() => undefined);
  try {
    return await ask(arrived.signal);
  } catch (thrown) {
    tools.signal.throwIfAborted();
    if (arrived.signal.aborted) return 'arrived';
    throw thrown;
  } finally {
    open = false;
  }
}

async function moveByCommand(given: Given<Needed>, tools: Tools, seconds: number): Promise<Moved> {
  const { network } = given.source;
  const forNow = seconds > 0 ? { revertAfterSeconds: seconds } : undefined;
  await mustBeFree(given, tools);
  try {
    await insist(
      tools,
      'target',
      (target) => target.setAddress(network, forNow),
      async () => (await occupant(tools)) !== 'nobody',
    );
  } catch (thrown) {
    if (!forNow || !isFailure(thrown, 'appliance.no-command')) throw thrown;
    const way = { by: 'command', revertAfterSeconds: 0, noSwitch: true } as const;
    return await moveAsAsked(given, tools, way);
  }
  tools.dropConnection('target');
  await awaitTakeover(tools, 'command');
  return { moved: { network, by: 'command', ...forNow } };
}

/** Throws where anybody is at the old address at this moment: never two machines at one address because of this program. */
async function mustBeFree({ source }: Given<Needed>, tools: Tools): Promise<void> {
  const { host, port } = tools.plan.source;
  const who = await occupant(tools);
  if (who === 'source' || who === 'unknown') fail('cutover.still-answering', { host, port });
  if (typeof who === 'object')
    fail('cutover.address-taken', { host, port, seen: who.key, ...shownAs(who) });
  const looks = [
    await tools.reach.pings('source'),
    await lookFromTarget(tools, source.network.address),
  ];
  const there = looks.find(({ state }) => state === 'answers');
  if (!there) return;
  const mac = looks.find((look) => look.mac !== undefined)?.mac;
  if (mac === undefined || isOldCard(mac, tools))
    fail('cutover.still-answering', { host, port, ...(mac !== undefined && { mac }) });
  fail('cutover.address-taken', { host, port, mac });
}
