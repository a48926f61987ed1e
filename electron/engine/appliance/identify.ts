import type { Identity } from '../../../shared/appliance';
import { fail, isFailure } from '../../../shared/failure';
import { NoExitCode } from '../ssh/exec';
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

/**
 * Asks a machine who it is; `appliance.not-one` where it is anything but the product of the profile. One that is not `known`
 * yet is no such product either where it does not answer in time, or closes the command without an exit code twice: once may
 * be a connection that ends.
 */
export async function identify(
  profile: Profile,
  connection: Connection,
  perform: Perform,
  known: boolean,
): Promise<Identity> {
  const { host, port } = (await connection.session()).address;
  const ask = () => perform('identity', identityAnswer);
  const [identity] = await ask()
    .catch((thrown: unknown) => {
      if (known || !hasNoExitCode(thrown)) throw thrown;
      return ask();
    })
    .catch((thrown: unknown) => {
      const seen = strangeness(thrown, known);
      if (seen === undefined) throw thrown;
      return fail('appliance.not-one', { host, port, seen }, thrown);
    });
  if (identity === undefined || identity.product !== profile.product) {
    fail('appliance.not-one', { host, port, seen: identity?.product ?? '' });
  }
  const [network] = await perform('network', networkAnswer);
  if (network === undefined) fail('appliance.answer-unreadable', { command: 'network', seen: '' });
  return { ...identity, network, hostKey: connection.hostKey };
}

/** What was seen of a machine that is no appliance, or undefined where the failure tells nothing of that. */
function strangeness(thrown: unknown, known: boolean): string | undefined {
  if (isFailure(thrown, ...notKnown)) return String(thrown.failure.facts['seen'] ?? '');
  if (known) return undefined;
  if (isFailure(thrown, 'appliance.no-answer')) {
    return `no answer within ${thrown.failure.facts['seconds']} s`;
  }
  return hasNoExitCode(thrown) ? 'no exit code' : undefined;
}

const hasNoExitCode = (thrown: unknown): boolean =>
  isFailure(thrown) && thrown.cause instanceof NoExitCode;
