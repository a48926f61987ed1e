import type { Side } from '../../../shared/appliance';
import { isFailure } from '../../../shared/failure';
import type { Appliance } from '../appliance/appliance';
import type { Tools } from './step';

const attempts = 4;
/** An appliance carries out such a command within ten seconds (docs/APPLIANCE.md). */
const effectWithin = 12_000;

/**
 * Sends a command that cuts its own connection, so that its answer may be lost. Then looks whether it took effect, and sends it
 * again if it did not; the command has to be one that may come twice.
 */
export async function insist(
  tools: Tools,
  side: Side,
  send: (appliance: Appliance) => Promise<void>,
  tookEffect: () => Promise<boolean>,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send(await tools.appliance(side));
    } catch (thrown) {
      const lost = isFailure(thrown, 'ssh.connection-lost', 'appliance.no-answer');
      if (!lost || attempt === attempts) throw thrown;
    }
    tools.dropConnection(side);
    const limit = tools.awake() + (tools.plan.practice === undefined ? effectWithin : 3000);
    while (tools.awake() < limit) {
      if (await tookEffect()) return;
      await tools.pause(300);
    }
  }
}
