import type { Facts } from '../../../../shared/facts';
import { fail } from '../../../../shared/failure';
import { insist } from '../insist';
import type { Given, Step, Tools } from '../step';

const limitSeconds = 120;

type Needed = 'source' | 'target' | 'silence';

/** Gives the old server's address to the new one and waits until the new one answers there with its own host key. */
export const moveAddress: Step<Needed, 'moved'> = {
  id: 'move-address',
  needs: ['source', 'target', 'silence'],
  run: async (given, tools) => {
    const { host, port } = tools.plan.source;
    const network = given.source.network;
    const answer = await tools.ask<'move-address'>({
      kind: 'move-address',
      targetName: given.target.hostname,
      from: given.target.network.address,
      to: network,
    });
    if (!answer.accept) fail('cutover.declined');
    // A run that was cut short may have moved it already.
    if ((await keyAt(tools)) === given.target.hostKey.sha256) return awaitTakeover(given, tools);
    if (await tools.reach.answers('source', 2000)) {
      fail('cutover.still-answering', { host, port });
    }
    await insist(
      tools,
      'target',
      (target) => target.setAddress(network),
      async () => (await keyAt(tools)) !== undefined,
    );
    tools.dropConnection('target');
    return awaitTakeover(given, tools);
  },
  alreadyDone: async (given, tools) => {
    if (!tools.state().confirmed.includes('move-address')) return undefined;
    return (await tools.reach.answers('source', 2000)) ? awaitTakeover(given, tools) : undefined;
  },
};

async function awaitTakeover(given: Given<Needed>, tools: Tools): Promise<Pick<Facts, 'moved'>> {
  const { host, port } = tools.plan.source;
  const limit = tools.now().getTime() + limitSeconds * 1000;
  for (;;) {
    const seen = await keyAt(tools);
    if (seen === given.target.hostKey.sha256) return { moved: { network: given.source.network } };
    if (seen !== undefined) fail('cutover.wrong-identity', { host, port, seen });
    if (tools.now().getTime() > limit)
      fail('cutover.address-silent', { host, port, seconds: limitSeconds });
    await tools.pause(300);
  }
}

/** The host key at the old address, of the type that was pinned: a server may have several. */
const keyAt = async (tools: Tools): Promise<string | undefined> =>
  (await tools.reach.hostKeyAt('source', tools.state().facts.target?.hostKey.type))?.sha256;
