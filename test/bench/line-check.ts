import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Link } from './links';
import type { PacketLine, Traffic } from './packet-line';
import { type Row, show } from './results';
import { tidily } from './tidily';

const probe = join(import.meta.dirname, 'line-probe.mjs');

/** Whole connections through the line, with what they found. */
type Taken = { readonly roundTrip: number; readonly bitsPerSecond: number };

/** Measures with plain sockets what a line does and prints it; throws where that is not what the link is to be. */
export async function checkLine(
  line: PacketLine,
  { roundTrip, bitsPerSecond, lost }: Link,
  signal: AbortSignal,
): Promise<void> {
  await tidily(async (later) => {
    const server = startProbe(line.far.inside, ['serve', line.far.address], signal);
    later(server.end);
    const port = await server.line();
    const measure = async (connections: number, part: number, seconds: number) => {
      await line.lose(1, part);
      const args = [line.far.address, port, String(connections), String(seconds)];
      const client = startProbe(line.near.inside, ['take', ...args], signal);
      const taken = JSON.parse(await client.line()) as Taken;
      await client.end();
      return { connections, part, taken, traffic: await line.lose(1, 0) };
    };
    const whole = await measure(1, 0, 4);
    const one = await measure(1, lost, 12);
    const eight = await measure(8, lost, 6);
    const rows = [whole, one, eight].map(({ connections, part, taken, traffic }): Row => {
      const cells = [
        ...[`${part * 100} %`, `${taken.roundTrip.toFixed(1)} ms`, rate(taken.bitsPerSecond)],
        ...[lossOf(traffic), String(traffic.dropped[0] + traffic.dropped[1])],
      ];
      return { name: connections === 1 ? '1 connection' : `${connections} connections`, cells };
    });
    const columns = [
      'to lose',
      'to connect',
      'received',
      'lost: there, back',
      'queue was full for',
    ];
    show('the line itself', columns, rows);
    const faults = [
      ...(whole.taken.roundTrip < roundTrip ? ['it is too short'] : []),
      ...(whole.taken.roundTrip > roundTrip * 1.2 ? ['it is too long'] : []),
      ...(whole.taken.bitsPerSecond > bitsPerSecond ? ['it is too wide'] : []),
      ...(whole.taken.bitsPerSecond < bitsPerSecond * 0.75 ? ['it is too narrow'] : []),
      ...(isLikely(eight.traffic, lost) ? [] : ['it loses another part of the packets']),
    ];
    if (faults.length > 0) throw new Error(`the line is not as wanted: ${faults.join(', ')}`);
  });
}

const rate = (bitsPerSecond: number): string => `${(bitsPerSecond / 1e6).toFixed(1)} Mbit/s`;

const lossOf = ({ carried, lost }: Traffic): string =>
  ([0, 1] as const)
    .map((way) => `${((100 * lost[way]) / (carried[way] + lost[way])).toFixed(2)} %`)
    .join(', ');

/** Whether so many were lost as chance allows, five times its usual swing. */
const isLikely = ({ carried, lost }: Traffic, part: number): boolean =>
  ([0, 1] as const).every((way) => {
    const expected = (carried[way] + lost[way]) * part;
    return Math.abs(lost[way] - expected) <= 5 * Math.sqrt(expected);
  });

/** Starts the probe at an end of the line; `line` is what it says next. */
function startProbe(inside: readonly string[], args: readonly string[], signal: AbortSignal) {
  const [first = process.execPath, ...rest] = [...inside, process.execPath, probe, ...args];
  const child: ChildProcess = spawn(first, rest, { stdio: ['pipe', 'pipe', 'inherit'], signal });
  child.on('error', () => {});
  const ended = once(child, 'close').catch(() => {});
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  return {
    line: async (): Promise<string> => {
      const line = once(lines, 'line').then(([text]) => text as string);
      const none = ended.then(() => Promise.reject(new Error('the probe of the line has ended')));
      return await Promise.race([line, none]);
    },
    end: async (): Promise<void> => {
      child.stdin?.end();
      await ended;
    },
  };
}
