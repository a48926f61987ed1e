import type { Duplex } from 'node:stream';
import type { AuthHandlerMiddleware, Client } from 'ssh2';
import type { HostKey } from '../../../shared/appliance';
import type { AgreedAlgorithms } from '../../../shared/connecting';
import type { Failure, FailureError } from '../../../shared/failure';
import type { Offer } from './algorithms';
import type { factsOf } from './server-facts';
import type { TellStage } from './stages';

export type Settle<Value> = (error: unknown, value?: Value) => void;

/** How far a connection has come. */
export type LineStage = 'handshake' | 'login' | 'ready';

/** A live connection to an SSH server whose host key was verified. */
export type Line = {
  /** The server, as failures name it. */
  readonly address: ReturnType<typeof factsOf>;
  readonly hostKey: HostKey;
  /** The server's name and version from its banner, without the protocol's, such as `OpenSSH_9.2p1 Debian-2`. */
  readonly sshServer: string;
  readonly agreed: AgreedAlgorithms | undefined;
  /** What the server had to say at the login, as one line of at most 1000 characters. */
  readonly banner: () => string;
  /**
   * Starts one operation of ssh2 and settles with it. Fails as soon as the connection is gone (ssh2's own callbacks
   * stay silent then), with `ssh.connection-lost` or whatever it was lost for.
   */
  readonly run: <Value>(start: (client: Client, settle: Settle<Value>) => void) => Promise<Value>;
  readonly isLost: () => boolean;
  /** Heard once, with the reason, when the connection is gone, but not where it was closed. */
  readonly onLost: (hear: (failure: FailureError) => void) => void;
  /** Ends the connection at once; everything under way fails with this. */
  readonly lose: (failure: Failure, cause?: unknown) => void;
  /** Ends the connection politely. */
  readonly close: () => void;
};

/** What the login needs of the connection that it happens on. */
export type LoginLine = {
  readonly isLost: () => boolean;
  readonly lose: (failure: Failure) => void;
  /** Time that a person takes is not the server's. */
  readonly pauseTimeout: () => void;
  readonly restartTimeout: () => void;
  /** What the server has said so far, as text for people. */
  readonly banner: () => string;
  /** Notes a secret that goes to the server now: it is taken out of whatever the server says, should it say it back. */
  readonly sending: (secret: string) => void;
  readonly withoutSecrets: (text: string) => string;
};

export type LineWish = Offer & {
  readonly user: string;
  /** Says before anything else leaves whether this key will do; a failure ends the connection. Also heard at rekeying. */
  readonly verify: (hostKey: HostKey) => Failure | undefined;
  /** Absent: the line is there as soon as the server has proven its key, and nobody logs in. */
  readonly login?: ((line: LoginLine) => AuthHandlerMiddleware) | undefined;
  /** Makes the connection that the line runs over; absent: TCP from this computer. */
  readonly dial?: (() => Promise<Duplex>) | undefined;
  readonly signal: AbortSignal;
  /** Milliseconds of silence allowed until the login is through. */
  readonly patience?: number | undefined;
  /** Milliseconds between two signs of life that are asked for; three without an answer end the line. */
  readonly keepalive?: number | undefined;
  readonly tell?: TellStage | undefined;
  /** Told that something came from the server, at most once a second. */
  readonly onHeard?: (() => void) | undefined;
};
