import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { accountConfig, writeAccounts } from './accounts';
import { type Kind, type KindName, kinds } from './kinds';
import type { Place } from './network';

/** A real OpenSSH server with keys, configuration and commands of its own, on which `eppctl` is a practice machine. */
export type Sshd = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** SHA-256 of its host keys, as OpenSSH prints them, in the order of its kind. */
  readonly fingerprints: readonly [string, ...string[]];
  /** Its folder, with the public halves of its host keys: `host-key-TYPE.pub`. */
  readonly folder: string;
  /** The folder that the machine keeps its files in. */
  readonly root: string;
  readonly machine: (...args: readonly string[]) => string;
  /** What the server has said so far, newest last. */
  readonly log: () => readonly string[];
  /** Kills every session, as a crash does; the server goes on listening. */
  readonly killSessions: () => void;
  /** Ends it and its sessions. */
  readonly stop: () => Promise<void>;
};

export type SshdOptions = {
  /** A new or empty folder. */
  readonly folder: string;
  readonly place: Place;
  readonly kind?: KindName;
  readonly side: 'source' | 'target';
  /** The public keys that log in, as in authorized_keys. */
  readonly publicKeys: readonly string[];
  readonly backupBytes?: number;
  readonly timeScale?: number;
  /** More lines for sshd_config. */
  readonly config?: readonly string[];
};

const program = '/usr/sbin/sshd';
/** The program that is a practice machine. */
export const practice = join(import.meta.dirname, '../../dist/practice-appliance.cjs');

/** Why there can be no real SSH server here, or undefined. */
export function noSshdBecause(): string | undefined {
  if (!existsSync(program)) return `${program} is missing (Debian package openssh-server)`;
  return existsSync(practice) ? undefined : 'dist/practice-appliance.cjs is missing';
}

/** Starts a server; it is ready when this resolves. */
export async function startSshd(options: SshdOptions): Promise<Sshd> {
  const { folder, place } = options;
  const kind = kinds[options.kind ?? 'modern'];
  const root = join(folder, 'machine');
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  await mkdir(root);
  const fingerprints = kind.hostKeys.map((type) =>
    makeHostKey(join(folder, `host-key-${type}`), type),
  );
  await writeFile(join(folder, 'authorized'), options.publicKeys.join('\n'));
  const machine = (...args: readonly string[]): string =>
    execFileSync(process.execPath, [practice, '--root', root, ...args], { encoding: 'utf8' });
  machine(
    ...['init', '--side', options.side, '--address', place.inner],
    ...['--backup-bytes', String(options.backupBytes ?? 3_000_000)],
    ...['--time-scale', String(options.timeScale ?? 0.1)],
  );
  const eppctl = join(bin, 'eppctl');
  await writeFile(
    eppctl,
    `#!/bin/sh\nexec '${process.execPath}' '${practice}' --root '${root}' -- "$@"\n`,
  );
  await chmod(eppctl, 0o755);
  if (place.etc !== undefined) await writeAccounts(place.etc, folder);
  const config = join(folder, 'sshd_config');
  await writeFile(config, configuration(options, kind, bin).join('\n'));
  const { child, said } = await listen(config, place);
  return {
    ...{ host: place.host, port: place.port, folder, root, machine },
    user: place.etc === undefined ? userInfo().username : 'epproot',
    fingerprints: fingerprints as [string, ...string[]],
    log: () => said,
    killSessions: () => killChildren(child),
    stop: () => end(child),
  };
}

/** Makes a host key; gives its fingerprint. */
function makeHostKey(file: string, type: string): string {
  const size = type === 'rsa' ? ['-b', '2048'] : [];
  execFileSync('ssh-keygen', ['-q', '-t', type, ...size, '-N', '', '-f', file]);
  const shown = execFileSync('ssh-keygen', ['-lf', `${file}.pub`], { encoding: 'utf8' });
  return shown.split(' ')[1] ?? '';
}

/** The first line about something counts. */
function configuration(options: SshdOptions, kind: Kind, bin: string): readonly string[] {
  const { folder, place } = options;
  return [
    `Port ${place.port}`,
    `ListenAddress ${place.etc === undefined ? place.host : '0.0.0.0'}`,
    ...kind.hostKeys.map((type) => `HostKey ${join(folder, `host-key-${type}`)}`),
    `AuthorizedKeysFile ${join(folder, 'authorized')}`,
    `SetEnv PATH=${bin}:/usr/bin:/bin`,
    'PidFile none',
    'StrictModes no',
    ...(options.config ?? []),
    ...kind.config,
    ...(place.etc === undefined ? keysOnly : accountConfig(folder)),
    '',
  ];
}

/** Without accounts of its own a server can prove no password. */
const keysOnly = [
  'UsePAM no',
  'PasswordAuthentication no',
  'KbdInteractiveAuthentication no',
  'PermitRootLogin prohibit-password',
];

/** Runs sshd in the foreground and waits until it listens. */
async function listen(
  config: string,
  place: Place,
): Promise<{ readonly child: ChildProcess; readonly said: readonly string[] }> {
  // It gives up its rights in here; only root's sshd asks for it.
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true, mode: 0o755 });
  const [command = program, ...args] = [...place.inside, program, '-D', '-e', '-f', config];
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  const lines = createInterface({ input: child.stderr });
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      said.push(line);
      if (line.startsWith('Server listening')) resolve();
    });
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`sshd did not start: ${said.join('; ')}`)));
  });
  return { child, said };
}

/** Every connection has a process of its own, a child of the one that listens. */
function killChildren(child: ChildProcess): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (parentOf(pid) === child.pid) process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  }
}

/** After the name in brackets, which may hold anything, come the state and the parent. */
const parentOf = (pid: string): number =>
  Number(
    readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[1],
  );

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  killChildren(child);
  child.kill('SIGTERM');
  await once(child, 'exit');
}
