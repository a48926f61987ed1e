import type { Facts } from '../../../../shared/facts';
import { fail } from '../../../../shared/failure';
import { sameName } from '../../login/same-name';
import { insist } from '../insist';
import type { Step, Tools } from '../step';

/** The old server has to be silent this many times in a row, a second apart, while the new one answers. */
const silentProbes = 3;
/** A server that shuts down refuses logins before it is off. */
const silentProbesForReal = 10;
const probeTimeout = 2000;
const limitSeconds = 120;

/** Powers the old server off after its name was typed, and proves that nobody answers at its address any more. */
export const powerOffSource: Step<'source' | 'verified', 'silence'> = {
  id: 'power-off-source',
  needs: ['source', 'verified'],
  run: async (given, tools) => {
    const answer = await tools.ask<'power-off'>({
      kind: 'power-off',
      sourceName: given.source.hostname,
      address: given.source.network.address,
    });
    if (!sameName(answer.typedName, given.source.hostname))
      fail('cutover.declined', { name: given.source.hostname });
    if (!(await tools.reach.answers('source', probeTimeout))) {
      await mustAnswer(tools);
    } else {
      await insist(
        tools,
        'source',
        (source) => source.powerOff(),
        async () => !(await tools.reach.answers('source', probeTimeout)),
      );
    }
    return proveSilence(tools);
  },
  alreadyDone: async (_given, tools) => {
    if (!tools.state().confirmed.includes('power-off')) return undefined;
    return (await tools.reach.answers('source', probeTimeout)) ? undefined : proveSilence(tools);
  },
};

async function proveSilence(tools: Tools): Promise<Pick<Facts, 'silence'>> {
  const { host, port } = tools.plan.source;
  const limit = tools.now().getTime() + limitSeconds * 1000;
  let silentSince = tools.now().toISOString();
  const enough = tools.plan.practice === undefined ? silentProbesForReal : silentProbes;
  for (let silent = 0; silent < enough; ) {
    if (await tools.reach.answers('source', probeTimeout)) {
      if (tools.now().getTime() > limit)
        fail('cutover.still-answering', { host, port, seconds: limitSeconds });
      silent = 0;
      silentSince = tools.now().toISOString();
    } else {
      await mustAnswer(tools);
      silent++;
    }
    tools.progress({
      unit: 'percent',
      done: (silent * 100) / enough,
      total: 100,
      doing: 'silence',
    });
    await tools.pause(tools.plan.practice === undefined ? 1000 : 200);
  }
  tools.dropConnection('source', true);
  return { silence: { host, port, silentSince } };
}

/** Silence proves nothing where this computer is cut off from both servers. */
async function mustAnswer(tools: Tools): Promise<void> {
  const { host, port } = tools.plan.target;
  if (!(await tools.reach.answers('target', probeTimeout))) {
    fail('cutover.cut-off', { host, port });
  }
}
