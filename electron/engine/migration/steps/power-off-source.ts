import { cutoverOf } from '../../../../shared/cutover';
import { fail } from '../../../../shared/failure';
import { cutoverWay } from '../../../../shared/ways';
import { isolate, powerOff } from '../cutover/power-off';
import { proveSilence } from '../cutover/prove-silence';
import type { Given, Step, Tools } from '../step';

type Needed = 'source' | 'target' | 'verified';

/** Has the old server powered off or taken off the network, as the plan says, and proves that nobody answers at its address any more. */
export const powerOffSource: Step<Needed, 'silence'> = {
  id: 'power-off-source',
  needs: ['source', 'target', 'verified'],
  run: async (given, tools) => {
    switch (cutoverOf(tools.plan).source) {
      case 'power-off':
        return { silence: await powerOff(given, tools) };
      case 'isolate':
        return { silence: await isolate(given, tools) };
      case 'keep':
      case 'power-off-last':
        await acceptKeeping(given, tools);
        return { silence: undefined };
    }
  },
  alreadyDone: async (_given, tools) => {
    const { source: policy } = cutoverOf(tools.plan);
    const by = cutoverWay('powerOff', tools.state());
    const { confirmed } = tools.state();
    if (policy === 'keep' || policy === 'power-off-last')
      return confirmed.includes('keep-address') ? { silence: undefined } : undefined;
    const isolated = policy === 'isolate';
    if (!confirmed.includes(isolated ? 'isolate-source' : 'power-off')) return undefined;
    if (await tools.reach.answers('source', 2000)) return undefined;
    const how = isolated ? ({ isolated, by: 'hand' } as const) : { by };
    return { silence: await proveSilence(tools, how) };
  },
};

/** The new server keeps its own address, with all that follows from it. */
async function acceptKeeping({ source, target }: Given<Needed>, tools: Tools): Promise<void> {
  const answer = await tools.ask<'keep-address'>({
    kind: 'keep-address',
    sourceName: source.hostname,
    targetName: target.hostname,
    oldAddress: source.network.address,
    newAddress: target.network.address,
    powerOffLast: cutoverOf(tools.plan).source === 'power-off-last',
  });
  if (!answer.accept) fail('cutover.declined');
}
