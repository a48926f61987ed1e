import type { HostKey, Side } from '../../../shared/appliance';
import type { AgreedAlgorithms, ServerAt } from '../../../shared/connecting';
import type { ConnectingQuestion } from '../../../shared/connecting-question';
import type { Answer } from '../../../shared/migration';
import { type Endpoint, nameOnWay } from '../../../shared/plan';
import type { KnownKeys, LoginAt, LoginDesk, TrustedKey } from '../ssh/login-desk';
import type { HeldSecrets } from './held-secrets';
import type { KnownKeysOnDisk } from './known-keys';
import type { Remembering } from './remembering';
import { sameName } from './same-name';

type Kind = ConnectingQuestion['kind'];
/** Puts a question of connecting to a person. */
export type AskConnecting = <Asked extends Kind>(
  question: ConnectingQuestion & { readonly kind: Asked },
) => Promise<Answer & { readonly kind: Asked }>;

export type AskingDeskOptions = {
  readonly endpoint: Endpoint;
  /** Which appliance it is, if it is one of a migration or is meant to be one. */
  readonly side?: Side | undefined;
  readonly ask: AskConnecting;
  readonly secrets: HeldSecrets;
  readonly memory: Remembering;
  /** Absent for practice servers: they get new keys all the time. */
  readonly onDisk?: KnownKeysOnDisk | undefined;
  /** What is known of a server's keys beyond the disk; it goes before that. */
  readonly before?: ((server: ServerAt) => readonly TrustedKey[]) | undefined;
  /** True once a restore has begun on the appliance, which can give it another key. */
  readonly restored?: boolean | undefined;
  /** Told of weak algorithms that a person allowed for a server. */
  readonly onLegacy: (server: ServerAt, would: AgreedAlgorithms) => void;
  /** Told of a key that a person accepted, and whose place it takes, if it does. */
  readonly onAccepted?:
    | ((server: ServerAt, hostKey: HostKey, replaced?: HostKey) => void)
    | undefined;
};

/** A login desk that asks a person what it does not know; everything that a person allows is for this endpoint alone. */
export function askingDesk(options: AskingDeskOptions): LoginDesk {
  const { endpoint, side, ask, secrets, memory, onDisk, before, onLegacy, onAccepted } = options;
  const ofSide = side === undefined ? {} : { side };
  const mayRemember = async () => ((await memory.isPossible()) ? { mayRemember: true } : {});

  /** A secret that is known from before, or else asked for; one that was refused is not given again. */
  const secretFor = async (
    account: string,
    again: boolean,
    put: (
      refused: boolean,
    ) => Promise<{ readonly secret: string; readonly remember?: boolean | undefined }>,
  ): Promise<string> => {
    const held = again ? undefined : (secrets.get(account) ?? (await memory.recall(account)));
    if (held !== undefined) {
      secrets.keep(account, held);
      return held;
    }
    if (again) await memory.refused(account);
    const { secret, remember } = await put(again);
    secrets.keep(account, secret);
    memory.wish(account, secret, remember);
    return secret;
  };

  return {
    knownKeys: (server): KnownKeys => {
      const first = before?.(server) ?? [];
      const disk = onDisk?.known(server, endpoint) ?? { trusted: [], revoked: [] };
      return first.length > 0 ? { ...disk, trusted: first } : disk;
    },
    trust: async (server, hostKey, authority) => {
      const asked = { kind: 'trust-host', ...ofSide, ...server, hostKey } as const;
      const { accept, remember } = await ask<'trust-host'>({
        ...asked,
        ...(authority && { authority }),
      });
      if (accept && remember !== false) onDisk?.keep(server, endpoint, hostKey);
      if (accept) onAccepted?.(server, hostKey);
      return accept;
    },
    replace: async (server, hostKey, { hostKey: expected, origin }) => {
      const asked = { kind: 'replace-host-key', ...ofSide, ...server } as const;
      const { typedName, remember } = await ask<'replace-host-key'>({
        ...{ ...asked, hostKey, expected, origin },
        ...(options.restored && server.hop === undefined ? { restored: true } : {}),
      });
      if (!sameName(typedName, server.host)) return false;
      if (remember !== false) onDisk?.keep(server, endpoint, hostKey);
      onAccepted?.(server, hostKey, expected);
      return true;
    },
    password: (server, again) =>
      secretFor(passwordAccount(server, endpoint), again, async (refused) =>
        ask<'enter-password'>({
          ...{ kind: 'enter-password', ...ofSide, ...server, again: refused },
          ...(await mayRemember()),
        }),
      ),
    passphrase: (file, again) =>
      secretFor(passphraseAccount(file), again, async (refused) =>
        ask<'enter-passphrase'>({
          ...{ kind: 'enter-passphrase', ...ofSide, file, again: refused },
          ...(await mayRemember()),
        }),
      ),
    prompts: async (server, round) => {
      const { secrets: given } = await ask<'answer-prompts'>({
        ...{ kind: 'answer-prompts', ...ofSide, ...server, ...round },
      });
      return round.prompts.map((_prompt, index) => given[index] ?? '');
    },
    onLogin: memory.accepted,
    mayBeLegacy: ({ hop }) =>
      (hop === undefined ? endpoint : endpoint.via?.[hop - 1])?.legacy === true,
    allowLegacy: async (server, mismatch) => {
      const asked = { kind: 'allow-legacy', ...ofSide, ...server, ...mismatch } as const;
      const { accept } = await ask<'allow-legacy'>(asked);
      if (accept) onLegacy(server, mismatch.would);
      return accept;
    },
  };
}

/** Under which names secrets are kept. */
export const passwordAccount = ({ user, ...server }: LoginAt, way: Pick<Endpoint, 'via'>): string =>
  `password ${user}@${nameOnWay(server, way).toLowerCase()}`;
export const passphraseAccount = (file: string): string => `passphrase ${file}`;

/** All accounts that a login to this endpoint may need. */
export const accountsOf = (endpoint: Endpoint): readonly string[] =>
  [...(endpoint.via ?? []), endpoint].flatMap((login, index, { length }) => [
    passwordAccount({ ...login, ...(index < length - 1 && { hop: index + 1 }) }, endpoint),
    ...(login.identityFiles ?? []).map(passphraseAccount),
  ]);
