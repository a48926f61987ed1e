import { setTimeout as wait } from 'node:timers/promises';
import { isFailure } from '../../../shared/failure';
import type { RemoteFile } from './appliance';

/** A file that is open once more over an SFTP session of its own, and how that session is ended. */
export type Lane = { readonly file: RemoteFile; readonly end: () => void };

/** A server that neither gives nor refuses a spare session is not waited for at the end, in milliseconds. */
const patience = 1000;
const unheld = { ref: false } as const;

type Used = Lane & { underWay: number };

/**
 * An open file whose writes go over several SFTP sessions, each over the one with the least under way. Spare lanes join when they are open;
 * one that the server refuses, or that ends alone, is done without. Whatever else is asked goes over the first.
 */
export function inLanes(first: RemoteFile, spares: readonly Promise<Lane>[]): RemoteFile {
  const lanes: Used[] = [{ file: first, end: () => {}, underWay: 0 }];
  let closed = false;
  const leave = async ({ file, end }: Lane): Promise<void> => {
    await file.close().catch(() => {});
    end();
  };
  const join = async (spare: Promise<Lane>): Promise<void> => {
    const lane = await spare.catch(() => undefined);
    if (lane === undefined) return;
    if (closed) await leave(lane);
    else lanes.push({ ...lane, underWay: 0 });
  };
  const joining = spares.map(join);
  const emptiest = (): Used => lanes.reduce((a, b) => (b.underWay < a.underWay ? b : a));

  return {
    ...first,
    write: async (from, length, offset) => {
      const lane = emptiest();
      lane.underWay += length;
      try {
        await lane.file.write(from, length, offset);
      } catch (thrown) {
        if (lane === lanes[0] || !isFailure(thrown, 'ssh.connection-lost')) throw thrown;
        // Its session has ended; where the connection has too, the first says so.
        if (lanes.includes(lane)) lanes.splice(lanes.indexOf(lane), 1);
        await first.write(from, length, offset);
      } finally {
        lane.underWay -= length;
      }
    },
    close: async () => {
      closed = true;
      const spare = lanes.splice(1);
      const all = Promise.all([...joining, ...spare.map(leave)]);
      await Promise.all([first.close(), Promise.race([all, wait(patience, undefined, unheld)])]);
    },
  };
}
