import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { newKeyPair } from '../unit/engine/key-pair';
import type { Place } from './network';

/** A real OpenSSH server with keys, configuration and commands of its own, on which `eppctl` is a practice machine. */
export type Sshd = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** SHA-256 of its host key, as OpenSSH prints it. */
  readonly fingerprint: string;
  /** The folder that the machine keeps its files in. */
  readonly root: string;
  readonly machine: (...args: readonly string[]) => string;
  /** Kills every session, as a crash does; the server goes on listening. */
  readonly killSessions: () => void;
  /** Ends it and its sessions. */
  readonly stop: () => Promise<void>;
};

export type SshdOptions = {
  /** A new or empty folder. */
  readonly folder: string;
  readonly place: Place;
  readonly side: 'source' | 'target';
  /** The public key that logs in, as in authorized_keys. */
  readonly publicKey: string;
  readonly backupBytes?: number;
  readonly timeScale?: number;
  /** More lines for sshd_config. */
  readonly config?: readonly string[];
};

const program = '/usr/sbin/sshd';
const practice = join(import.meta.dirname, '../../dist/practice-appliance.cjs');

/** Why there can be no real SSH server here, or undefined. */
export function noSshdBecause(): string | undefined {
  if (!existsSync(program)) return `${program} is missing (Debian package openssh-server)`;
  return existsSync(practice) ? undefined : 'dist/practice-appliance.cjs is missing';
}

/** Starts a server; it is ready when this resolves. */
export async function startSshd(options: SshdOptions): Promise<Sshd> {
  const { folder, place } = options;
  const root = join(folder, 'machine');
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  await mkdir(root);
  const key = newKeyPair();
  const hostKey = join(folder, 'host-key');
  await writeFile(hostKey, key.private, { mode: 0o600 });
  await writeFile(`${hostKey}.pub`, key.public);
  await writeFile(join(folder, 'authorized'), options.publicKey, { mode: 0o600 });
  const machine = (...args: readonly string[]): string =>
    execFileSync(process.execPath, [practice, '--root', root, ...args], { encoding: 'utf8' });
  machine(
    ...['init', '--side', options.side, '--address', place.host],
    ...['--backup-bytes', String(options.backupBytes ?? 3_000_000)],
    ...['--time-scale', String(options.timeScale ?? 0.1)],
  );
  const eppctl = join(bin, 'eppctl');
  await writeFile(
    eppctl,
    `#!/bin/sh\nexec '${process.execPath}' '${practice}' --root '${root}' -- "$@"\n`,
  );
  await chmod(eppctl, 0o755);
  const config = join(folder, 'sshd_config');
  await writeFile(config, configuration(options, hostKey, bin).join('\n'));
  const child = await listen(config, place);
  const fingerprint = execFileSync('ssh-keygen', ['-lf', `${hostKey}.pub`], { encoding: 'utf8' });
  return {
    ...{ host: place.host, port: place.port, root, machine },
    user: userInfo().username,
    fingerprint: fingerprint.split(' ')[1] ?? '',
    killSessions: () => killChildren(child),
    stop: () => end(child),
  };
}

function configuration(options: SshdOptions, hostKey: string, bin: string): readonly string[] {
  const { folder, place } = options;
  return [
    `Port ${place.port}`,
    `ListenAddress ${place.host}`,
    `HostKey ${hostKey}`,
    `AuthorizedKeysFile ${join(folder, 'authorized')}`,
    `SetEnv PATH=${bin}:/usr/bin:/bin`,
    'PidFile none',
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin prohibit-password',
    'Subsystem sftp internal-sftp',
    ...(options.config ?? []),
    '',
  ];
}

/** Runs sshd in the foreground and waits until it listens. */
async function listen(config: string, place: Place): Promise<ChildProcess> {
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
  return child;
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
