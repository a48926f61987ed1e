import type { Duplex } from 'node:stream';
import type { HostKey } from '../../../shared/appliance';
import type { ServerAt } from '../../../shared/connecting';
import { type Failure, fail, isFailure } from '../../../shared/failure';
import type { ServerLogin } from '../../../shared/plan';
import { agree } from './agreement';
import { isForTerminal, offeredAlgorithms } from './algorithms';
import { type Attempt, authenticate } from './authentication';
import { type Credentials, openCredentials } from './credentials';
import { sameHostKey } from './fingerprint';
import type { Line } from './line';
import { NoCommonAlgorithm } from './line-failure';
import type { LoginAt, LoginDesk, TrustedKey, UsedKey } from './login-desk';
import { openLine } from './open-line';
import { factsOf } from './server-facts';
import { fromLogin, stageTeller } from './stages';
import { unasked } from './unasked';

/** A server to log in to, again and again: what was settled the first time holds for the next ones. */
export type Session = {
  /** Logs in. Nobody is asked twice about its host key; a connection that ends while a person thinks is made anew. */
  readonly open: () => Promise<Line>;
  /**
   * Logs in once more beside the line that `open` gave, with the same host key and with what was taken there. Nobody is asked or told of
   * anything; rejects with `ssh.*` where that cannot be. The signal ends the line.
   */
  readonly again: (signal: AbortSignal, dial: SessionWish['dial']) => Promise<Line>;
};

/** `hop` is its number among the jump hosts, from 1; absent for the appliance itself. */
export type SessionWish = {
  readonly login: ServerLogin;
  readonly hop?: number | undefined;
  /** The way there; absent: TCP from this computer. */
  readonly dial?: ((server: ServerAt) => Promise<Duplex>) | undefined;
  readonly desk: LoginDesk;
  readonly signal: AbortSignal;
};

/**
 * Nothing but a user name leaves before the server has proven to hold a key that is trusted. A person is asked about a new key
 * with no connection open, because servers end one that does not log in within a minute or two.
 */
export function sessionFor({ login, hop, dial, desk, signal }: SessionWish): Session {
  const { host, port, user } = login;
  const server: ServerAt = { host, port, ...(hop === undefined ? {} : { hop }) };
  const loginAt: LoginAt = { ...server, user };
  const tell = stageTeller(desk, server);
  const way = dial && { dial: () => dial(server) };
  let legacy = desk.mayBeLegacy(server);
  let keys: readonly UsedKey[] | undefined;
  /** True once a person was asked about the key, or one has been used: no other key will do then. */
  let settled = false;
  let asked = false;
  let held: Credentials | undefined;
  let worked: Attempt | undefined;
  let opening: Promise<Credentials> | undefined;

  /** Whether a key may be used, and which of the accepted ones it is. */
  const judge = (seen: HostKey, among: readonly UsedKey[]): UsedKey | Failure => {
    const facts = factsOf(server);
    const bad = desk.knownKeys(server).revoked.find(({ sha256 }) => sha256 === seen.sha256);
    if (bad) {
      const { file } = bad.origin;
      return { code: 'ssh.host-key-revoked', facts: { ...facts, seen: seen.sha256, file } };
    }
    const found = among.find(({ hostKey }) => sameHostKey(hostKey, seen));
    const expected = among[0]?.hostKey.sha256 ?? '';
    return (
      found ?? {
        code: 'ssh.host-key-changed',
        facts: { ...facts, expected, seen: seen.sha256 },
      }
    );
  };

  const look = async (): Promise<HostKey> => {
    const line = await openLine(server, {
      ...way,
      ...{ user, legacy, signal, tell },
      verify: (seen) => failureOf(judge(seen, [{ hostKey: seen }])),
    });
    line.close();
    return line.hostKey;
  };

  const told = (seen: HostKey): readonly UsedKey[] => {
    tell('host-key', 'done', hostKeyText(seen));
    settled = true;
    return [{ hostKey: seen }];
  };
  const settle = async (): Promise<readonly UsedKey[]> => {
    const { trusted, authority } = desk.knownKeys(server);
    if (trusted.length > 0) return trusted;
    const seen = await look();
    asked = true;
    if (!(await desk.trust(server, seen, authority)))
      fail('ssh.host-key-rejected', factsOf(server));
    return told(seen);
  };
  const replace = async (seen: HostKey, failure: Failure): Promise<readonly UsedKey[]> => {
    asked = true;
    const expected = keys?.[0] as TrustedKey;
    if (!(await desk.replace(server, seen, expected))) fail(failure.code, failure.facts);
    return told(seen);
  };

  /** The key files are read and the agent is asked while the connection is made. */
  const credentials = (): Promise<Credentials> => {
    opening ??= openCredentials(login, loginAt, desk);
    opening.then(
      (opened) => {
        held = opened;
      },
      () => {
        opening = undefined;
      },
    );
    return opening;
  };

  /** One connection, and what came of it. */
  const tryOnce = async (among: readonly UsedKey[]): Promise<Line> => {
    let attempt: Attempt | undefined;
    let shown: HostKey | undefined;
    const opened = credentials();
    try {
      const line = await openLine(server, {
        ...way,
        ...{ user, legacy, signal },
        tell: asked ? fromLogin(tell) : tell,
        expected: among.map(({ hostKey }) => hostKey.type),
        verify: (seen) => {
          shown = seen;
          return failureOf(judge(seen, among));
        },
        login: (line) => {
          attempt = authenticate(loginAt, opened, line);
          return attempt.next;
        },
        onHeard: hop === undefined ? desk.onHeard : undefined,
      });
      worked = attempt;
      tell('authentication', 'done', [user, attempt?.how()].filter(Boolean).join(', '));
      return line;
    } catch (thrown) {
      if (isFailure(thrown, 'ssh.host-key-changed') && shown && !settled) {
        keys = await replace(shown, thrown.failure);
      } else if (attempt?.isUnjudged() && isFailure(thrown, 'ssh.connection-lost')) {
        // Sent again and again, a wrong password locks an account.
        held?.passwords.refused();
        const seen = 'the connection ended after the password';
        fail('ssh.authentication', { ...factsOf(server), user, seen, cut: true }, thrown);
      } else if (attempt?.isWithKeys() && isFailure(thrown, ...turnedAway)) {
        // An agent with many keys uses up the tries that the server allows before the password's turn.
        if (!held?.setAgentAside()) throw thrown;
      } else if (isFailure(thrown, 'ssh.connection-lost', 'ssh.timeout') && held?.secondChance()) {
        await held.answered();
      } else await allow(thrown);
      return tryOnce(keys ?? among);
    }
  };

  /** Allows weak algorithms where a person says so and where they would help; else throws what was thrown. */
  const allow = async (thrown: unknown): Promise<void> => {
    if (legacy || !isFailure(thrown, 'ssh.no-common-algorithm')) throw thrown;
    const { cause } = thrown;
    if (!(cause instanceof NoCommonAlgorithm)) throw thrown;
    const { ours, theirs, gap } = cause;
    const would = agree(offeredAlgorithms({ legacy: true }), theirs).agreed;
    if (!would) {
      const facts = { ...thrown.failure.facts, terminal: isForTerminal(theirs) };
      return fail('ssh.no-common-algorithm', facts, cause);
    }
    if (!(await desk.allowLegacy(server, { ours, theirs, gap, would }))) throw thrown;
    legacy = true;
  };

  const settleKeys = async (): Promise<readonly UsedKey[]> => {
    try {
      return await settle();
    } catch (thrown) {
      await allow(thrown);
      return settleKeys();
    }
  };

  return {
    open: async () => {
      keys ??= await settleKeys();
      held?.begin();
      const line = await tryOnce(keys);
      const used = keys.find(({ hostKey }) => sameHostKey(hostKey, line.hostKey));
      keys = [used ?? { hostKey: line.hostKey }];
      settled = true;
      held?.passwords.accepted();
      desk.onHostKey?.(server, keys[0] as UsedKey);
      desk.onLogin?.(loginAt);
      return line;
    },
    again: async (signal, dial) => {
      const [used] = keys ?? [];
      if (!settled || !used || !held || !worked)
        return fail('ssh.connection-lost', factsOf(server));
      const opened = Promise.resolve(unasked(held, worked, loginAt));
      return await openLine(server, {
        ...{ user, legacy, signal, dial: dial && (() => dial(server)) },
        expected: [used.hostKey.type],
        verify: (seen) => failureOf(judge(seen, [used])),
        login: (line) => authenticate(loginAt, opened, line).next,
      });
    },
  };
}

/** What a server does that has had enough of keys: some say so, some hang up. */
const turnedAway = ['ssh.authentication', 'ssh.connection-lost'] as const;

/** As a stage shows it. */
export const hostKeyText = ({ type, sha256 }: HostKey): string => `${type} ${sha256}`;

const failureOf = (judged: UsedKey | Failure): Failure | undefined =>
  'code' in judged ? judged : undefined;
