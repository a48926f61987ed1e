import type { FileHandle } from 'node:fs/promises';
import { fail } from '../../../shared/failure';
import type { Flow } from './flow';
import { writeAll } from './local-file';
import { cutIntoPieces, type Pieces, pipeline } from './pipeline';
import type { TransferFile } from './transport';

/** A part of a file, from its byte `start` up to `end`. */
export type Range = { readonly start: number; readonly end: number };

/** An open file of a server, its path for failures, and how it is waited for. */
export type RemoteSource = {
  readonly file: TransferFile;
  readonly path: string;
  readonly flow: Flow;
};

/** Reads a range with many requests under way; hears its pieces in order. */
export async function readRemote(
  { file, path, flow }: RemoteSource,
  { start, end }: Range,
  hear: (piece: Buffer, offset: number) => Promise<void> | void,
): Promise<void> {
  await inPieces({ file, path, flow }, { start, end }, (pieces) => ({
    begin: async (piece, buffer) => {
      const length = pieces.length(piece);
      await flow.turn(length);
      for (let got = 0; got < length; ) {
        const rest = got === 0 ? buffer : buffer.subarray(got);
        const at = pieces.offset(piece) + got;
        const read = await flow.insist(() => file.read(rest, length - got, at));
        if (read === 0) fail('transfer.failed', { path, seen: 'the file became shorter' });
        got += read;
      }
    },
    finish: async (piece, buffer) => {
      flow.throwIfAborted();
      await hear(buffer.subarray(0, pieces.length(piece)), pieces.offset(piece));
    },
  }));
}

/** Works through a range, piece by piece; where the limit changes it is cut anew. */
export async function inPieces(
  { file, flow }: RemoteSource,
  { start, end }: Range,
  work: (pieces: Pieces) => Pick<Parameters<typeof pipeline>[0], 'begin' | 'finish'>,
): Promise<void> {
  for (let at = start; at < end; ) {
    const wanted = flow.pieceBytes();
    const pieces = cutIntoPieces(at, end, Math.min(file.requestBytes, wanted));
    const finished = await pipeline({
      ...{ pieces, leave: flow.leave, ...work(pieces) },
      goesOn: () => flow.pieceBytes() === wanted,
    });
    at = Math.min(end, pieces.offset(finished));
  }
}

/** Brings a range into the same place of a local file; `hear` is told of each piece once it is written. */
export const fetchRange = (
  source: RemoteSource,
  range: Range,
  local: FileHandle,
  hear: (piece: Buffer) => void,
): Promise<void> =>
  readRemote(source, range, async (piece, offset) => {
    await writeAll(local, piece, offset);
    hear(piece);
  });
