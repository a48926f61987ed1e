import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { hostKeyOf } from '../../electron/engine/ssh/fingerprint';
import type { HostKey, Side } from '../../shared/appliance';
import type { ServerAt } from '../../shared/connecting';
import type { Endpoint } from '../../shared/plan';
import { freePort } from '../lab/network';
import { type Sshd, startSshd } from '../lab/sshd';

/** How the two servers are reached: on this computer, or far away over a narrow line. */
export type LinkName = 'loopback' | '20 ms, 1 Gbit/s';
export const linkNames = ['loopback', '20 ms, 1 Gbit/s'] as const satisfies LinkName[];

/** An old and a new OpenSSH server, two ways to each, and room for files in memory. */
export type TransferStand = {
  /** On a file system in memory where there is one: disks are not what is measured. */
  readonly folder: string;
  readonly endpoint: (side: Side, link: LinkName) => Endpoint;
  readonly hostKey: (side: Side) => HostKey;
  /** What scp and its like need to log in without a question. */
  readonly sshOptions: readonly string[];
  readonly close: () => Promise<void>;
};

const host = '127.0.0.1';

/** Starts it all; `close` leaves nothing behind. */
export async function openTransferStand(): Promise<TransferStand> {
  const folder = await mkdtemp(join(memoryFolder(), 'bench-'));
  const onClose: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const each of onClose.splice(0).reverse()) await each();
  };
  try {
    const keyFile = join(folder, 'key');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', keyFile]);
    const publicKeys = [readFileSync(`${keyFile}.pub`, 'utf8').trim()];
    const start = async (side: Side): Promise<Sshd> => {
      const place = { host, port: await freePort(), inner: host, inside: [] };
      const server = await startSshd({ folder: join(folder, side), place, side, publicKeys });
      onClose.push(server.stop);
      return server;
    };
    const servers = { source: await start('source'), target: await start('target') };
    const far = await startFarWay([servers.source, servers.target]);
    onClose.push(far.stop);
    const ports: Readonly<Record<LinkName, readonly number[]>> = {
      loopback: [servers.source.port, servers.target.port],
      '20 ms, 1 Gbit/s': far.ports,
    };
    const keyLine = (side: Side): string =>
      readFileSync(join(servers[side].folder, 'host-key-ed25519.pub'), 'utf8').trim();
    const known = join(folder, 'known-hosts');
    const names = Object.values(ports).flatMap(([source, target]) => [
      `[${host}]:${source} ${keyLine('source')}\n`,
      `[${host}]:${target} ${keyLine('target')}\n`,
    ]);
    await writeFile(known, names.join(''));
    return {
      ...{ folder, close },
      endpoint: (side, link) => ({
        ...{ host, port: ports[link][side === 'source' ? 0 : 1] as number },
        ...{ user: servers[side].user, agent: false, identityFiles: [keyFile] },
      }),
      hostKey: (side) => hostKeyOf(Buffer.from(keyLine(side).split(' ')[1] ?? '', 'base64')),
      sshOptions: [
        ...['-F', 'none', '-i', keyFile, '-c', 'aes128-gcm@openssh.com'],
        ...[`UserKnownHostsFile=${known}`, 'BatchMode=yes', 'IdentitiesOnly=yes'].flatMap(
          (option) => ['-o', option],
        ),
      ],
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function memoryFolder(): string {
  return process.platform === 'linux' ? '/dev/shm' : tmpdir();
}

async function startFarWay(
  servers: readonly ServerAt[],
): Promise<{ readonly ports: readonly number[]; readonly stop: () => Promise<void> }> {
  const child: ChildProcess = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'rate-proxy.mjs'),
      JSON.stringify(servers.map(({ port }) => ({ host, port }))),
      ...['20', '1e9'],
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error('no pipes');
  const [line] = (await once(createInterface({ input: stdout }), 'line')) as [string];
  return {
    ports: JSON.parse(line) as readonly number[],
    stop: async () => {
      stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
