import type { FileHandle } from 'node:fs/promises';
import type { Side } from '../../../shared/appliance';
import { fail } from '../../../shared/failure';
import type { Flow } from './flow';
import { writeAll } from './local-file';
import { bytesOver, cutIntoPieces, type Pieces, pipeline } from './pipeline';
import type { TransferFile } from './transport';

/** A part of a file, from its byte `start` up to `end`. */
export type Range = { readonly start: number; readonly end: number };

/** An open file of a server, its path for failures, whose it is, and how it is waited for. */
export type RemoteSource = {
  readonly file: TransferFile;
  readonly path: string;
  readonly side: Side;
  readonly flow: Flow;
};

/** Reads a range with many requests under way; hears its pieces in order. */
export async function readRemote(
  source: RemoteSource,
  { start, end }: Range,
  hear: (piece: Buffer, offset: number) => Promise<void> | void,
): Promise<void> {
  const { file, flow, side } = source;
  await inPieces(flow, file, { start, end }, (pieces) => ({
    begin: async (piece, buffer) => {
      const length = pieces.length(piece);
      await flow.turn(length);
      flow.meter.enter(side);
      await readPiece(source, buffer, length, pieces.offset(piece));
      flow.meter.leave(side);
      flow.meter.enter('here');
    },
    finish: async (piece, buffer) => {
      flow.throwIfAborted();
      await hear(buffer.subarray(0, pieces.length(piece)), pieces.offset(piece));
      flow.meter.leave('here');
    },
  }));
}

/** Reads so many bytes, however few a server gives at once. */
export async function readPiece(
  { file, path, flow }: RemoteSource,
  into: Buffer,
  length: number,
  offset: number,
): Promise<void> {
  for (let got = 0; got < length; ) {
    const rest = got === 0 ? into : into.subarray(got);
    const at = offset + got;
    const read = await flow.insist(() => file.read(rest, length - got, at));
    if (read === 0) fail('transfer.failed', { path, seen: 'the file became shorter' });
    got += read;
  }
}

/**
 * Works through a range in pieces that this file takes; where the limit changes it is cut anew. `underWay`: bytes in memory at most, as its
 * connections are where nothing else is said.
 */
export async function inPieces(
  flow: Flow,
  { requestBytes, connections }: Pick<TransferFile, 'requestBytes' | 'connections'>,
  { start, end }: Range,
  work: (pieces: Pieces) => Pick<Parameters<typeof pipeline>[0], 'begin' | 'finish'>,
  underWay = () => bytesOver(connections?.() ?? 1),
): Promise<void> {
  for (let at = start; at < end; ) {
    const wanted = flow.pieceBytes();
    const pieces = cutIntoPieces(at, end, Math.min(requestBytes, wanted), underWay);
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
