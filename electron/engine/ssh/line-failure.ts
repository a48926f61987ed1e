import type { AlgorithmKind, AlgorithmLists, ServerAt } from '../../../shared/connecting';
import { FailureError } from '../../../shared/failure';
import { printable } from '../printable';
import { agree } from './agreement';
import type { Greeting } from './greeting';
import type { LineStage } from './line';
import { factsOf } from './server-facts';

/** Why two sides do not find together: the cause of `ssh.no-common-algorithm`. */
export class NoCommonAlgorithm extends Error {
  readonly ours: AlgorithmLists;
  readonly theirs: AlgorithmLists;
  /** At least one. */
  readonly gap: readonly AlgorithmKind[];
  constructor(ours: AlgorithmLists, theirs: AlgorithmLists, gap: readonly AlgorithmKind[]) {
    super(`no common ${gap.join(', ')}`);
    this.ours = ours;
    this.theirs = theirs;
    this.gap = gap;
  }
}

/** ssh2 tells these apart by text only. */
const noCommon = 'Handshake failed: no matching ';

/** What sshd says where MaxStartups or PerSourcePenalties keep somebody out for a while (sshd.c). */
const turnedAway = /^(?:Exceeded MaxStartups|Not allowed at this time)/;
const lostEarly = 'Connection lost before handshake';
/** Levels of ssh2's errors that are about the connection and not about what came over it. */
const ofSocket: ReadonlySet<string> = new Set(['client-socket', 'client-timeout']);

type State = {
  readonly stage: LineStage;
  readonly greeting: Greeting;
  readonly user: string;
  readonly offered: AlgorithmLists;
};

/** What the end of a connection means: `error` as ssh2 emitted it, or none where it just closed. */
export function failureOf(
  error: (Error & { readonly level?: string; readonly code?: unknown }) | undefined,
  server: ServerAt,
  { stage, greeting, user, offered }: State,
): FailureError {
  const facts = factsOf(server);
  if (stage === 'handshake') {
    const { version, text, algorithms } = greeting;
    // OpenSSH turns people away before it says who it is; a DISCONNECT says so later.
    if (version === undefined && turnedAway.test(text)) {
      return new FailureError({ code: 'ssh.connection-lost', facts: { ...facts, seen: text } });
    }
    if (typeof error?.code === 'number') {
      const seen = printable(error.message).slice(0, 200);
      return new FailureError({ code: 'ssh.connection-lost', facts: { ...facts, seen } }, error);
    }
    if (version === undefined && text !== '') {
      return new FailureError({ code: 'ssh.not-ssh', facts: { ...facts, seen: text } }, error);
    }
    const message = printable(error?.message ?? '');
    if (message.startsWith(noCommon)) {
      const gap = (algorithms && agree(offered, algorithms).gap) ?? [];
      return algorithms && gap.length > 0
        ? noneInCommon(server, new NoCommonAlgorithm(offered, algorithms, gap))
        : new FailureError({
            code: 'ssh.no-common-algorithm',
            facts: { ...facts, seen: message.slice(noCommon.length) },
          });
    }
    if (error && !ofSocket.has(error.level ?? '') && message !== lostEarly) {
      const seen = message.slice(0, 200);
      return new FailureError({ code: 'ssh.not-ssh', facts: { ...facts, seen } }, error);
    }
  }
  // A number is the reason of a DISCONNECT message: while logging in, that the server has had enough.
  if (stage === 'login' && typeof error?.code === 'number') {
    const seen = printable(error.message).slice(0, 200);
    return new FailureError({ code: 'ssh.authentication', facts: { ...facts, user, seen } }, error);
  }
  return new FailureError({ code: 'ssh.connection-lost', facts }, error);
}

function noneInCommon(server: ServerAt, cause: NoCommonAlgorithm): FailureError {
  const [kind] = cause.gap as [AlgorithmKind];
  const theirs = cause.theirs[kind].join(', ').slice(0, 400);
  const facts = { ...factsOf(server), kind, theirs };
  return new FailureError({ code: 'ssh.no-common-algorithm', facts }, cause);
}
