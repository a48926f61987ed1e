import { rename, rm } from 'node:fs/promises';
import { isFailure } from '../../../shared/failure';
import type { TransferNote } from '../../../shared/transfer-note';
import {
  isFull,
  localFailure,
  openPart,
  refuseFolder,
  renameForGood,
  writeAll,
} from './local-file';
import { roomHere, watchRoom } from './room-watch';
import { sideName } from './side-name';
import type { Part } from './take-up-download';

type Because = Extract<TransferNote, { kind: 'copy-given-up' }>['because'];

/** The copy that a relay keeps on this computer while it can: a trouble with it ends the copy, not the relay. */
export type RelayCopy = {
  /** The part, for as long as the copy is kept. */
  readonly part: () => Part | undefined;
  /** Ends the copy: its part is removed, so that it takes no room. */
  readonly giveUp: (because: Because, seen: string) => Promise<void>;
  /** Writes a piece to the same place as on the server. */
  readonly keep: (piece: Buffer, offset: number) => Promise<void>;
  /** Cuts the part off at this size. */
  readonly cut: (size: number) => Promise<void>;
  readonly sync: () => Promise<void>;
  /** Gives it its final name. */
  readonly finish: () => Promise<void>;
  /** Sets it aside as `NAME.damaged`: it is not what it has to be. */
  readonly setAside: () => Promise<void>;
  /** Leaves the part as it is, for a later try. */
  readonly close: () => Promise<void>;
};

/** Opens the part of a copy; `path` undefined: there is none. `left` tells how many bytes are still to come. */
export async function openCopy(
  path: string | undefined,
  left: () => number,
  note: (note: TransferNote) => void,
): Promise<RelayCopy> {
  let part: Part | undefined;
  let full: number | undefined;
  const partPath = sideName(path ?? '', '.part');

  const giveUp: RelayCopy['giveUp'] = async (because, seen) => {
    const { handle } = part ?? {};
    part = undefined;
    await handle?.close().catch(() => {});
    await rm(partPath, { force: true }).catch(() => {});
    note({ kind: 'copy-given-up', because, seen });
  };
  const orGiveUp = async (work: (part: Part) => Promise<unknown>): Promise<void> => {
    if (!part) return;
    try {
      await work(part);
    } catch (thrown) {
      const noRoom = isFull(thrown) || isFailure(thrown, 'transfer.no-space');
      const { code, message } = thrown as NodeJS.ErrnoException;
      await giveUp(noRoom ? 'no-room' : 'failed', code ?? message);
    }
  };
  const watch = watchRoom(
    () => roomHere(partPath),
    left,
    (missing) => {
      full = missing;
    },
  );

  if (path !== undefined) {
    await refuseFolder(path);
    try {
      part = await openPart(partPath);
    } catch (thrown) {
      if (!isFull(thrown)) localFailure(thrown, partPath);
      await giveUp('no-room', 'ENOSPC');
    }
  }
  return {
    part: () => part,
    giveUp,
    keep: async (piece, offset) => {
      if (!part) return;
      watch();
      if (full !== undefined) await giveUp('no-room', `${full} bytes are missing`);
      else await orGiveUp(({ handle }) => writeAll(handle, piece, offset));
    },
    cut: (size) =>
      orGiveUp(async ({ handle }) => {
        await handle.truncate(size);
      }),
    sync: () => orGiveUp(({ handle }) => handle.sync()),
    finish: () =>
      orGiveUp(async ({ handle }) => {
        await handle.close();
        await renameForGood(partPath, path ?? '');
        part = undefined;
      }),
    setAside: async () => {
      if (!part) return;
      await part.handle.close();
      part = undefined;
      await rename(partPath, sideName(path ?? '', '.damaged'));
    },
    close: async () => {
      await part?.handle.close().catch(() => {});
    },
  };
}
