import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { FailureError, fail, isFailure } from '../../../shared/failure';
import { bucketOf } from './bucket';
import { type Meter, meterOf } from './meter';
import type { TransferOptions } from './transport';

const stallSecondsUsual = 90;

/** What a server refuses without a reason is tried again after these pauses, in milliseconds. */
const retryPauses = [100, 300, 900];

/** A gate that holds a piece for so long was closed, in milliseconds. */
const pauseMilliseconds = 300;

/** How a transfer waits: for the server, for its turn, for a person who paused it. All of it ends when the transfer does. */
export type Flow = {
  /** As much as a piece may have now, so that a limit is kept evenly. */
  readonly pieceBytes: () => number;
  /** One request; ends at once with `migration.cancelled` or `appliance.no-answer`, whether it was answered or not. */
  readonly ask: <Value>(request: () => Promise<Value>) => Promise<Value>;
  /** Work that says nothing until it is done, such as a server's hash of a large file: ends with the transfer, and is no silence. */
  readonly await: <Value>(work: () => Promise<Value>) => Promise<Value>;
  /** The same as `ask` for requests that may be made again where the server only says that it failed. */
  readonly insist: <Value>(request: () => Promise<Value>) => Promise<Value>;
  /** Waits until so many bytes may pass, in the order of the calls; undefined where nothing is to be waited for. */
  readonly turn: (bytes: number) => Promise<void> | undefined;
  /** Ends what waits for its turn. */
  readonly leave: () => void;
  /** Throws what the transfer was stopped or given up for. */
  readonly throwIfAborted: () => void;
  /** Ends the transfer with this before its next piece is finished; what is under way still arrives. */
  readonly giveUp: (failure: FailureError) => void;
  /** Where its pieces spend their time. */
  readonly meter: Meter;
  readonly close: () => void;
};

/** Makes the flow of one transfer; `close` it at its end. */
export function flowOf(options: TransferOptions): Flow {
  const { signal, gate, bytesPerSecond, stallSeconds = stallSecondsUsual } = options;
  const limit = (): number | undefined =>
    typeof bytesPerSecond === 'function' ? bytesPerSecond() : bytesPerSecond;
  // Not Promise.race: that would keep something of every request until the end of the transfer.
  const requests = new Set<(failure: unknown) => void>();
  const turns = new Set<(failure: unknown) => void>();
  const over = new AbortController();
  // Every piece under way may wait for it.
  setMaxListeners(0, over.signal);
  let asked = 0;
  const bucket = bucketOf(limit);
  let queue: Promise<void> = Promise.resolve();

  const endTurns = (failure: unknown): void => {
    over.abort();
    for (const reject of [...turns]) reject(failure);
  };
  const end = (failure: unknown): void => {
    endTurns(failure);
    for (const reject of [...requests]) reject(failure);
  };
  const cancelled = (): FailureError =>
    new FailureError({ code: 'migration.cancelled', facts: {} }, signal.reason);
  const onAbort = (): void => end(cancelled());
  signal.addEventListener('abort', onAbort);
  const watch = setTimeout(() => {
    if (asked > 0)
      end(
        new FailureError({
          code: 'appliance.no-answer',
          facts: { command: 'sftp', seconds: stallSeconds },
        }),
      );
  }, stallSeconds * 1000);

  const meter = meterOf();
  let givenUp: FailureError | undefined;
  const throwIfAborted = (): void => {
    if (signal.aborted) throw cancelled();
    if (givenUp) throw givenUp;
  };
  const orEnd = <Value>(waiting: typeof turns, work: () => Promise<Value>): Promise<Value> => {
    throwIfAborted();
    return new Promise<Value>((resolve, reject) => {
      waiting.add(reject);
      work()
        .then(resolve, reject)
        .finally(() => waiting.delete(reject));
    });
  };
  const ask: Flow['ask'] = async (request) => {
    if (asked === 0) watch.refresh();
    asked++;
    try {
      return await orEnd(requests, request);
    } finally {
      asked--;
      watch.refresh();
    }
  };
  const throwIfOver = (): void => {
    if (givenUp) throw givenUp;
    if (over.signal.aborted) fail('transfer.failed', { seen: 'the transfer has ended' });
  };
  const rest = (milliseconds: number): Promise<void> =>
    orEnd(turns, () => pause(milliseconds, undefined, { signal: over.signal }));

  const pass = async (bytes: number): Promise<void> => {
    throwIfOver();
    if (gate) {
      const before = performance.now();
      await orEnd(turns, gate);
      // A pause is nobody's slowness.
      if (performance.now() - before > pauseMilliseconds) meter.forget();
    }
    throwIfOver();
    for (;;) {
      const milliseconds = bucket.wait(bytes);
      if (milliseconds === 0) return;
      await rest(milliseconds);
    }
  };

  return {
    pieceBytes: () => {
      const rate = limit();
      return rate === undefined ? Number.POSITIVE_INFINITY : Math.max(256, Math.floor(rate / 20));
    },
    ask,
    await: (work) => orEnd(requests, work),
    insist: async (request) => {
      for (const milliseconds of retryPauses) {
        try {
          return await ask(request);
        } catch (thrown) {
          if (!isFailure(thrown, 'transfer.failed')) throw thrown;
          await rest(milliseconds);
        }
      }
      return ask(request);
    },
    turn: (bytes) => {
      if (!gate && bytesPerSecond === undefined) return undefined;
      queue = queue.catch(() => {}).then(() => pass(bytes));
      if (limit() === undefined) return queue;
      meter.enter('limit');
      return queue.finally(() => meter.leave('limit'));
    },
    leave: () => endTurns(new FailureError({ code: 'transfer.failed', facts: { seen: 'left' } })),
    throwIfAborted,
    giveUp: (failure) => {
      givenUp ??= failure;
      // Whoever waits for a turn would not notice.
      endTurns(givenUp);
    },
    meter,
    close: () => {
      signal.removeEventListener('abort', onAbort);
      clearTimeout(watch);
      over.abort();
    },
  };
}
