import { fail } from '../../../../shared/failure';
import type { RollBackFacts } from '../../../../shared/roll-back';
import { knownAs } from '../shown-as';
import type { Tools } from '../step';
import { addressHolder } from './address-holder';

const probeTimeout = 2000;
const limitSeconds = 120;

/**
 * Proves that nobody answers at the old server's address: silent several times in a row, as before the address was given away.
 * Ends as not needed where the old server itself has come there meanwhile; throws `rollback.new-answers` after two minutes.
 */
export async function silentAddress(tools: Tools): Promise<RollBackFacts['silence']> {
  const { host, port } = tools.plan.source;
  const isPractice = tools.plan.practice !== undefined;
  const limit = tools.awake() + limitSeconds * 1000;
  const enough = isPractice ? 3 : 10;
  let silentSince = tools.now().toISOString();
  for (let silent = 0; silent < enough; ) {
    if (await tools.reach.answers('source', probeTimeout)) {
      if ((await addressHolder(tools)) === 'source') return 'not-needed';
      if (tools.awake() > limit)
        fail('rollback.new-answers', {
          ...{ host, port, seconds: limitSeconds },
          ...knownAs(tools, 'source'),
        });
      silent = 0;
      silentSince = tools.now().toISOString();
    } else {
      silent++;
    }
    await tools.pause(isPractice ? 200 : 1000);
  }
  return { silentSince };
}
