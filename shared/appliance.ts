/** Which of the two: the server that the data comes from, or the one that it goes to. */
export type Side = 'source' | 'target';

/** Numbers of entities as an appliance counts them; what a migration must not change. */
export type Counts = {
  readonly computers: number;
  readonly users: number;
  readonly groups: number;
  readonly devices: number;
  readonly policies: number;
  readonly rights: number;
  readonly admins: number;
};

/** The entities in the order in which they are shown. */
export const countedEntities = [
  'computers',
  'users',
  'groups',
  'devices',
  'policies',
  'rights',
  'admins',
] as const satisfies readonly (keyof Counts)[];

/** How a number after the move stands to the one before: a server in use may gain some meanwhile, it must not lose any. */
export const compareCount = (before: number, after: number): 'same' | 'more' | 'fewer' =>
  before === after ? 'same' : after > before ? 'more' : 'fewer';

/** True where nothing was gained or lost. */
export const sameCounts = (before: Counts | undefined, after: Counts | undefined): boolean =>
  before !== undefined &&
  after !== undefined &&
  countedEntities.every((entity) => before[entity] === after[entity]);

export type Network = {
  readonly address: string;
  /** Length of the network prefix in bits. */
  readonly prefix: number;
  readonly gateway: string;
  readonly dns: readonly string[];
};

/** A server's public host key, as shown to people: SHA-256 as OpenSSH prints it, MD5 because Ubuntu 14.04 prints nothing else. */
export type HostKey = { readonly type: string; readonly sha256: string; readonly md5: string };

/** The type of a key that is the certificate of a server's web pages: what a server without SSH is known by. */
export const webKeyType = 'x509';

/** Who an appliance says it is, read once at connecting. */
export type Identity = {
  readonly product: string;
  /** As the appliance wrote it; `parseVersion` reads it. */
  readonly version: string;
  readonly hostname: string;
  readonly machineId: string;
  readonly os: string;
  /** Folders as SFTP sees them. */
  readonly backups: string;
  readonly incoming: string;
  readonly network: Network;
  /** Its network card (MAC address); absent where it does not tell. */
  readonly mac?: string | undefined;
  /** When it goes back to its earlier address unless the change is confirmed, ISO 8601; absent where nothing waits for that. */
  readonly revertsAt?: string | undefined;
  readonly hostKey: HostKey;
  /** Absent where the appliance itself told the version; `person` where somebody read it from its web page. */
  readonly versionFrom?: 'person' | undefined;
  /** What the machine is among several, in its own word. */
  readonly role?: string | undefined;
  /** The SSH server's own name and version, from its banner. */
  readonly sshServer?: string | undefined;
  /** Its clock minus this computer's, in seconds. */
  readonly clockAheadSeconds?: number | undefined;
  /** All its addresses, without those that only its inside knows. */
  readonly addresses?: readonly string[] | undefined;
};

/**
 * Versions up to 5.9.4.2 carry an internal interface with this address, the same on every machine (vendor's knowledge base,
 * "How to handle the 111.33.33.111 IP address"): it tells nothing.
 */
export const internalAddress = '111.33.33.111';

export type SameMachine = 'machine-id' | 'host-key' | 'address';

/** What shows that two are one machine, or undefined. */
export function sameMachine(a: Identity, b: Identity): SameMachine | undefined {
  if (a.machineId === b.machineId) return 'machine-id';
  if (a.hostKey.sha256 === b.hostKey.sha256) return 'host-key';
  const addresses = new Set(addressesOf(a));
  return addressesOf(b).some((address) => addresses.has(address)) ? 'address' : undefined;
}

const addressesOf = ({ network, addresses = [] }: Identity): readonly string[] =>
  [network.address, ...addresses].filter((address) => address !== internalAddress);

/** Whether anybody answers at an address, as another machine on its network sees it. */
export type Neighbour = { readonly answers: boolean; readonly mac?: string | undefined };

/** The file system that holds the backups. */
export type Disk = {
  readonly sizeBytes: number;
  readonly freeBytes: number;
  /** How many files there can be, and how many more; absent where the appliance does not tell. */
  readonly inodes?: number | undefined;
  readonly freeInodes?: number | undefined;
};

/** The size of the machine, virtual or not. */
export type Machine = { readonly cores: number; readonly memoryBytes: number };

/** A program that runs in the background, by its name on the appliance. */
export type Service = { readonly name: string; readonly running: boolean };

/** A patch by its code, e.g. PATCH-0063; `appliedAt` is ISO 8601 by the appliance's own clock. */
export type Patch = { readonly code: string; readonly appliedAt: string };

export type Licence = {
  readonly valid: boolean;
  readonly kind: 'full' | 'trial';
  /** How many it is for. */
  readonly computers: number;
  /** Its last day, as 2027-01-31. */
  readonly until: string;
};

/** A line of an appliance's own log; `time` is ISO 8601 by its own clock. */
export type LogLine = {
  readonly time: string;
  readonly level: 'info' | 'warning' | 'error';
  readonly text: string;
};

/** Whether clients may reach the appliance, and how many did in the last 24 hours. */
export type Clients = { readonly enabled: boolean; readonly seenLastDay: number };

/** A computer whose client reached the appliance, and when last; ISO 8601 by the appliance's own clock. */
export type SeenClient = { readonly computer: string; readonly lastSeen: string };

/** What an appliance says of the certificate that it serves HTTPS with. */
export type ServerCertificate = {
  /** Of its DER form, 64 hex digits in lower case. */
  readonly sha256: string;
  readonly subject: string;
  readonly notAfter: string;
};

/** What a System Backup v2 leaves behind, by kind, in the order in which it is shown. */
export const archiveKinds = ['audit-log', 'log', 'shadow', 'system-backup'] as const;
export type ArchiveKind = (typeof archiveKinds)[number];

/** One file that a System Backup v2 leaves behind. */
export type Archive = {
  readonly kind: ArchiveKind;
  readonly name: string;
  /** As SFTP sees it. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** ISO 8601 by the appliance's own clock. */
  readonly createdAt: string;
};

export type BackupState = 'awaiting-key' | 'generating' | 'ready' | 'failed';

/** One System Backup v2 on an appliance. */
export type Backup = {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly state: BackupState;
  readonly percent: number;
  readonly createdAt: string;
  /** Set when ready: SFTP path, bytes, SHA-256 in hex. */
  readonly file?: string | undefined;
  readonly size?: number | undefined;
  readonly sha256?: string | undefined;
  /** Set when failed. */
  readonly reason?: string | undefined;
};

export type RestoreState = 'none' | 'queued' | 'restoring' | 'restarting' | 'done' | 'failed';

/** The newest restore job of an appliance. */
export type RestoreJob = {
  readonly state: RestoreState;
  readonly job?: string | undefined;
  /** The token that the import was asked with. */
  readonly request?: string | undefined;
  readonly percent?: number | undefined;
  readonly startedAt?: string | undefined;
  readonly reason?: string | undefined;
};
