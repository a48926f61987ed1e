import type { AnyAuthMethod, AuthHandlerMiddleware, NextAuthHandler } from 'ssh2';
import { toFailure } from '../../../shared/failure';
import { printable } from '../printable';
import type { Credentials, KeyOffer } from './credentials';
import type { LoginLine } from './line';
import type { LoginAt, PromptRound } from './login-desk';
import { failureInWords } from './login-words';
import { factsOf } from './server-facts';

/** How one login goes. */
export type Attempt = {
  readonly next: AuthHandlerMiddleware;
  /** The way that was tried last, for people: `key file id_ed25519`, `password`. */
  readonly how: () => string;
  /** True while keys are tried. */
  readonly isWithKeys: () => boolean;
  /** True where the server has been sent a password that no server has taken so far, and has not said a word to it. */
  readonly isUnjudged: () => boolean;
  /** The key that last signed. */
  readonly signedWith: () => KeyOffer | undefined;
  /** True where a person gave an answer that will not do for another login. */
  readonly neededPerson: () => boolean;
};

/** How often one connection tries keyboard-interactive without a password in it. */
const promptTries = 3;
const promptsMax = 20;
/** A server that always wants something more is no server to log in to. */
const turnsMax = 40;

/**
 * Decides, each time a server asks, what to try next: key files, the agent's keys, then passwords and whatever the server asks.
 * Gives up by losing the line: `ssh.authentication`, or what the server says of the account.
 */
export function authenticate(
  server: LoginAt,
  opening: Promise<Credentials>,
  line: LoginLine,
): Attempt {
  const { user: username } = server;
  let credentials: Credentials | undefined;
  let keys: readonly KeyOffer[] = [];
  const tried = new Set<string>();
  let how = '';
  let last: 'key' | 'signed' | 'password' | 'prompts' | undefined;
  let signedWith: KeyOffer | undefined;
  let neededPerson = false;
  let roundsLeft = promptTries;
  let turns = 0;
  /** True once the server has taken the password as a part of the login: the same one proves nothing more. */
  let passwordTaken = false;
  /** Told as soon as the server has said something to the last answers. */
  let judged = (): void => {};

  const refuse = (methods: string): void => {
    const facts = { ...factsOf(server), user: username, methods };
    const said = failureInWords(line.banner(), facts);
    if (said) {
      line.lose(said);
      return;
    }
    const seen = tried.size > 0 ? { tried: [...tried].join(', ') } : {};
    line.lose({ code: 'ssh.authentication', facts: { ...facts, ...seen } });
  };
  /** Waits for a person, whose time is not the server's. */
  const asking = <Value>(work: Promise<Value>, then: (value: Value) => void): void => {
    line.pauseTimeout();
    work
      .then((value) => {
        if (line.isLost()) return;
        line.restartTimeout();
        then(value);
      })
      .catch((thrown: unknown) => line.lose(toFailure(thrown)));
  };
  const shown = (text: string, most: number): string =>
    line.withoutSecrets(printable(text)).slice(0, most);
  const attempt = (label: string): void => {
    how = label;
    tried.add(label);
  };
  const tryKey = (offer: KeyOffer, next: NextAuthHandler): void => {
    last = 'key';
    attempt(offer.label);
    const around = {
      onWanted: line.pauseTimeout,
      onSigned: () => {
        last = 'signed';
        signedWith = offer;
        line.restartTimeout();
      },
      onFault: line.lose,
    };
    asking(offer.agent(around), (agent) => next({ type: 'agent', username, agent }));
  };
  const tryPassword = ({ passwords }: Credentials, next: NextAuthHandler): void => {
    asking(passwords.current(), (password) => {
      last = 'password';
      attempt('password');
      line.sending(password);
      next({ type: 'password', username, password });
    });
  };
  const tryPrompts = (held: Credentials, next: NextAuthHandler): void => {
    last = 'prompts';
    roundsLeft--;
    attempt('keyboard-interactive');
    next(interactive(held));
  };

  /** One round after the other, until the server has asked enough. */
  const interactive = ({ passwords, answers, taken }: Credentials): AnyAuthMethod => {
    let passwordGiven = false;
    return {
      type: 'keyboard-interactive',
      username,
      prompt: (name, instructions, _language, prompts, finish) => {
        const round: PromptRound = {
          title: shown(name, 200),
          instructions: shown(instructions, 1000),
          prompts: prompts.slice(0, promptsMax).map(({ prompt, echo }) => ({
            text: shown(prompt, 200),
            echo: echo === true,
          })),
        };
        if (prompts.length > promptsMax) return refuse('keyboard-interactive');
        judged();
        turns++;
        if (turns > turnsMax) return refuse('keyboard-interactive');
        if (!passwordGiven && !passwordTaken && asksForPassword(round)) {
          passwordGiven = true;
          last = 'password';
          asking(passwords.current(), (password) => {
            line.sending(password);
            finish([password]);
          });
          return;
        }
        // A round without a field is only something to read.
        neededPerson ||= round.prompts.length > 0;
        asking(answers(round), (given) => {
          judged = () => taken(round);
          for (const answer of given) line.sending(answer);
          finish([...given]);
        });
      },
    };
  };

  const choose = (held: Credentials, left: readonly string[], next: NextAuthHandler): void => {
    const [offer, ...others] = left.includes('publickey') ? keys : [];
    const mayAsk = !held.passwords.exhausted();
    if (offer) {
      keys = others;
      tryKey(offer, next);
    } else if (left.includes('password') && mayAsk && !passwordTaken) tryPassword(held, next);
    else if (left.includes('keyboard-interactive') && mayAsk && roundsLeft > 0)
      tryPrompts(held, next);
    else refuse(left.join(' '));
  };

  return {
    how: () => how,
    isWithKeys: () => last === 'key',
    isUnjudged: () => last === 'password' && credentials?.passwords.isProven() !== true,
    signedWith: () => signedWith,
    neededPerson: () => neededPerson,
    next: (left, partial, next) => {
      line.restartTimeout();
      const before = last;
      last = undefined;
      judged();
      turns++;
      if (turns > turnsMax) return refuse(left?.join(' ') ?? '');
      if (before === 'password' && partial) passwordTaken = true;
      else if (before === 'password') credentials?.passwords.refused();
      // Asks which ways there are; ssh2 does not tell what came of a signature, and the server may want more than a key.
      if (left === null || before === 'signed') {
        next({ type: 'none', username });
        return;
      }
      if (credentials) {
        choose(credentials, left, next);
        return;
      }
      asking(opening, (held) => {
        credentials = held;
        keys = held.keys();
        choose(held, left, next);
      });
    },
  };
}

/** One hidden field that asks for the account's password and nothing else: the usual `Password: ` of PAM and its like. */
const asksForPassword = ({ prompts }: PromptRound): boolean =>
  prompts.length === 1 &&
  prompts[0]?.echo === false &&
  /^(?:\S+'s |\([^)]*\) )?password(?: for \S+)?\s*:?$/i.test(prompts[0].text);
