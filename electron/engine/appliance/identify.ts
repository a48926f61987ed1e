import type { Identity } from '../../../shared/appliance';
import { FailureError, fail, isFailure } from '../../../shared/failure';
import { identityAnswer, networkAnswer } from './answers';
import type { Connection } from './connection';
import type { Perform } from './perform';
import type { Profile } from './profile';

/** What a machine that does not know the command may do instead. */
const notKnown = [
  'appliance.command-failed',
  'appliance.answer-unreadable',
  'appliance.answer-too-long',
] as const;

/** Asks a machine who it is; `appliance.not-one` where it is anything but the product of the profile. */
export async function identify(
  profile: Profile,
  connection: Connection,
  perform: Perform,
): Promise<Identity> {
  const { host, port } = (await connection.session()).address;
  const [identity] = await perform('identity', identityAnswer).catch((thrown: unknown) => {
    if (!isFailure(thrown, ...notKnown)) throw thrown;
    const { seen = '' } = thrown.failure.facts;
    throw new FailureError({ code: 'appliance.not-one', facts: { host, port, seen } }, thrown);
  });
  if (identity === undefined || identity.product !== profile.product) {
    fail('appliance.not-one', { host, port, seen: identity?.product ?? '' });
  }
  const [network] = await perform('network', networkAnswer);
  if (network === undefined) fail('appliance.answer-unreadable', { command: 'network', seen: '' });
  return { ...identity, network, hostKey: connection.hostKey };
}
