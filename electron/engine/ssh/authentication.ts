import type { AnyAuthMethod, AuthHandlerMiddleware, ParsedKey, Prompt } from 'ssh2';
import { type Failure, toFailure } from '../../../shared/failure';
import type { Passwords } from './passwords';

export type Credentials = {
  readonly user: string;
  readonly key: ParsedKey | undefined;
  /** Path of an SSH agent's socket. */
  readonly agent: string | undefined;
  readonly passwords: Passwords;
};

/** What the login needs of the connection that it happens on. */
export type LoginLine = {
  readonly isLost: () => boolean;
  readonly lose: (failure: Failure) => void;
  /** Time that a person takes is not the server's. */
  readonly pauseTimeout: () => void;
  readonly restartTimeout: () => void;
  readonly refusal: (facts?: Failure['facts']) => Failure;
};

/**
 * Decides, each time a server asks, what to try next: the key file, else the agent, then passwords. Gives up with
 * `ssh.authentication` by losing the line.
 */
export function authenticate(
  { user, key, agent, passwords }: Credentials,
  line: LoginLine,
): AuthHandlerMiddleware {
  let keyTried = key === undefined && agent === undefined;
  let waiting = false;
  return (left: readonly string[] | null, partial, next) => {
    line.restartTimeout();
    if (waiting && !partial) passwords.refused();
    waiting = false;
    if (!keyTried && (left === null || left.includes('publickey'))) {
      keyTried = true;
      if (key) next({ type: 'publickey', username: user, key });
      else next({ type: 'agent', username: user, agent: agent ?? '' });
      return;
    }
    if (left === null) {
      next({ type: 'none', username: user });
      return;
    }
    const method = ['password', 'keyboard-interactive'].find((name) => left.includes(name));
    if (method === undefined || passwords.exhausted()) {
      line.lose(line.refusal({ methods: left.join(' ') }));
      return;
    }
    line.pauseTimeout();
    passwords.current().then(
      (password) => {
        if (line.isLost()) return;
        line.restartTimeout();
        waiting = true;
        next(methodOf(method, user, password, line));
      },
      (thrown: unknown) => line.lose(toFailure(thrown)),
    );
  };
}

function methodOf(
  method: string,
  username: string,
  password: string,
  line: LoginLine,
): AnyAuthMethod {
  if (method === 'password') return { type: 'password', username, password };
  let answered = false;
  return {
    type: 'keyboard-interactive',
    username,
    prompt: (_name, _instructions, _language, prompts: Prompt[], finish) => {
      // More than one hidden prompt asks for something else than the password: nothing is guessed.
      if (answered || prompts.length !== 1 || prompts[0]?.echo === true) {
        line.lose(line.refusal({ seen: 'more than a password was asked' }));
        return;
      }
      answered = true;
      finish([password]);
    },
  };
}
