import type { Disk, Identity, Machine, Network, Service } from './appliance';
import type { Failure } from './failure';
import type { Sourced } from './guide';

/** What can be learned of a server without knowing anything of its vendor; none of it changes anything there. */

/** What a login over SSH is asked, in this order. */
export const linuxProbes = [
  'system',
  'kernel',
  'hostname',
  'machine-id',
  'uptime',
  'clock',
  'disk',
  'inodes',
  'memory',
  'cores',
  'addresses',
  'gateway',
  'name-servers',
  'ports',
  'services',
] as const;
export type LinuxProbe = (typeof linuxProbes)[number];

/** How one probe went: the command that was answered, or the last one that was tried (empty: none) with why it tells nothing. */
export type ProbeResult = Sourced & {
  readonly probe: LinuxProbe;
  readonly command: string;
  readonly failure?: Failure | undefined;
};

/** The distribution as it names itself. */
export type LinuxSystem = {
  /** `ubuntu`, `debian`. */
  readonly id: string;
  /** `14.04`. */
  readonly version: string;
  /** `Ubuntu 14.04.6 LTS`. */
  readonly name: string;
};

/** A file system by where it is mounted. */
export type Mounted = Disk & { readonly device: string; readonly mount: string };

/** An address with the card that has it. */
export type OwnAddress = {
  readonly card: string;
  readonly address: string;
  readonly prefix: number;
  readonly mac?: string | undefined;
};

/** A TCP port on which something listens; `outside`: not only for the server itself. */
export type ListeningPort = { readonly port: number; readonly outside: boolean };

/** What the probes told; absent is what no probe could tell. */
export type LearnedOfLinux = {
  readonly system?: LinuxSystem;
  readonly kernel?: string;
  readonly hostname?: Identity['hostname'];
  readonly machineId?: Identity['machineId'];
  readonly uptimeSeconds?: number;
  /** Its clock minus this computer's. */
  readonly clockAheadSeconds?: number;
  /** As +0200. */
  readonly zone?: string;
  /** Of `/`. */
  readonly disk?: Disk;
  readonly mounted?: readonly Mounted[];
  readonly machine?: Machine;
  readonly ownAddresses?: readonly OwnAddress[];
  readonly gateway?: string;
  readonly dns?: readonly string[];
  /** Made of the three before, for the address that this program is connected to. */
  readonly network?: Network;
  readonly mac?: string;
  readonly ports?: readonly ListeningPort[];
  readonly services?: readonly Service[];
};

export type LinuxProbes = {
  /** The SSH server's own name and version, from its banner. */
  readonly sshServer: string;
  readonly results: readonly ProbeResult[];
  readonly learned: LearnedOfLinux;
};

/** One certificate of those that a server shows. */
export type ShownCertificate = {
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: string;
  readonly notAfter: string;
  /** Of the DER form, 64 hex digits in lower case. */
  readonly sha256: string;
  readonly selfSigned: boolean;
};

/** One answer to `GET /` or where that leads to. */
export type WebAnswer = {
  readonly url: string;
  readonly status: number;
  readonly server?: string | undefined;
  readonly title?: string | undefined;
  readonly location?: string | undefined;
  /** Why a redirect was not followed. */
  readonly notFollowed?: 'other-host' | 'not-https' | 'unreadable' | 'too-many' | undefined;
};

/** What a web port shows to anybody; nothing was trusted, and no credential was sent. */
export type WebProbes = {
  readonly host: string;
  readonly port: number;
  /** Its own first, then those that it says have signed it. */
  readonly certificates: readonly ShownCertificate[];
  /** As `TLSv1.3`. */
  readonly tls: string;
  readonly answers: readonly WebAnswer[];
  /** Why there are no answers, or no more of them. */
  readonly failure?: Failure | undefined;
};

/** One sign of what a server belongs to. */
export type FamilySign = Sourced & {
  readonly sign:
    | 'version'
    | 'internal-address'
    | 'no-internal-address'
    | 'system'
    | 'php56'
    | 'crate';
  /** What was seen. */
  readonly seen: string;
  /** The families that it fits. */
  readonly families: readonly string[];
  /** Surer signs speak against it. */
  readonly contradicted?: true | undefined;
};

/** To which family a server belongs, as far as its signs tell. */
export type FamilyGuess = {
  /** `unknown` where several are possible, or none. */
  readonly family: string;
  readonly familyName: string;
  readonly possible: readonly string[];
  readonly signs: readonly FamilySign[];
};
