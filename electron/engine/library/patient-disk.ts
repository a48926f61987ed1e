import { fail } from '../../../shared/failure';
import type { Disk, OpenFile } from './disk';

/** What a disk that did not answer in time is told apart by; it has the shape of the system's errors. */
export const silentCode = 'ESILENT';

type Options = {
  /** Milliseconds that each single question may take. */
  readonly patience: number;
  /**
   * Questions at one time. A question that a share never answers holds one of the process's four threads for files until the system gives
   * up, so fewer than those: the rest of the program goes on reading and writing.
   */
  readonly atOnce: number;
  readonly signal: AbortSignal;
};

/**
 * A disk whose questions fail with `silentCode` where they are not answered in time. While all that may be asked at once hangs, nothing more
 * is asked: what comes next fails at once, until one of them is answered after all. Throws `migration.cancelled` once the signal aborts.
 */
export function patientDisk(disk: Disk, { patience, atOnce, signal }: Options): Disk {
  let free = atOnce;
  let hanging = 0;
  const waiting: (() => void)[] = [];
  const release = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
  /** Answers whether there is room for one more question in time. */
  const room = (): Promise<boolean> => {
    if (free > 0) {
      free--;
      return Promise.resolve(true);
    }
    if (hanging >= atOnce) return Promise.resolve(false);
    return new Promise((resolve) => {
      const enter = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(enter), 1);
        resolve(false);
      }, patience);
      waiting.push(enter);
    });
  };

  const ask = async <Answer>(
    question: () => Promise<Answer>,
    late: (answer: Answer) => void = () => undefined,
  ): Promise<Answer> => {
    if (signal.aborted) fail('migration.cancelled');
    if (!(await room())) throw silent();
    if (signal.aborted) {
      release();
      fail('migration.cancelled');
    }
    return await new Promise<Answer>((resolve, reject) => {
      let over: 'no' | 'silent' | 'cancelled' = 'no';
      const leave = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', cancel);
      };
      const giveUp = (how: 'silent' | 'cancelled'): void => {
        over = how;
        hanging++;
        leave();
      };
      const timer = setTimeout(() => {
        giveUp('silent');
        reject(silent());
        // Who waits for room waits in vain, too.
      }, patience);
      const cancel = (): void => {
        giveUp('cancelled');
        try {
          fail('migration.cancelled');
        } catch (thrown) {
          reject(thrown);
        }
      };
      signal.addEventListener('abort', cancel);
      const settled = (): void => {
        if (over === 'no') leave();
        else hanging--;
        release();
      };
      question().then(
        (answer) => {
          settled();
          if (over === 'no') resolve(answer);
          else late(answer);
        },
        (thrown) => {
          settled();
          reject(thrown);
        },
      );
    });
  };

  return {
    list: (path) => {
      const entries = disk.list(path);
      return { next: () => ask(() => entries.next()) };
    },
    stat: (path) => ask(() => disk.stat(path)),
    open: async (path) => {
      const file = await ask(() => disk.open(path), closeLate);
      return {
        read: (offset, length, into) => ask(() => file.read(offset, length, into)),
        // Nobody waits for it, and it may be asked for when all is over.
        close: async () => closeLate(file),
      };
    },
  };
}

const closeLate = (file: OpenFile): void => void file.close().catch(() => undefined);

const silent = (): Error => Object.assign(new Error('no answer in time'), { code: silentCode });
