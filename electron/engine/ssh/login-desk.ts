import type { HostKey } from '../../../shared/appliance';
import type {
  AgreedAlgorithms,
  AlgorithmKind,
  AlgorithmLists,
  KeyOrigin,
  Prompt,
  ServerAt,
} from '../../../shared/connecting';
import type { StageId } from '../../../shared/connection-test';

/** A host key that is trusted, and where it was found. */
export type TrustedKey = { readonly hostKey: HostKey; readonly origin: KeyOrigin };

/** A host key that a server has proven to hold; `origin` is absent where a person has just accepted it. */
export type UsedKey = { readonly hostKey: HostKey; readonly origin?: KeyOrigin | undefined };

/** What is known of the host keys of one address. */
export type KnownKeys = {
  /** Any of them will do. Empty: the server is new. */
  readonly trusted: readonly TrustedKey[];
  /** SHA-256 of keys that must never be accepted, with the place that says so. */
  readonly revoked: readonly { readonly sha256: string; readonly origin: KeyOrigin }[];
  /** Where a certificate authority is trusted for this name, which this program cannot check. */
  readonly authority?: KeyOrigin | undefined;
};

/** A server that is logged in to, with its user. */
export type LoginAt = ServerAt & { readonly user: string };

/**
 * What logging in needs of whoever connects. Where a person is asked, the promise may take hours. A rejected promise ends
 * the login with that failure.
 */
export type LoginDesk = {
  readonly knownKeys: (server: ServerAt) => KnownKeys;
  /** Asked before any credential leaves; false is `ssh.host-key-rejected`. Not asked where a trusted key was shown. */
  readonly trust: (
    server: ServerAt,
    hostKey: HostKey,
    authority: KeyOrigin | undefined,
  ) => Promise<boolean>;
  /** The server shows none of the keys that are trusted; false is `ssh.host-key-changed`. */
  readonly replace: (server: ServerAt, seen: HostKey, expected: TrustedKey) => Promise<boolean>;
  /** Told of each host key that is used, once a connection. */
  readonly onHostKey?: ((server: ServerAt, key: UsedKey) => void) | undefined;
  /** The password, asked only after the host key was accepted; `again` after one that was refused. */
  readonly password: (server: LoginAt, again: boolean) => Promise<string>;
  /** The passphrase of a key file, asked only when the server takes its key or the file hides even its public half. */
  readonly passphrase: (file: string, again: boolean) => Promise<string>;
  /** Answers, one for each prompt. */
  readonly prompts: (server: LoginAt, asked: PromptRound) => Promise<readonly string[]>;
  /** True where weak algorithms may be used with this server by what was said before. */
  readonly mayBeLegacy: (server: ServerAt) => boolean;
  /** Asked when the usual algorithms have nothing in common with the server's; false is `ssh.no-common-algorithm`. */
  readonly allowLegacy: (server: ServerAt, mismatch: Mismatch) => Promise<boolean>;
  /** Told when a server has taken the login. */
  readonly onLogin?: ((server: LoginAt) => void) | undefined;
  readonly onStage?: OnStage | undefined;
  /** Told that something came from the appliance itself, at most once a second. */
  readonly onHeard?: (() => void) | undefined;
};

/** One round of keyboard-interactive, printable characters only. */
export type PromptRound = {
  readonly title: string;
  readonly instructions: string;
  readonly prompts: readonly Prompt[];
};

/** Why two sides do not find together, and with what they would if weak algorithms were allowed. */
export type Mismatch = {
  readonly ours: AlgorithmLists;
  readonly theirs: AlgorithmLists;
  readonly gap: readonly AlgorithmKind[];
  readonly would: AgreedAlgorithms;
};

/** Told of each stage when it begins and when it is over; failures are told by whatever throws. */
export type OnStage = (
  server: ServerAt,
  stage: StageId,
  state: 'running' | 'done' | 'skipped',
  seen?: string,
) => void;
