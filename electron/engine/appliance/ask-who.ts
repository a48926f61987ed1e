import type * as z from 'zod';
import type { Identity } from '../../../shared/appliance';
import { fail, isFailure } from '../../../shared/failure';
import type { LoginAt } from '../ssh/login-desk';
import { identityAnswer } from './answers';
import type { Connection } from './connection';
import { hasNoExitCode } from './no-exit-code';
import type { Perform } from './perform';
import type { Profile } from './profile';

export type AskingWho = {
  readonly profile: Profile;
  readonly login: LoginAt;
  readonly connection: Pick<Connection, 'session'>;
  readonly perform: Perform;
};

type Who = Omit<z.infer<typeof identityAnswer>, 'time'> & Pick<Identity, 'clockAheadSeconds'>;

/**
 * Asks a machine who it is; `appliance.not-one` where it is anything but the product of the profile. One that is not `known`
 * yet is no such product either where it does not answer in time, or closes the command without an exit code twice: once may
 * be a connection that ends.
 */
export async function askWho(
  { profile, login, connection, perform }: AskingWho,
  known: boolean,
): Promise<Who> {
  const ask = async (): Promise<Who | undefined> => {
    await connection.session();
    const asked = Date.now();
    const [answer] = await perform('identity', identityAnswer);
    // The clock was read on the way: about in the middle between question and answer.
    const now = (asked + Date.now()) / 2;
    if (answer?.time === undefined) return answer;
    const { time, ...who } = answer;
    return { ...who, clockAheadSeconds: Math.round((Date.parse(time) - now) / 1000) || 0 };
  };
  const notOne = (seen: string, thrown?: unknown): never =>
    fail('appliance.not-one', { host: login.host, port: login.port, seen }, thrown);

  const who = await ask()
    .catch((thrown: unknown) => {
      if (known || !hasNoExitCode(thrown)) throw thrown;
      return ask();
    })
    .catch((thrown: unknown) => {
      const seen = strangeness(thrown, known);
      if (seen === undefined) throw thrown;
      return notOne(seen, thrown);
    });
  return who?.product === profile.product ? who : notOne(who?.product ?? '');
}

/** What a machine that does not know the command may do instead. */
const notKnown = [
  'appliance.command-failed',
  'appliance.answer-unreadable',
  'appliance.answer-too-long',
] as const;

/** What was seen of a machine that is no appliance, or undefined where the failure tells nothing of that. */
function strangeness(thrown: unknown, known: boolean): string | undefined {
  if (isFailure(thrown, ...notKnown)) return String(thrown.failure.facts['seen'] ?? '');
  if (known) return undefined;
  if (isFailure(thrown, 'appliance.no-answer')) {
    return `no answer within ${thrown.failure.facts['seconds']} s`;
  }
  return hasNoExitCode(thrown) ? 'no exit code' : undefined;
}
