import { fail } from '../../../shared/failure';
import type { Attempt } from './authentication';
import type { Credentials } from './credentials';
import type { LoginAt } from './login-desk';
import { factsOf } from './server-facts';

/**
 * What a login worked with, for one more of the same: the key that signed, the password that was taken. Nobody is asked and nothing is
 * noted in what is held. Throws `ssh.authentication` where a person would be needed again.
 */
export function unasked(
  held: Credentials,
  { signedWith, neededPerson }: Pick<Attempt, 'signedWith' | 'neededPerson'>,
  server: LoginAt,
): Credentials {
  const refuse = (): never =>
    fail('ssh.authentication', {
      ...factsOf(server),
      ...{ user: server.user, seen: 'another login would need a person' },
    });
  const key = signedWith();
  if (neededPerson() || key?.asksNobody() === false) refuse();
  let refused = false;
  return {
    keys: () => (key ? [key] : []),
    setAgentAside: () => false,
    passwords: {
      current: async () => (held.passwords.isProven() ? held.passwords.current() : refuse()),
      refused: () => {
        refused = true;
      },
      accepted: () => {},
      isProven: held.passwords.isProven,
      begin: () => {},
      exhausted: () => refused || !held.passwords.isProven(),
    },
    answers: async ({ prompts }) => (prompts.length === 0 ? [] : refuse()),
    taken: () => {},
    secondChance: () => false,
    answered: async () => {},
    begin: () => {},
  };
}
