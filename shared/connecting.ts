/** What connecting to a server is about, whoever connects: a migration, or a test of one connection. */

/** One server on the way: the appliance itself, or the jump host number `hop` before it, counted from 1. */
export type ServerAt = {
  readonly host: string;
  readonly port: number;
  readonly hop?: number | undefined;
};

/** Names of algorithms as SSH has them, each list in the order of preference. */
export type AlgorithmLists = {
  readonly kex: readonly string[];
  readonly hostKey: readonly string[];
  readonly cipher: readonly string[];
  readonly mac: readonly string[];
};
export type AlgorithmKind = keyof AlgorithmLists;
export const algorithmKinds = [
  'kex',
  'hostKey',
  'cipher',
  'mac',
] as const satisfies AlgorithmKind[];

/** In the place of an integrity check where the cipher checks itself; OpenSSH's word for it. */
export const implicitMac = 'implicit';

/** One algorithm of each kind, as agreed with a server. */
export type AgreedAlgorithms = Readonly<Record<AlgorithmKind, string>>;

/** Where an accepted host key was found. `line` counts from 1. `acceptedAt` is ISO 8601. */
export type KeyOrigin = {
  readonly file: string;
  readonly line?: number | undefined;
  readonly acceptedAt?: string | undefined;
};

/** A text field that a server wants filled in at login, in its own words; `echo`: what is typed may be seen. */
export type Prompt = { readonly text: string; readonly echo: boolean };

/** A key that an SSH agent holds. */
export type AgentKey = {
  readonly comment: string;
  readonly type: string;
  readonly sha256: string;
};

/** What an SSH agent said: its keys, or why there are none. */
export type AgentAnswer = {
  /** Path of the socket or pipe that was asked; absent where there is no agent. */
  readonly agent?: string | undefined;
  readonly keys: readonly AgentKey[];
  /** `none`: no agent is set up; otherwise what went wrong, as the system's error code. */
  readonly problem?: string | undefined;
};

/** A line of a person's own SSH files that this program cannot honour, or cannot read. */
export type ConfigNote = {
  readonly file: string;
  readonly line?: number | undefined;
  /** The directive or marker that is not supported (`ProxyCommand`), `unreadable`, or `missing` for a key file that is not there. */
  readonly what: string;
};

/** A proxy on 127.0.0.1 that leads to the web pages of one server and to nothing else; the password is good for it alone. */
export type ConsoleTunnel = {
  readonly port: number;
  readonly user: string;
  readonly password: string;
};
