import { openByCommand } from '../../electron/engine/appliance/by-command';
import { openConnection } from '../../electron/engine/appliance/connection';
import { parseProfile } from '../../electron/engine/appliance/profile';
import type { LoginDesk } from '../../electron/engine/ssh/login-desk';
import reference from '../../resources/profiles/reference.json';
import type { HostKey, Identity } from '../../shared/appliance';
import { type Failure, toFailure } from '../../shared/failure';
import type { Endpoint } from '../../shared/plan';

/** One connection to make, as plain data. */
export type Order = {
  readonly endpoint: Endpoint;
  /** Host keys that are trusted beforehand; without any, the one that is shown is accepted. */
  readonly known?: readonly HostKey[];
  readonly password?: string;
  readonly passphrase?: string;
  /** The answer to whatever is asked beside a password. */
  readonly code?: string;
  /** Whether the question about weak algorithms is answered with yes. */
  readonly legacy?: boolean;
  /** Whether the appliance is asked who it is, or only logged in to. */
  readonly identify?: boolean;
};

export type Outcome = {
  readonly failure?: Failure;
  readonly identity?: Identity;
  /** The host key that was used. */
  readonly hostKey?: HostKey;
  /** From the beginning until the login was through. */
  readonly milliseconds: number;
  /** What was asked on the way. */
  readonly asked: readonly string[];
  /** The agreed algorithms of the last server, as the stage tells them. */
  readonly algorithms?: string;
};

const open = openByCommand(parseProfile(reference));

/** Carries out an order with the engine; never rejects. */
export async function connect(order: Order): Promise<Outcome> {
  const asked: string[] = [];
  let algorithms: string | undefined;
  let hostKey: HostKey | undefined;
  const ask = <Value>(what: string, answer: Value): Promise<Value> => {
    asked.push(what);
    return Promise.resolve(answer);
  };
  const desk: LoginDesk = {
    knownKeys: () => ({
      trusted: (order.known ?? []).map((key) => ({ hostKey: key, origin: { file: 'lab' } })),
      revoked: [],
    }),
    trust: () => ask('trust', true),
    replace: () => ask('replace', false),
    onHostKey: (_server, key) => {
      hostKey = key.hostKey;
    },
    password: () => ask('password', order.password ?? ''),
    passphrase: () => ask('passphrase', order.passphrase ?? ''),
    prompts: (_server, { prompts }) =>
      ask(
        'prompts',
        prompts.map(({ text }) =>
          /password/i.test(text) ? (order.password ?? '') : (order.code ?? ''),
        ),
      ),
    mayBeLegacy: () => false,
    allowLegacy: () => ask('legacy', order.legacy === true),
    onStage: (_server, stage, state, seen) => {
      if (stage === 'key-exchange' && state === 'done') algorithms = seen;
    },
  };
  const whole = { ...desk, onContact: () => {}, onCommand: () => {} };
  const { signal } = new AbortController();
  const began = performance.now();
  const outcome = async (): Promise<Partial<Outcome> & { readonly close?: () => void }> => {
    try {
      if (!order.identify) return await openConnection(order.endpoint, whole, signal);
      const appliance = await open('source', order.endpoint, whole, signal);
      const { close } = appliance;
      try {
        return { identity: await appliance.identity(), close };
      } catch (thrown) {
        return { failure: toFailure(thrown), close };
      }
    } catch (thrown) {
      return { failure: toFailure(thrown) };
    }
  };
  const { close, identity, failure } = await outcome();
  const milliseconds = performance.now() - began;
  close?.();
  return {
    ...{ milliseconds, asked },
    ...(failure ? { failure } : {}),
    ...(identity ? { identity } : {}),
    ...(hostKey ? { hostKey } : {}),
    ...(algorithms === undefined ? {} : { algorithms }),
  };
}
