import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hostKeyOf } from '../../electron/engine/ssh/fingerprint';
import type { Order } from '../lab/connect';
import type { KindName } from '../lab/kinds';
import { type Lab, openLab } from '../lab/lab';
import {
  noElectronBecause,
  type OtherRuntime,
  type Runtimes,
  startRuntimes,
} from '../lab/other-runtime';
import { noSshdBecause, type Sshd } from '../lab/sshd';
import { buildPrograms } from '../lab/stand';
import { median } from './median';
import { type Row, show } from './results';
import type { Run } from './tidily';

const usualRounds = 15;
/** Ours, in a program that runs already, may take this part of what the program `ssh HOST true` takes. */
const goal = 0.5;
const kinds = ['modern', 'like-6.6', 'hardened'] as const satisfies KindName[];

/** Measures and prints; gives true where the goal is missed. */
export async function bench({ signal, rounds = usualRounds }: Run): Promise<boolean> {
  buildPrograms();
  const missing = noSshdBecause();
  if (missing !== undefined) {
    console.log(`nothing was measured: ${missing}`);
    return false;
  }
  const lab = await openLab(kinds);
  let runtimes: Runtimes | undefined;
  try {
    const reason = noElectronBecause();
    if (reason) console.log(`not measured in Electron: ${reason}`);
    runtimes = await startRuntimes(reason ? ['node'] : ['node', 'electron']);
    const rows: Row[] = [];
    for (const kind of kinds) {
      const medians = await race(lab, kind, runtimes.all, { signal, rounds });
      const whole = medians.get('ssh HOST true') ?? Number.NaN;
      for (const [name, median] of medians) {
        const value = median / whole;
        const cells = [name, `${median.toFixed(1)} ms`, value.toFixed(2)];
        rows.push({
          name: kind,
          cells,
          ...(name.startsWith('ours') && { judged: { value, goal } }),
        });
      }
    }
    return show('to log in', ['', `median of ${rounds}`, 'of ssh HOST true'], rows);
  } finally {
    await runtimes?.stop();
    await lab.close();
  }
}

/** Lets everybody connect in turn, each with the same key and a host key that is known; gives their medians. */
async function race(
  lab: Lab,
  kind: KindName,
  ours: readonly OtherRuntime[],
  { signal, rounds }: Run & { readonly rounds: number },
): Promise<ReadonlyMap<string, number>> {
  const server = lab.servers[kind];
  const line = readFileSync(join(server.folder, 'host-key-ed25519.pub'), 'utf8').trim();
  const knownHosts = join(lab.folder, `known-hosts-${kind}`);
  await writeFile(knownHosts, `${knownAs(server)} ${line}\n`);
  const known = [hostKeyOf(Buffer.from(line.split(' ')[1] ?? '', 'base64'))];
  const order: Order = { endpoint: lab.byKey(server), known };
  const ssh = (...more: readonly string[]) =>
    timeOf('ssh', [...sshOptions(lab, server, knownHosts), ...more]);
  const runners: [string, () => Promise<number>][] = [
    ...ours.map(({ name, connect }): [string, () => Promise<number>] => [
      `ours in ${name}`,
      async () => {
        const { failure, milliseconds } = await connect(order);
        if (failure) throw new Error(`${name}, ${kind}: ${JSON.stringify(failure)}`);
        return milliseconds;
      },
    ]),
    ['ssh HOST true', () => ssh(server.host, 'true')],
    [
      'ssh -N -f HOST',
      async () => {
        const milliseconds = await ssh('-N', '-f', server.host);
        // It has gone into the background, where it ends with its session.
        server.killSessions();
        return milliseconds;
      },
    ],
  ];
  const times = new Map<string, number[]>(runners.map(([name]) => [name, []]));
  // The first of each is for warming up.
  for (let round = 0; round <= rounds; round++) {
    for (const [name, run] of runners) {
      signal.throwIfAborted();
      const milliseconds = await run();
      if (round > 0) times.get(name)?.push(milliseconds);
    }
  }
  return new Map([...times].map(([name, list]) => [name, median(list)]));
}

const knownAs = ({ host, port }: Sshd): string => (port === 22 ? host : `[${host}]:${port}`);

const sshOptions = (lab: Lab, server: Sshd, knownHosts: string): readonly string[] => [
  ...['-F', 'none', '-i', lab.keyFile, '-l', server.user, '-p', String(server.port)],
  ...[`UserKnownHostsFile=${knownHosts}`, 'BatchMode=yes', 'IdentitiesOnly=yes'].flatMap(
    (option) => ['-o', option],
  ),
];

/** How long a program takes until it ends well. */
async function timeOf(program: string, args: readonly string[]): Promise<number> {
  const began = performance.now();
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: { ...process.env, SSH_AUTH_SOCK: '' },
  });
  const [code] = await once(child, 'exit');
  const milliseconds = performance.now() - began;
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
  return milliseconds;
}
