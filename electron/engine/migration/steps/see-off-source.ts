import { addressMoves, cutoverOf } from '../../../../shared/cutover';
import type { Silence } from '../../../../shared/facts';
import { cutoverWay } from '../../../../shared/ways';
import { occupant } from '../cutover/occupant';
import { powerOff } from '../cutover/power-off';
import { proveSilence } from '../cutover/prove-silence';
import type { Step, Tools } from '../step';
import { askTarget, mustBeNobodyElse, whileWatched } from '../watch-address';

/** Watches the old address for as long as the plan says; or powers off an old server that was kept on until its successor was proven. */
export const seeOffSource: Step<'source' | 'takeover', 'seenOff'> = {
  id: 'see-off-source',
  needs: ['source', 'takeover'],
  run: async (given, tools) => {
    const { source: policy, watchMinutes } = cutoverOf(tools.plan);
    if (policy === 'power-off-last') return seen(tools, await powerOff(given, tools, true));
    if (!addressMoves(tools.plan)) return { seenOff: { at: tools.now().toISOString() } };
    const until = Date.parse(given.takeover.provenAt) + watchMinutes * 60_000;
    await whileWatched(tools, () => waitUntil(until, watchMinutes * 60_000, tools));
    // The time may have passed while this computer slept.
    if (watchMinutes > 0) {
      mustBeNobodyElse(await occupant(tools), tools);
      await askTarget(tools);
    }
    const watchedSeconds = Math.round(watchMinutes * 60);
    return { seenOff: { at: tools.now().toISOString(), watchedSeconds } };
  },
  alreadyDone: async (_given, tools) => {
    const { source: policy } = cutoverOf(tools.plan);
    const by = cutoverWay('powerOff', tools.state());
    if (policy !== 'power-off-last' || !tools.state().confirmed.includes('power-off'))
      return undefined;
    if (await tools.reach.answers('source', 2000)) return undefined;
    return seen(tools, await proveSilence(tools, { by }));
  },
};

const seen = (tools: Tools, silence: Silence) => ({
  seenOff: { at: tools.now().toISOString(), silence },
});

async function waitUntil(until: number, whole: number, tools: Tools): Promise<void> {
  for (;;) {
    const left = until - tools.now().getTime();
    if (left <= 0) return;
    const done = Math.max(0, whole - left);
    tools.progress({ unit: 'percent', done: (done * 100) / whole, total: 100, doing: 'watching' });
    await tools.pause(Math.min(left, 1000));
  }
}
