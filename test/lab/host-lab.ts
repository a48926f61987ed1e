import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noHostsBecause } from '../../scripts/system-packages.mjs';
import type { Side } from '../../shared/appliance';
import type { Endpoint } from '../../shared/plan';
import { newKeyPair } from '../unit/engine/key-pair';
import { type Clients, startClients } from './clients';
import { type Host, type HostOptions, makeHost } from './host';
import { makeEmptyDatabase } from './host-database';
import { makeNetwork } from './network';
import { bundleInto } from './other-runtime';
import { practice } from './sshd';

/** An old and a new appliance as real hosts, and computers that know the old one. */
export type HostLab = {
  readonly source: Host;
  readonly target: Host;
  readonly clients: Clients | undefined;
  /** A key that opens both as they are made. */
  readonly identityFile: string;
  readonly folder: string;
  /** The bridge that joins them, and the network namespace of the clients. */
  readonly bridge: string;
  readonly clientsSpace: string;
  readonly endpoint: (side: Side) => Endpoint;
  /** Takes all of it away. */
  readonly close: () => Promise<void>;
};

/** What the hosts are to be like: small and quick where not said. */
export type HostLabOptions = Partial<
  Pick<HostOptions, 'computers' | 'backupBytes' | 'timeScale' | 'incomingBytes'>
> & {
  readonly passwords?: Readonly<Record<Side, string>>;
  /** How many computers check in; none where not said. */
  readonly agents?: number;
  readonly everySeconds?: number;
};

/** The passwords of the hosts unless others are asked for. */
export const hostPasswords = { source: 'old lab password', target: 'new lab password' } as const;

/** Why there can be no such lab here, or undefined. */
export const noHostLabBecause = (): string | undefined =>
  noHostsBecause() ?? (existsSync(practice) ? undefined : 'dist/practice-appliance.cjs is missing');

const cache = join(import.meta.dirname, '../../.cache/lab');
const prefix = 'lab-hosts-';

/** Sets up the hosts, switched on and ready. Throws where a computer cannot have them. */
export async function openHostLab(options: HostLabOptions = {}): Promise<HostLab> {
  removeLeftovers();
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  await chmod(folder, 0o711);
  const network = await makeNetwork({ names: ['source', 'target', 'clients'] });
  const hosts: Host[] = [];
  let clients: Clients | undefined;
  const close = async (): Promise<void> => {
    await clients?.stop();
    await Promise.all(hosts.map((host) => host.remove()));
    network.remove();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    if (network.noHostsBecause !== undefined) throw new Error(network.noHostsBecause);
    await mkdir('/run/sshd', { recursive: true, mode: 0o755 });
    const emptyDatabase = join(cache, `database-${databaseVersion()}`);
    const [program, clientsProgram] = await Promise.all([
      bundleInto(join(folder, 'host'), 'test/lab/host-program.ts'),
      bundleInto(join(folder, 'clients'), 'test/lab/clients-program.ts'),
      makeEmptyDatabase(emptyDatabase),
    ]);
    const key = newKeyPair();
    const identityFile = join(folder, 'identity');
    await writeFile(identityFile, key.private, { mode: 0o600 });
    const gateway = network.places.source.host.replace(/\d+$/, '1');
    const start = async (side: Side): Promise<Host> => {
      const { computers = 40, backupBytes = 3_000_000, timeScale = 0.2, incomingBytes } = options;
      const place = network.places[side];
      const host = await makeHost({
        ...{ folder: join(folder, side), place, side, gateway, program, emptyDatabase },
        ...{ computers, backupBytes, timeScale, publicKeys: [key.public] },
        password: (options.passwords ?? hostPasswords)[side],
        incomingBytes: side === 'target' ? incomingBytes : undefined,
        space: place.inside.at(-1) ?? '',
      });
      hosts.push(host);
      await host.powerOn();
      return host;
    };
    const starting = [start('source'), start('target')] as const;
    await Promise.allSettled(starting);
    const [source, target] = await Promise.all(starting);
    if (options.agents !== undefined) {
      clients = await startClients(
        ...([network.places.clients, clientsProgram, join(folder, 'clients.json')] as const),
        {
          ...{ address: source.address, port: 443, agents: options.agents },
          everySeconds: options.everySeconds ?? 5,
          // As an administrator would have told them before: that of the new server too.
          pins: await Promise.all([source, target].map((host) => host.certificateAt(host.address))),
        },
      );
    }
    return {
      ...{ source, target, clients, identityFile, folder, close },
      bridge: network.bridge ?? '',
      clientsSpace: network.places.clients.inside.at(-1) ?? '',
      endpoint: (side) => {
        const { address, user } = side === 'source' ? source : target;
        return { host: address, port: 22, user };
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const databaseVersion = (): string =>
  /Distrib ([\w.]+)|Ver ([\w.]+)/
    .exec(execFileSync('mariadbd', ['--no-defaults', '--version'], { encoding: 'utf8' }))?.[0]
    ?.replace(/^\w+ /, '') ?? 'unknown';

/** Folders and mounts of runs that were killed; network.ts does the same with their networks. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    if (existsSync(`/proc/${name.slice(prefix.length).split('-')[0]}`)) continue;
    const mounted = join(folder, 'target/machine/incoming');
    try {
      execFileSync('umount', ['-l', mounted], { stdio: 'pipe' });
    } catch {
      // It was none.
    }
    rmSync(folder, { recursive: true, force: true });
  }
}
