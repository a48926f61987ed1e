import type { Order } from './engine-work';
import type { Engine } from './engines';
import { hashOf } from './files';
import type { Goals } from './links';
import { median } from './median';
import { type Peer, runPeer } from './peers';
import { gibibyte, type Row, seconds, speed } from './results';
import type { Run } from './tidily';

/** A piece of work that the engine and another program both do. */
export type Contest = {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 of what is moved. */
  readonly sha256: string;
  readonly order: Order;
  readonly peer: Peer;
  /** Makes everything as it has to be before a turn; rounds count from 0. */
  readonly prepare: (round: number) => Promise<void>;
  /** The file that is there afterwards. */
  readonly result: string;
  /** Absent: it is only told. */
  readonly goals?: Goals | undefined;
};

/** With --check a goal may be missed by this factor: two cores that others use too measure no finer. */
export const tolerance = 1.25;
/** The columns of the rows of `compete`, but for the first and what `show` adds. */
export const contestColumns = ['', 'median', '', 'of the peer', 'CPU a GiB'];

/** Added where the rounds of the peer differ by more than half: somebody else was at work on this computer. */
const moreRounds = 1;

type Reading = { readonly milliseconds: number; readonly cpuMilliseconds: number };

/**
 * Lets all engines and the peer do the work in turn, and again. Gives a row of medians for each; what is compared is the median of
 * the parts that neighbours in time make. Throws where something else arrived than was sent.
 */
export async function compete(
  contest: Contest,
  engines: readonly Engine[],
  { signal, rounds = 3, inside = [] }: Run & { readonly inside?: readonly string[] },
): Promise<readonly Row[]> {
  const { prepare, order, peer, sha256, result } = contest;
  const ours = engines.map((engine) => ({ engine, readings: [] as Reading[] }));
  const peers: number[] = [];
  for (let round = 0; round < rounds + moreRounds; round++) {
    if (round >= rounds && (round < 2 || Math.max(...peers) <= 1.5 * Math.min(...peers))) break;
    // Not among the results: a sign of life on long ways.
    console.error(`${contest.name}, round ${round + 1}`);
    for (const { engine, readings } of ours) {
      signal.throwIfAborted();
      await prepare(round);
      const outcome = await engine.ask(order);
      const seen = round === 0 ? await hashOf(result, signal) : sha256;
      if (outcome.sha256 !== sha256 || seen !== sha256) {
        throw new Error(`${engine.name}: ${outcome.sha256} and ${seen}, not ${sha256}`);
      }
      readings.push(outcome);
    }
    signal.throwIfAborted();
    await prepare(round);
    peers.push(await runPeer(peer, { inside, signal }));
  }
  return rowsOf(contest, peers, ours);
}

function rowsOf(
  { name, bytes, peer, goals }: Contest,
  peers: readonly number[],
  ours: readonly { readonly engine: Engine; readonly readings: readonly Reading[] }[],
): readonly Row[] {
  const timed = (times: readonly number[]): readonly string[] => [
    seconds(median(times)),
    speed(bytes, median(times)),
  ];
  return [
    { name, cells: [peer.name, ...timed(peers), '1', ''] },
    ...ours.map(({ engine, readings }): Row => {
      const times = readings.map(({ milliseconds }) => milliseconds);
      const ratio = median(times.map((time, at) => time / (peers[at] ?? Number.NaN)));
      const cpu = median(readings.map(({ cpuMilliseconds }) => cpuMilliseconds));
      return {
        name,
        cells: [
          ...[`ours in ${engine.name}`, ...timed(times), ratio.toFixed(2)],
          seconds(cpu / (bytes / gibibyte)),
        ],
        ...(goals && { judged: { value: ratio, goal: goals[engine.name] } }),
      };
    }),
  ];
}
