import type { Duplex } from 'node:stream';
import type {
  Archive,
  Backup,
  Clients,
  Counts,
  Disk,
  HostKey,
  Identity,
  Licence,
  LogLine,
  Machine,
  Neighbour,
  Network,
  Patch,
  RestoreJob,
  SeenClient,
  ServerCertificate,
  Service,
  Side,
} from '../../../shared/appliance';
import type { AgreedAlgorithms, ServerAt } from '../../../shared/connecting';
import type { Contact } from '../../../shared/migration';
import type { Endpoint } from '../../../shared/plan';
import type { LoginDesk } from '../ssh/login-desk';
import type { HandDesk } from './hand-desk';

/**
 * The port to one appliance. Steps know nothing else of it. Every operation may throw a FailureError: `ssh.*` for the
 * way there, `appliance.*` for answers that cannot be used, `appliance.busy` where the appliance is restarting or at work.
 */
export type Appliance = {
  /** Read anew at each call. */
  readonly identity: () => Promise<Identity>;
  readonly disk: () => Promise<Disk>;
  readonly counts: () => Promise<Counts>;

  // Not every kind of appliance can tell these: each throws `appliance.no-command` where the profile or the appliance has no
  // command for it, with the fact `operation`.
  readonly machine: () => Promise<Machine>;
  /** Bytes that the database takes on disk. */
  readonly databaseBytes: () => Promise<number>;
  /** One at least. */
  readonly services: () => Promise<readonly Service[]>;
  readonly patches: () => Promise<readonly Patch[]>;
  readonly licence: () => Promise<Licence>;
  readonly clients: () => Promise<Clients>;
  /** The computers whose clients reached it at `since` or later, a time by its own clock. */
  readonly seen: (since: string) => Promise<readonly SeenClient[]>;
  /** Lets clients reach it, or nobody. */
  readonly setClients: (enabled: boolean) => Promise<void>;
  /** What it says that it serves HTTPS with. */
  readonly certificate: () => Promise<ServerCertificate>;
  /** What a System Backup v2 leaves behind; its files are read through `files`, hashed by `hash`. */
  readonly archives: () => Promise<readonly Archive[]>;
  /** What it has logged since a time by its own clock (ISO 8601 with milliseconds), oldest first. */
  readonly logs: (since: string) => Promise<readonly LogLine[]>;

  /** Makes room for a backup and gives its key, this one time. Nothing runs until `startBackup`. */
  readonly prepareBackup: (
    name: string,
    description: string,
  ) => Promise<{ readonly id: string; readonly key: string }>;
  readonly startBackup: (id: string) => Promise<void>;
  readonly backups: () => Promise<readonly Backup[]>;
  /** Throws `backup.vanished` where there is none with this id. */
  readonly backup: (id: string) => Promise<Backup>;
  readonly deleteBackup: (id: string) => Promise<void>;

  /** Queues a restore. The same `request` twice starts nothing twice. The key goes on stdin. */
  readonly importBackup: (
    file: string,
    request: string,
    key: string,
  ) => Promise<{ readonly job: string }>;
  readonly restoreJob: () => Promise<RestoreJob>;

  /** SHA-256 and size of a file as the appliance itself computes them; `transfer.source-file-missing` where there is none. */
  readonly hash: (file: string) => Promise<{ readonly sha256: string; readonly size: number }>;
  readonly files: RemoteFiles;

  /**
   * Answers before the connection drops. With `revertAfterSeconds` the appliance goes back by itself unless `confirmAddress` comes
   * within that time after the answer; throws `appliance.no-command` where it cannot do that, and has changed nothing then.
   */
  readonly setAddress: (
    network: Network,
    forNow?: { readonly revertAfterSeconds: number },
  ) => Promise<void>;
  /** Keeps the address for good; may come twice. Throws `appliance.no-command` as above. */
  readonly confirmAddress: () => Promise<void>;
  /** Whether anybody answers at an address of the appliance's own network, by ping or ARP; throws `appliance.no-command` as above. */
  readonly neighbour: (address: string) => Promise<Neighbour>;
  readonly powerOff: () => Promise<void>;

  /** Absent where nobody but the appliance itself tells: from now on what a person said before has to be said anew. */
  readonly anew?: (() => void) | undefined;
  /** Whether a file is on this computer, for a person who hands it over. Absent: it is on the appliance. */
  readonly isHere?: ((path: string) => boolean) | undefined;

  /**
   * A connection that the appliance makes for this program over SSH, as to its own web pages; throws `ssh.forwarding-refused` and as
   * `Reach` does. Absent: there is no SSH.
   */
  readonly connectOn?: ((server: ServerAt) => Promise<Duplex>) | undefined;

  /** The host key, or the certificate, that this connection was verified with. */
  readonly hostKey: HostKey;
  /** The algorithms that it is encrypted with. */
  readonly agreed: AgreedAlgorithms | undefined;
  readonly close: () => void;
};

/** Files of an appliance. Missing files throw `transfer.source-file-missing`, a full disk `transfer.no-space`. */
export type RemoteFiles = {
  /** Size in bytes, or undefined where there is no such file. */
  readonly size: (path: string) => Promise<number | undefined>;
  /** `bytes`: how many are to be moved, where that is known; for many, more connections to the server may be made. */
  readonly open: (path: string, mode: 'read' | 'write', bytes?: number) => Promise<RemoteFile>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  /** What is in a place; does not follow a link in the last place of the path. Undefined where there is nothing. */
  readonly look?: ((path: string) => Promise<Found | undefined>) | undefined;
  /** The disk that holds a file, undefined where the server does not tell; takes milliseconds. */
  readonly room?: ((path: string) => Promise<Disk | undefined>) | undefined;
};

/** What is in a place of a server, itself and not what it leads to. */
export type Found = {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt?: number | undefined;
};

/** An open file. `write` keeps what was there (no truncation). Several requests may be under way at once. */
export type RemoteFile = {
  /** As much as one request carries; a larger read or write takes several, one after the other. */
  readonly requestBytes: number;
  /** Reads up to `length` bytes at `offset` into `into` from its start; 0 means end of file. */
  readonly read: (into: Buffer, length: number, offset: number) => Promise<number>;
  readonly write: (from: Buffer, length: number, offset: number) => Promise<void>;
  readonly truncate: (size: number) => Promise<void>;
  /** Flushes it to the server's disk; absent where the server cannot do that when asked. */
  readonly sync?: (() => Promise<void>) | undefined;
  /** How many connections share its reads and writes now, which may grow; absent: one. */
  readonly connections?: (() => number) | undefined;
  readonly close: () => Promise<void>;
};

/** What opening a connection to an appliance needs of whoever connects. */
export type ApplianceDesk = LoginDesk & {
  /** True where this appliance has told before who it is: then its silence is no sign of another kind of server. */
  readonly known?: boolean | undefined;
  /** A version, read by a person, where what the appliance says (`seen`) is none; absent: nobody can be asked. */
  readonly version?: ((seen: string) => Promise<string>) | undefined;
  /** What people do at this appliance; absent where nobody is asked for more than its login. */
  readonly hand?: HandDesk | undefined;
  /** What the profile has to be, by its hash, in the middle of a migration; absent: whatever it is. */
  readonly profileSha256?: string | undefined;
  readonly onContact: (state: Contact) => void;
  readonly onCommand: (run: CommandRun) => void;
};

/** One command that ran on an appliance, for the journal; its text never holds a secret. */
export type CommandRun = {
  readonly command: string;
  readonly exitCode: number;
  readonly milliseconds: number;
  readonly changes: boolean;
};

/** Connects, verifies, logs in. Aborting the signal closes the connection at once. */
export type OpenAppliance = (
  side: Side,
  endpoint: Endpoint,
  desk: ApplianceDesk,
  signal: AbortSignal,
) => Promise<Appliance>;

/** Looks at an address without logging in there, over the jump hosts of its endpoint. */
export type Reach = {
  /** True where a TCP connection is accepted within `milliseconds`. Throws where a jump host cannot be passed. */
  readonly answers: (endpoint: Endpoint, milliseconds: number) => Promise<boolean>;
  /**
   * The host key that the SSH server there presents; undefined where nobody answers, `ssh.*` failures otherwise. A server may
   * hold several keys: one of this `type` is preferred, so that it can be compared with a pinned key.
   */
  readonly hostKeyAt: (endpoint: Endpoint, type?: string) => Promise<HostKey | undefined>;
  /**
   * SHA-256 of the certificate (DER, hex in lower case) that is shown over TLS at the endpoint's web port, whoever signed it;
   * undefined where nobody answers there, or not with TLS.
   */
  readonly certificateAt: (endpoint: Endpoint) => Promise<string | undefined>;
  /** The same as the key of the type `x509` that a server without SSH is known by. */
  readonly webKeyAt: (endpoint: Endpoint) => Promise<HostKey | undefined>;
  readonly close: () => void;
};

/** Makes a `Reach`; the desk is asked for what the jump hosts want. */
export type OpenReach = (desk: LoginDesk, signal: AbortSignal) => Reach;
