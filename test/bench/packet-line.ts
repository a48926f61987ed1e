import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isGone } from './files';
import type { Link } from './links';

/** A line of packets between two network namespaces. */
export type PacketLine = {
  readonly near: End;
  readonly far: End;
  /**
   * From now on this part of the packets is lost in each direction, the same numbers of packets for the same seed. Gives what the line
   * did since it was told before.
   */
  readonly lose: (seed: number, part: number) => Promise<Traffic>;
  readonly close: () => Promise<void>;
};
/** One end of the line. */
export type End = {
  readonly address: string;
  /** Words to put before a command to run it there. */
  readonly inside: readonly string[];
};

/** Packets from near to far and back: delivered, lost at random, dropped by a full queue. */
export type Traffic = Readonly<Record<'carried' | 'lost' | 'dropped', readonly [number, number]>>;

/** As much as waits before the narrow place, in milliseconds of its rate. */
const queueMilliseconds = 50;

/** Of the range for tests of devices; nothing else is in these namespaces. */
const addresses = { near: '198.18.0.1', far: '198.18.0.2' };

/** The one that most servers use, also where this computer uses another: it is what lost packets slow down. */
const congestionControl = 'cubic';

const source = join(import.meta.dirname, 'packet-link.c');

const ip = (...args: readonly string[]): string =>
  execFileSync('ip', args, { stdio: 'pipe', encoding: 'utf8' });

/** Why there can be no line of packets here, or undefined. */
export function noPacketLineBecause(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    return 'it makes network namespaces, which needs root on Linux';
  }
  const space = `eppbench-try-${process.pid}`;
  try {
    execFileSync('gcc', ['-E', '-o', '/dev/null', source], { stdio: 'pipe' });
    ip('netns', 'add', space);
    try {
      ip('-n', space, 'tuntap', 'add', 'mode', 'tun', 'name', 'line');
      connect(space, addresses.near, addresses.far);
    } finally {
      ip('netns', 'del', space);
    }
    return undefined;
  } catch (error) {
    const seen = error instanceof Error ? error.message.split('\n').join(' ').trim() : error;
    return `it needs gcc, libc6-dev and iproute2 (Debian), network namespaces, TUN and ${congestionControl}: ${seen}`;
  }
}

/** Makes the namespaces and the line, which loses nothing yet. `close` leaves nothing behind; the folder is for its program. */
export async function openPacketLine(folder: string, link: Link): Promise<PacketLine> {
  removeLeftovers();
  const program = join(folder, 'packet-link');
  execFileSync('gcc', ['-O2', '-o', program, source]);
  const spaces = { near: `eppbench-near-${process.pid}`, far: `eppbench-far-${process.pid}` };
  const undos: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const undo of undos.splice(0).reverse()) await undo();
  };
  try {
    for (const space of Object.values(spaces)) {
      ip('netns', 'add', space);
      undos.push(() => ip('netns', 'del', space));
      ip('-n', space, 'link', 'set', 'lo', 'up');
      // What one connection has learned of the line is not to help the next.
      ip('netns', 'exec', space, 'sysctl', '-qw', 'net.ipv4.tcp_no_metrics_save=1');
    }
    const { near, far } = spaces;
    const { roundTrip, bitsPerSecond } = link;
    const numbers = [roundTrip, bitsPerSecond, queueMilliseconds].map(String);
    const child = spawn(program, [`/run/netns/${near}`, `/run/netns/${far}`, ...numbers], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.on('error', () => {});
    const ended = once(child, 'exit');
    undos.push(async () => {
      child.stdin.end();
      await ended;
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const next = async (): Promise<string> => {
      const { value, done } = await lines.next();
      if (done) throw new Error('the program of the line has ended');
      return value;
    };
    await next();
    connect(near, addresses.near, addresses.far);
    connect(far, addresses.far, addresses.near);
    const end = (side: 'near' | 'far'): End => ({
      address: addresses[side],
      inside: ['ip', 'netns', 'exec', spaces[side]],
    });
    return {
      ...{ near: end('near'), far: end('far'), close },
      lose: async (seed, part) => {
        child.stdin.write(`${seed} ${part}\n`);
        return JSON.parse(await next()) as Traffic;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Gives an end of the line its address and the way to the other. */
function connect(space: string, own: string, other: string): void {
  ip('-n', space, 'addr', 'add', `${own}/32`, 'dev', 'line');
  ip('-n', space, 'link', 'set', 'line', 'up');
  // Named with the route, it needs no permission of the whole computer.
  const how = ['src', own, 'congctl', congestionControl];
  ip('-n', space, 'route', 'add', other, 'dev', 'line', ...how);
}

/** Takes away the namespaces of runs that were killed, with what runs in them. */
function removeLeftovers(): void {
  for (const space of ip('netns', 'list').match(/^eppbench-(?:near|far|try)-\d+\b/gm) ?? []) {
    if (!isGone(Number(space.replace(/^.*-/, '')))) continue;
    for (const pid of ip('netns', 'pids', space).split('\n')) {
      if (pid !== '') process.kill(Number(pid), 'SIGKILL');
    }
    ip('netns', 'del', space);
  }
}
