import { join } from 'node:path';
import type { FaultName } from '../../electron/simulator/faults';

/** What the init process of a host is told when the host is switched on. */
export type HostConfig = {
  readonly hostname: string;
  /** Holds everything of the host, its `disk` so to speak. */
  readonly folder: string;
  /** Folder whose files are those of /etc on the host. */
  readonly etc: string;
  /** The program that is `eppctl`. */
  readonly practice: string;
  readonly node: string;
  /** How long the ports stay closed when services restart, in milliseconds. */
  readonly closedFor: number;
};

/** What can go wrong on a host beside the faults of a practice machine; kept over a restart. */
export type HostFaults = {
  /** The database is stopped by the next restore or start, and stays down. */
  readonly databaseStaysDown?: boolean;
  readonly newHostKeyAtRestore?: boolean;
  readonly newCertificateAtMove?: boolean;
  /** Nobody is told by ARP that an address has moved. */
  readonly quietMove?: boolean;
};

/** What the lab asks of a running host, beside the commands of the appliance. */
export type HostOrder =
  | { readonly order: 'eppctl'; readonly words: readonly string[]; readonly stdin?: string }
  | { readonly order: 'command'; readonly name: string; readonly args: readonly string[] }
  | { readonly order: 'fault'; readonly name: FaultName; readonly to: object | false }
  | { readonly order: 'state' }
  | { readonly order: 'stop-database' }
  | { readonly order: 'kill-sessions' }
  | { readonly order: 'reboot' };

/** What a command gives. */
export type HostAnswer = {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
};

/** The exit code of a host that wants to be switched on again. */
export const rebootCode = 77;

/** The network interface of every host. */
export const face = 'eth0';

/** Where everything of a host is. */
export const placesOfHost = (folder: string) => ({
  root: join(folder, 'machine'),
  /** Programs that answer in the place of the practice machine. */
  own: join(folder, 'machine', 'host'),
  bin: join(folder, 'bin'),
  home: join(folder, 'home'),
  keys: join(folder, 'keys'),
  socket: join(folder, 'host.sock'),
  faults: join(folder, 'faults.json'),
  log: join(folder, 'log'),
  hostKey: (type: HostKeyType) => join(folder, `host-key-${type}`),
  database: join(folder, 'database'),
  databaseSocket: join(folder, 'db.sock'),
  /** Name of the dump whose rows are in the database. */
  applied: join(folder, 'applied'),
  certificate: join(folder, 'certificate.pem'),
  certificateKey: join(folder, 'certificate-key.pem'),
  checkIns: join(folder, 'log', 'check-ins'),
});

/** The kinds of host key that every host has. */
export const hostKeyTypes = ['ed25519', 'ecdsa'] as const;
/** One of them. */
export type HostKeyType = (typeof hostKeyTypes)[number];
