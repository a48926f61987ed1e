import { FailureError, fail, isFailure } from '../../../shared/failure';
import { type Range, type RemoteSource, readRemote } from './fetch-range';
import type { Flow } from './flow';
import { quietly } from './quietly';
import { watchRoom } from './room-watch';
import type { Moved, TransferFiles } from './transport';

/** Where a file goes to that is not on this computer, as failures name it. */
export const there = 'the new server';

/** A part on the new server. */
export type RemotePart = {
  readonly files: TransferFiles;
  readonly path: string;
  readonly flow: Flow;
};

/**
 * Fills a part on a server from its byte `start` up to `size` and flushes it there; `before`: its size now. Throws `transfer.failed` where
 * it is not as long at the end.
 */
export async function fillPart(
  { files, path, flow }: RemotePart,
  {
    start,
    before,
    size,
  }: { readonly start: number; readonly before: number; readonly size: number },
  fill: (to: RemoteSource) => Promise<void>,
): Promise<void> {
  // Nothing of it is used: a new file, whatever has the name. Whether it may be written tells the server.
  if (start === 0) await removePart({ files, path, flow });
  const file = await flow.ask(() => files.open(path, 'write', size - start));
  try {
    if (before > start) await flow.ask(() => file.truncate(start));
    await fill({ file, path, flow, side: 'target' });
    const { sync } = file;
    if (sync) await flow.ask(sync);
  } catch (thrown) {
    await quietly(file.close());
    throw thrown;
  }
  await flow.ask(() => file.close());
  const now = await flow.ask(() => files.size(path));
  if (now !== size) fail('transfer.failed', { path, seen: `${now ?? 'no'} of ${size} bytes` });
}

/** Cuts a part that is longer than this off at this size. */
export async function cutPart(
  { files, path, flow }: RemotePart,
  before: number,
  size: number,
): Promise<void> {
  if (before <= size) return;
  const file = await flow.ask(() => files.open(path, 'write'));
  try {
    await flow.ask(() => file.truncate(size));
  } finally {
    await quietly(file.close());
  }
}

/** Reads a range of a part back from the server; hears its pieces in order. */
export async function readBack(
  { files, path, flow }: RemotePart,
  range: Range,
  hear: (piece: Buffer, offset: number) => Promise<void> | void,
): Promise<void> {
  const file = await flow.ask(() => files.open(path, 'read'));
  try {
    await readRemote({ file, path, flow, side: 'target' }, range, hear);
  } finally {
    await quietly(file.close());
  }
}

/** Takes a part away, if it is there. */
export const removePart = async ({ files, path, flow }: RemotePart): Promise<void> => {
  await flow
    .ask(() => files.remove(path))
    .catch((thrown: unknown) => {
      if (!isFailure(thrown, 'transfer.source-file-missing', 'transfer.failed')) throw thrown;
    });
};

/** Ends the transfer with `transfer.no-space` before the server's disk is full; call it after each piece. */
export const watchThere = ({ files, path, flow }: RemotePart, left: () => number): (() => void) =>
  watchRoom(
    async () => files.room?.(path),
    left,
    (missing) =>
      flow.giveUp(
        new FailureError({ code: 'transfer.no-space', facts: { where: there, missing } }),
      ),
  );

/** Says of a full disk there how many bytes do not fit of a file; other failures pass as they are. */
export function explainThere(thrown: unknown, size: number, done: number): never {
  if (!isFailure(thrown, 'transfer.no-space')) throw thrown;
  const facts = { where: there, missing: Math.max(1, size - done), required: size };
  return fail('transfer.no-space', { ...facts, ...thrown.failure.facts }, thrown);
}

/**
 * Compares the SHA-256 of a whole part with what the server itself reads. What is known not to be the file gets no name: it is removed,
 * with `transfer.hash-mismatch`.
 */
export async function proveThere(
  part: RemotePart,
  hash: (path: string) => Promise<Moved>,
  expected: string,
): Promise<void> {
  const { sha256: seen } = await part.flow.await(() => hash(part.path));
  if (seen === expected) return;
  await removePart(part);
  fail('transfer.hash-mismatch', { where: there, seen, expected });
}
