import { execFileSync } from 'node:child_process';
import { randomInt, scryptSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from '../../electron/simulator/accounts';
import { type HostConfig, hostKeyTypes, placesOfHost } from './host-config';
import { type Supervised, supervise } from './host-run';

/** The letters of crypt(3), in the order of their values. */
const letters = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * An account whose password hash a real login understands: crypt(3) takes the hash of a practice machine where its salt is
 * written in letters of its own.
 */
export function loginOf(login: string, password: string, publicKeys: readonly string[]): Account {
  const salt = Buffer.from(Array.from({ length: 16 }, () => letters[randomInt(64)]).join(''));
  const hash = scryptSync(password, salt, 32, { N: 1024, r: 8, p: 1 });
  return { login, salt: salt.toString('hex'), hash: hash.toString('hex'), publicKeys };
}

/** The hash as it stands in /etc/shadow: scrypt with N 1024, r 8, p 1. What crypt(3) cannot read opens nothing. */
function shadowed({ salt, hash }: Account): string {
  const text = Buffer.from(salt, 'hex').toString('latin1');
  return /^[./0-9A-Za-z]{16}$/.test(text)
    ? `$7$86..../....${text}$${lettersOf(Buffer.from(hash, 'hex'))}`
    : '!';
}

/** Three bytes as four letters, the lowest bits first. */
function lettersOf(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const three = bytes.subarray(at, at + 3);
    let value = three.reduceRight((sum, byte) => sum * 256 + byte, 0);
    for (let bits = three.length * 8; bits > 0; bits -= 6) {
      text += letters[value % 64];
      value = Math.floor(value / 64);
    }
  }
  return text;
}

const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');

/** Lets exactly these accounts in, each as root; files are written over, for they are mounted. */
export async function writeLogins(
  { folder, etc }: Pick<HostConfig, 'folder' | 'etc'>,
  accounts: readonly Account[],
): Promise<void> {
  const { home, keys } = placesOfHost(folder);
  await mkdir(join(etc, 'pam.d'), { recursive: true });
  await mkdir(home, { recursive: true });
  const people = accounts.map(({ login }) => `${login}:x:0:0:${login}:${home}:/bin/sh`);
  const hashes = accounts.map(
    (account) => `${account.login}:${shadowed(account)}:20000:0:99999:7:::`,
  );
  await writeFile(
    join(etc, 'passwd'),
    lines([
      'root:x:0:0:root:/root:/bin/sh',
      'sshd:x:110:65534::/run/sshd:/usr/sbin/nologin',
      ...people,
    ]),
  );
  await writeFile(
    join(etc, 'shadow'),
    lines(['root:*:20000::::::', 'sshd:*:20000::::::', ...hashes]),
    { mode: 0o600 },
  );
  await writeFile(
    join(etc, 'pam.d/sshd'),
    lines([
      'auth required pam_unix.so nodelay',
      ...['account', 'password', 'session'].map((kind) => `${kind} required pam_unix.so`),
    ]),
  );
  await rm(keys, { recursive: true, force: true });
  await mkdir(keys);
  for (const { login, publicKeys } of accounts)
    await writeFile(join(keys, login), lines(publicKeys));
}

/** Makes new host keys in the place of those that are there. */
export async function makeHostKeys(folder: string): Promise<void> {
  for (const type of hostKeyTypes) {
    const file = placesOfHost(folder).hostKey(type);
    await rm(file, { force: true });
    await rm(`${file}.pub`, { force: true });
    execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', file]);
  }
}

/** OpenSSH on port 22 of a host. */
export function hostSshd(folder: string): Supervised {
  const { log, bin, keys, hostKey } = placesOfHost(folder);
  const options = [
    'Port=22',
    'ListenAddress=0.0.0.0',
    `AuthorizedKeysFile=${keys}/%u`,
    `SetEnv=PATH=${bin}:/usr/bin:/bin`,
    ...['PidFile=none', 'StrictModes=no', 'UsePAM=yes', 'PermitRootLogin=yes'],
    ...['PasswordAuthentication=yes', 'KbdInteractiveAuthentication=yes'],
    ...['MaxStartups=100', 'UseDNS=no', 'Subsystem=sftp internal-sftp'],
    ...hostKeyTypes.map((type) => `HostKey=${hostKey(type)}`),
  ];
  const program = supervise(
    ['/usr/sbin/sshd', '-D', '-e', '-f', '/dev/null', ...options.flatMap((line) => ['-o', line])],
    join(log, 'sshd'),
    async () => readFileSync('/proc/net/tcp', 'latin1').includes('00000000:0016 00000000:0000 0A'),
  );
  return {
    ...program,
    stop: async () => {
      await program.stop();
      killSessions();
    },
  };
}

/** Ends every session of this host, so that its connections drop; the process `listener` goes on. */
export function killSessions(listener?: number): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
      if (name.startsWith('sshd') && Number(pid) !== listener) process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  }
}
