import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { fail } from '../../../../shared/failure';
import { openRegular } from '../../eppb/open-regular';
import { here, readRange } from '../../transport/local-file';
import { isPlainName } from './path';
import { Refusal, type Shelf, type ShelfEnds } from './shelf';

/** The file that the console shall fetch. */
export type OfferTask = {
  readonly kind: 'offer';
  readonly localPath: string;
  /** The name that the console sees. */
  readonly name: string;
  /** What it has to be, where that is known; SHA-256 (hex). */
  readonly sha256?: string | undefined;
};

const readBytes = 262_144;

/**
 * Gives one file, which is hashed as it passes, as often as it is wanted. It is done when all of it was taken once: a rest counts with
 * what had passed before.
 */
export async function offering(
  task: OfferTask,
  ends: ShelfEnds,
): Promise<Shelf & { size: number }> {
  if (!isPlainName(task.name))
    fail('contract.bad-input', { where: 'name', seen: task.name.slice(0, 100) });
  const handle = await openRegular(task.localPath);
  const { size, mtimeMs, mtime } = await handle.stat();
  let busy = false;
  let closed = false;
  /** Up to here all has passed. */
  let reached = 0;

  const prove = async (sha256: string): Promise<void> => {
    const now = await handle.stat();
    if (now.size !== size || now.mtimeMs !== mtimeMs)
      fail('transfer.failed', { path: task.localPath, seen: 'changed while it was sent' });
    if (task.sha256 !== undefined && sha256 !== task.sha256)
      fail('transfer.hash-mismatch', { where: here, seen: sha256, expected: task.sha256 });
  };

  const may: Shelf['may'] = (what, name, at) => {
    if (what === 'store') throw new Refusal(553, 'Nothing can be stored here.');
    if (name !== task.name) throw new Refusal(550, 'There is no such file.');
    if (busy) throw new Refusal(450, 'The file is being sent.');
    if (at !== 'end' && at > size) throw new Refusal(554, 'The file is not so long.');
  };
  return {
    size,
    may,
    entry: () => ({ name: task.name, size, modifiedAt: mtime }),
    store: async () => {
      throw new Refusal(553, 'Nothing can be stored here.');
    },
    rename: async () => {
      throw new Refusal(553, 'Nothing can be renamed here.');
    },
    retrieve: async (name, at, to, asking) => {
      may('retrieve', name, at);
      busy = true;
      asking.begins();
      try {
        const hash = createHash('sha256');
        await readRange(handle, { start: 0, end: at }, (piece) => hash.update(piece));
        const buffer = Buffer.allocUnsafeSlow(readBytes);
        for (let done = at; done < size; ) {
          const length = Math.min(readBytes, size - done);
          const { bytesRead } = await handle.read(buffer, 0, length, done);
          if (bytesRead === 0) break;
          const piece = buffer.subarray(0, bytesRead);
          hash.update(piece);
          await send(to, piece);
          done += bytesRead;
          asking.moved();
          if (at <= reached) reached = Math.max(reached, done);
          ends.progress(done);
        }
        await endOf(to);
        const sha256 = hash.digest('hex');
        await prove(sha256).catch((thrown: unknown) => {
          ends.failed(thrown);
          throw new Refusal(451, 'The file is not what it has to be.');
        });
        if (reached === size) ends.finished({ size, sha256 });
      } finally {
        busy = false;
      }
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await handle.close();
    },
  };
}

/** The memory may be used again once the system has taken it. */
function send(to: Socket, piece: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    if (to.destroyed) reject(new Error('closed'));
    else to.write(piece, (thrown) => (thrown ? reject(thrown) : resolve()));
  });
}

/** Waits until the other end has closed, too: it has taken all of it then. */
async function endOf(to: Socket): Promise<void> {
  if (to.destroyed) throw to.errored ?? new Error('closed');
  const closed = once(to, 'close');
  to.resume();
  to.end();
  await closed;
  if (to.errored) throw to.errored;
}
