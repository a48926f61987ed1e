import { setTimeout as pause } from 'node:timers/promises';
import type { Stage } from './stage';

/** What the new server was told of its network, in its order. */
export const told = ({ pair }: Stage): readonly string[] =>
  pair.machine('target').record.changes.filter((change) => change.startsWith('network'));

/** What a person does by hand at the console of a virtual machine. */
export const byHand = {
  powerOff: async ({ pair }: Pick<Stage, 'pair'>): Promise<void> => {
    await pair.atConsole('source', 'power off');
  },
  move: async ({ pair }: Pick<Stage, 'pair'>): Promise<void> => {
    const { address, prefix, gateway, dns } = pair.machine('source').state.network;
    await pair.atConsole(
      'target',
      `network set-address ${address} --prefix ${prefix} --gateway ${gateway} --dns ${dns.join(',')}`,
    );
  },
};

/** Waits until it is so, for 20 seconds at most. */
export async function until(holds: () => boolean): Promise<void> {
  const limit = Date.now() + 20_000;
  while (!holds()) {
    if (Date.now() > limit) throw new Error('it did not come about');
    await pause(50);
  }
}
