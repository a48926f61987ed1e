import { setTimeout as wait } from 'node:timers/promises';
import { isFailure } from '../../../shared/failure';
import type { RemoteFile } from './appliance';
import { type LanePace, lanePace } from './lane-pace';
import { type LaneWatch, watchLanes } from './lane-watch';

/** A file that is open once more over an SFTP session of its own, and how that session is ended. */
export type Lane = {
  readonly file: RemoteFile;
  readonly end: () => void;
  /** Where it has a connection of its own: how that is broken off at once, with nothing more from it. */
  readonly own?: { readonly lose: () => void } | undefined;
};

/** Lanes that are in use, for whoever makes more of them. */
export type Lanes = {
  readonly join: (lane: Lane) => Promise<void>;
  /** Bytes that were read and written so far, over all of them. */
  readonly carried: () => number;
};

/** Makes more lanes while there is work; the signal aborts when the file is closed. What it throws is done without. */
export type MakeLanes = (lanes: Lanes, signal: AbortSignal) => Promise<void>;

/** A server that neither gives nor refuses a spare session, or does not answer at the end, is waited for no longer, in milliseconds. */
const patience = 1000;
const unheld = { ref: false } as const;

type Used = Lane & LanePace & { underWay: number };
type Waiting = {
  readonly bytes: number;
  readonly go: (lane: Used) => void;
  readonly leave: (failure: unknown) => void;
};

/**
 * An open file whose reads and writes go over several SFTP sessions, each over the one with the least under way. Spare lanes join when they
 * are open; one that the server refuses, or that ends alone, is done without, and what it had under way is asked again over the first. Whatever
 * else is asked goes over the first. Where more are made, lanes have no more under way than they carry in half a second, so that none of
 * them makes the others wait for long; and once there are connections beside the first, sessions that share it rest.
 */
export function inLanes(
  first: RemoteFile,
  spares: readonly Promise<Lane>[],
  make?: MakeLanes,
): RemoteFile {
  const lanes: Used[] = [{ file: first, end: () => {}, underWay: 0, ...lanePace() }];
  const [main] = lanes as [Used];
  const ending = new AbortController();
  const waiting: Waiting[] = [];
  let closed = false;
  let isMaking = make !== undefined;
  let carried = 0;
  let watch: LaneWatch | undefined;
  const connections = (): number => lanes.filter(({ own }) => own).length + 1;

  const leave = async ({ file, end }: Lane): Promise<void> => {
    await Promise.race([file.close().catch(() => {}), wait(patience, undefined, unheld)]);
    end();
  };
  const join = async (lane: Lane): Promise<void> => {
    if (closed) return await leave(lane);
    lanes.push({ ...lane, underWay: 0, ...lanePace() });
    if (lane.own) watch ??= watchLanes(lanes);
    goOn();
  };
  const joinLater = async (spare: Promise<Lane>): Promise<void> => {
    const lane = await spare.catch(() => undefined);
    if (lane) await join(lane);
  };
  const drop = (lane: Used): void => {
    if (!lanes.includes(lane)) return;
    lanes.splice(lanes.indexOf(lane), 1);
    lane.own?.lose();
    goOn();
  };

  /** The lane that takes so many bytes now, which count as under way from here on. */
  const take = (bytes: number): Used | undefined => {
    const several = connections() > 1;
    const hasRoom = ({ underWay, most }: Used): boolean =>
      underWay === 0 || underWay + bytes <= most();
    const free = lanes
      .filter((lane) => !several || lane === main || lane.own)
      .filter((lane) => !(several || isMaking) || hasRoom(lane));
    const [lane] = free.sort((a, b) => a.underWay - b.underWay);
    if (lane) {
      if (lane.underWay === 0) lane.begins();
      lane.underWay += bytes;
    }
    return lane;
  };
  const goOn = (): void => {
    for (let next = waiting[0]; next; next = waiting[0]) {
      const lane = take(next.bytes);
      if (!lane) return;
      waiting.shift();
      next.go(lane);
    }
  };
  const dismiss = (failure: unknown): void => {
    for (const { leave } of waiting.splice(0)) leave(failure);
  };
  const turn = (bytes: number): Promise<Used> =>
    new Promise((go, leave) => {
      waiting.push({ bytes, go, leave });
    });

  const carry = async <Value>(
    bytes: number,
    request: (file: RemoteFile) => Promise<Value>,
  ): Promise<Value> => {
    const lane = (waiting.length === 0 ? take(bytes) : undefined) ?? (await turn(bytes));
    try {
      const value = await request(lane.file);
      carried += bytes;
      lane.carries(bytes);
      return value;
    } catch (thrown) {
      const isSpare = lane.own !== undefined || isFailure(thrown, 'ssh.connection-lost');
      if (lane === main || !isSpare) {
        // Nothing else is asked again by whoever moves a file.
        if (!isFailure(thrown, 'transfer.failed')) dismiss(thrown);
        throw thrown;
      }
      // Its session has ended, or its connection is not as the first is; where the server has gone too, or refuses, the first says so.
      drop(lane);
      const value = await request(first);
      carried += bytes;
      return value;
    } finally {
      lane.underWay -= bytes;
      goOn();
    }
  };

  const joining = spares.map(joinLater);
  const making = make?.({ join, carried: () => carried }, ending.signal)
    .catch(() => {})
    .finally(() => {
      isMaking = false;
      goOn();
    });

  return {
    ...first,
    connections,
    read: (into, length, offset) => carry(length, (file) => file.read(into, length, offset)),
    write: (from, length, offset) => carry(length, (file) => file.write(from, length, offset)),
    close: async () => {
      closed = true;
      ending.abort();
      watch?.end();
      const spare = lanes.splice(1);
      const all = Promise.all([making, ...joining, ...spare.map(leave)]);
      await Promise.all([first.close(), Promise.race([all, wait(patience, undefined, unheld)])]);
    },
  };
}
