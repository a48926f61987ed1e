import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { FaultName } from '../../electron/simulator/faults';
import { loadMachine, saveMachine } from '../../electron/simulator/file-machine';
import type { MachineState } from '../../electron/simulator/machine';
import type { Counts, Side } from '../../shared/appliance';
import {
  face,
  type HostAnswer,
  type HostConfig,
  type HostFaults,
  type HostOrder,
  placesOfHost,
  rebootCode,
} from './host-config';
import { hostDatabase, layDatabase } from './host-database';
import { loginOf, makeHostKeys } from './host-logins';
import { makeCertificate, servedCertificate } from './host-web';
import type { Place } from './network';
import { practice } from './sshd';

/** An appliance that is a host of its own: processes, network, files, database and logins. */
export type Host = {
  readonly side: Side;
  /** The address that it was made with. */
  readonly address: string;
  readonly user: string;
  readonly password: string;
  readonly folder: string;
  readonly hostname: string;
  readonly isOn: () => boolean;
  /** The network card as others see it. */
  readonly mac: string;
  /** Its network namespace. */
  readonly space: string;
  /** Switches it on; it is up when this resolves. */
  readonly powerOn: () => Promise<void>;
  /** Ends every process of it at once, as pulling the plug does. */
  readonly pullPlug: () => Promise<void>;
  /** Ids of its processes, as this computer counts them. */
  readonly processes: () => readonly number[];
  readonly order: (order: HostOrder) => Promise<unknown>;
  /** Runs `eppctl` on it without a login. */
  readonly eppctl: (...words: readonly string[]) => Promise<HostAnswer>;
  readonly state: () => Promise<MachineState>;
  readonly setFault: (name: FaultName, to: object | false) => Promise<void>;
  readonly setHostFaults: (faults: HostFaults) => void;
  /** What MariaDB counts, asked past everything else. */
  readonly databaseCounts: () => Promise<Counts>;
  /** SHA-256 of the certificate that the web server shows at an address. */
  readonly certificateAt: (address: string) => Promise<string>;
  /** Leaves so much room for files that are brought; only where the host was made with a small disk. */
  readonly leaveRoom: (bytes: number) => Promise<void>;
  readonly remove: () => Promise<void>;
};

/** What a host is made from. */
export type HostOptions = {
  readonly folder: string;
  readonly place: Place;
  readonly space: string;
  readonly side: Side;
  readonly gateway: string;
  /** The bundle of host-program.ts. */
  readonly program: string;
  /** An empty database to copy. */
  readonly emptyDatabase: string;
  readonly password: string;
  readonly publicKeys: readonly string[];
  readonly computers: number;
  readonly backupBytes: number;
  readonly timeScale: number;
  /** The size of a disk of its own for files that are brought, in bytes. */
  readonly incomingBytes?: number | undefined;
};

const user = 'epproot';

/** Makes a host, which is off; `powerOn` comes next. */
export async function makeHost(options: HostOptions): Promise<Host> {
  const { folder, place, space, side } = options;
  const at = placesOfHost(folder);
  const etc = place.etc ?? '';
  const hostname = side === 'source' ? 'OLD-EPP' : 'NEW-EPP';
  const incoming = join(at.root, 'incoming');
  const config: HostConfig = {
    ...{ hostname, folder, etc, practice, node: process.execPath, closedFor: 2000 },
  };
  for (const each of [at.root, at.bin, at.log, incoming, join(etc, 'pam.d')])
    await mkdir(each, { recursive: true });
  await writeFile(at.faults, '{}');
  await writeFile(join(folder, 'config.json'), JSON.stringify(config));
  const unmount =
    options.incomingBytes === undefined ? () => {} : mount(incoming, options.incomingBytes);
  await Promise.all([
    layDatabase(options.emptyDatabase, folder),
    makeHostKeys(folder),
    makeCertificate(folder, hostname),
    makeMachine(options),
  ]);
  // Only what is there when a host is switched on can be another file on it.
  for (const name of ['passwd', 'shadow', 'pam.d/sshd']) await writeFile(join(etc, name), '');

  let child: ChildProcess | undefined;
  let removed = false;
  const isOn = (): boolean => child !== undefined;
  const powerOn = async (): Promise<void> => {
    if (child || removed) return;
    const started = spawn('setpriv', inNamespaces(place, options.program, folder), {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl-C at the terminal is for the lab, which then takes its hosts down.
      detached: true,
    });
    child = started;
    const said: string[] = [];
    createInterface({ input: started.stderr }).on('line', (line) => said.push(line));
    started.once('exit', (code) => {
      child = undefined;
      if (removed) return;
      spawnSync('ip', ['-n', space, 'link', 'set', face, 'down']);
      if (code === rebootCode) void pause(1000).then(powerOn);
    });
    const lines = createInterface({ input: started.stdout })[Symbol.asyncIterator]();
    if ((await lines.next()).value !== 'up')
      throw new Error(`${hostname} did not start: ${said.join('\n')}`);
  };
  const pullPlug = async (): Promise<void> => {
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    while (pidsIn(space).length > 0) await pause(20);
  };
  /** Its own program, which comes up after its SSH server when it starts. */
  const program = async (): Promise<Socket> => {
    const patience = AbortSignal.timeout(20_000);
    for (;;) {
      const socket = connect(at.socket);
      try {
        await once(socket, 'connect');
        return socket;
      } catch (thrown) {
        if (patience.aborted) throw thrown;
        await pause(50);
      }
    }
  };
  const order = async (wish: HostOrder): Promise<unknown> => {
    const socket = await program();
    socket.end(JSON.stringify(wish));
    return JSON.parse(await text(socket));
  };
  return {
    ...{ side, address: place.host, user, password: options.password, folder, hostname },
    ...{ isOn, powerOn, pullPlug, order, space },
    mac: macOf(space),
    processes: () => pidsIn(space),
    eppctl: async (...words) => (await order({ order: 'eppctl', words })) as HostAnswer,
    state: async () => (await order({ order: 'state' })) as MachineState,
    setFault: async (name, to) => void (await order({ order: 'fault', name, to })),
    setHostFaults: (faults) => writeFileSync(at.faults, JSON.stringify(faults)),
    databaseCounts: () => hostDatabase(folder).counts(),
    certificateAt: async (address) => (await servedCertificate(address, 443)).sha256,
    leaveRoom: async (bytes) => {
      const filler = Buffer.alloc((options.incomingBytes ?? 0) - bytes);
      await writeFile(join(incoming, '.filler'), filler);
    },
    remove: async () => {
      if (removed) return;
      removed = true;
      await pullPlug();
      unmount();
    },
  };
}

/** Processes, mounts and name of its own; all of it ends with the process that started it. */
const inNamespaces = (place: Place, program: string, folder: string): readonly string[] => [
  ...['--pdeathsig', 'KILL', '--', ...place.inside],
  ...['unshare', '--pid', '--fork', '--mount-proc', '--mount', '--uts', '--kill-child'],
  // The first process takes in those whose parents are gone, which a shell does and Node does not.
  ...['sh', '-c', '"$@" & wait "$!"', 'host'],
  ...[process.execPath, program, join(folder, 'config.json')],
];

const pidsIn = (space: string): readonly number[] =>
  execFileSync('ip', ['netns', 'pids', space], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line !== '')
    .map(Number);

const macOf = (space: string): string =>
  /link\/ether (\S+)/.exec(
    execFileSync('ip', ['-n', space, 'link', 'show', face], { encoding: 'utf8' }),
  )?.[1] ?? '';

function mount(folder: string, bytes: number): () => void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=0755`, 'tmpfs', folder]);
  return () => void execFileSync('umount', ['-l', folder]);
}

/** Lays down the practice machine, with logins and addresses that are those of the host. */
async function makeMachine(options: HostOptions): Promise<void> {
  const { root, bin } = placesOfHost(options.folder);
  const { side, gateway, place, password, publicKeys } = options;
  const eppctl = `exec '${process.execPath}' '${practice}' --root '${root}'`;
  await writeFile(join(bin, 'eppctl'), `#!/bin/sh\n${eppctl} -- "$@"\n`, { mode: 0o755 });
  execFileSync(process.execPath, [
    ...[practice, '--root', root, 'init', '--side', side, '--address', place.host],
    ...['--computers', String(options.computers)],
    ...['--backup-bytes', String(options.backupBytes)],
    ...['--time-scale', String(options.timeScale)],
  ]);
  saveMachine(root, {
    ...loadMachine(root),
    accounts: [loginOf(user, password, publicKeys)],
    network: {
      address: place.host,
      prefix: 24,
      gateway,
      dns: [gateway, gateway.replace(/\d+$/, '2')],
    },
  });
}
