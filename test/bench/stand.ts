import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { hostKeyOf } from '../../electron/engine/ssh/fingerprint';
import type { HostKey, Side } from '../../shared/appliance';
import type { Endpoint } from '../../shared/plan';
import { freePort } from '../lab/network';
import { noSshdBecause, type Sshd, startSshd } from '../lab/sshd';
import { buildPrograms } from '../lab/stand';
import type { Order, Way } from './engine-work';
import { ownFolder, type Place } from './files';
import { type LinkName, links, type Work } from './links';
import { openPacketLine, type PacketLine } from './packet-line';
import { type Peer, type ScpPlace, scp } from './peers';
import { tidily } from './tidily';

/** An old and a new OpenSSH server, the ways to each, and room for files. */
export type Stand = {
  readonly folder: string;
  /** In the folder: what the old server has, what is here, what the new one gets. */
  readonly files: Readonly<Record<'source' | 'local' | 'target', string>>;
  /** Words to put before a command so that it runs where the links begin. */
  readonly inside: readonly string[];
  /** Set where the link is one of packets. */
  readonly line: PacketLine | undefined;
  readonly order: (link: LinkName, work: Work) => Order;
  /** Who does the same work over the same link. */
  readonly peer: (link: LinkName, work: Work) => Peer;
};

/** Why there can be no servers here, or undefined. Builds what they need. */
export function noStandBecause(): string | undefined {
  buildPrograms();
  return noSshdBecause();
}

/**
 * Starts the servers and the links while `work` is done, and leaves nothing behind. A link of packets is the only one of its stand:
 * its servers are in a namespace of their own.
 */
export async function withStand<Value>(
  { place, names }: StandWish,
  work: (stand: Stand) => Promise<Value>,
): Promise<Value> {
  return await tidily(async (later) => {
    const { folder, remove } = await ownFolder(place);
    later(remove);
    const keyFile = join(folder, 'key');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', keyFile]);
    const publicKeys = [readFileSync(`${keyFile}.pub`, 'utf8').trim()];
    const packets = names.find((name) => links[name].kind === 'packets');
    const line = packets && (await openPacketLine(folder, links[packets]));
    if (line) later(line.close);
    const host = line?.far.address ?? '127.0.0.1';
    const start = async (side: Side): Promise<Sshd> => {
      const at = { host, port: await freePort(), inner: host, inside: line?.far.inside ?? [] };
      const server = await startSshd({ folder: join(folder, side), place: at, side, publicKeys });
      later(server.stop);
      return server;
    };
    const servers = { source: await start('source'), target: await start('target') };
    const direct: Ports = { source: servers.source.port, target: servers.target.port };
    const ports = new Map<LinkName, Ports>();
    for (const name of names) {
      if (links[name].kind !== 'proxy') ports.set(name, direct);
      else {
        const proxy = await startProxy(host, direct, name);
        later(proxy.stop);
        ports.set(name, proxy.ports);
      }
    }
    const portOf = (link: LinkName, side: Side): number => ports.get(link)?.[side] ?? 0;
    const keyLine = (side: Side): string =>
      readFileSync(join(servers[side].folder, 'host-key-ed25519.pub'), 'utf8').trim();
    const known = join(folder, 'known-hosts');
    const lines = [...ports.values()].flatMap(({ source, target }) => [
      `[${host}]:${source} ${keyLine('source')}\n`,
      `[${host}]:${target} ${keyLine('target')}\n`,
    ]);
    await writeFile(known, lines.join(''));
    const hostKey = (side: Side): HostKey =>
      hostKeyOf(Buffer.from(keyLine(side).split(' ')[1] ?? '', 'base64'));
    const endpoint = (link: LinkName, side: Side): Endpoint => ({
      ...{ host, port: portOf(link, side), user: servers[side].user },
      ...{ agent: false, identityFiles: [keyFile] },
    });
    const files = {
      source: join(folder, 'source-file'),
      local: join(folder, 'local-file'),
      target: join(folder, 'target-file'),
    };
    const options = [
      ...['-F', 'none', '-i', keyFile, '-c', 'aes128-gcm@openssh.com'],
      ...[`UserKnownHostsFile=${known}`, 'BatchMode=yes', 'IdentitiesOnly=yes'].flatMap(
        (option) => ['-o', option],
      ),
    ];
    return await work({
      ...{ folder, files, line, inside: line?.near.inside ?? [] },
      order: (link, what) => {
        const way = (side: Side): Way => ({
          ...{ endpoint: endpoint(link, side), path: files[side], known: hostKey(side) },
        });
        return {
          ...{ over: 'ssh', work: what, local: files.local },
          ...(what === 'upload' ? {} : { source: way('source') }),
          ...(what === 'download' ? {} : { target: way('target') }),
        };
      },
      peer: (link, what) => {
        const at = (side: Side): ScpPlace => ({
          ...{ user: servers[side].user, host, port: portOf(link, side), path: files[side] },
        });
        const from = what === 'upload' ? files.local : at('source');
        return scp(options, from, what === 'download' ? files.local : at('target'));
      },
    });
  });
}

type StandWish = {
  readonly place: Place;
  readonly names: readonly LinkName[];
};
type Ports = Readonly<Record<Side, number>>;

/** Takes away what arrived, with what is remembered of parts of it. */
export async function removeArrived({ files: { local, target } }: Stand): Promise<void> {
  for (const file of [local, target]) {
    for (const ending of ['', '.part', '.part.json', '.upload.json', '.relay.json']) {
      await rm(`${file}${ending}`, { force: true });
    }
  }
}

/** Starts the proxies of a link in a process of its own, one before each server. */
async function startProxy(
  host: string,
  { source, target }: Ports,
  name: LinkName,
): Promise<{ readonly ports: Ports; readonly stop: () => Promise<void> }> {
  const { roundTrip, bitsPerSecond } = links[name];
  const child: ChildProcess = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'rate-proxy.mjs'),
      JSON.stringify([source, target].map((port) => ({ host, port }))),
      ...[String(roundTrip), String(bitsPerSecond)],
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error('no pipes');
  const ended = once(child, 'exit');
  const [line] = (await once(createInterface({ input: stdout }), 'line')) as [string];
  const [before = 0, behind = 0] = JSON.parse(line) as readonly number[];
  return {
    ports: { source: before, target: behind },
    stop: async () => {
      stdin.end();
      await ended;
    },
  };
}
