import type { FileHandle } from 'node:fs/promises';
import { fail } from '../../../shared/failure';
import { inPieces, type Range, type RemoteSource } from './fetch-range';

/** Sends a range of a local file to the same place of a server's; hears its pieces in order as they leave, and what has arrived in order. */
export async function sendRange(
  local: { readonly handle: FileHandle; readonly path: string },
  range: Range,
  to: RemoteSource,
  hear: {
    readonly leaving: (piece: Buffer) => void;
    readonly arrived: (done: number) => void;
  },
): Promise<void> {
  const { file, flow, side } = to;
  const readPiece = async (length: number, offset: number, buffer: Buffer): Promise<void> => {
    for (let got = 0; got < length; ) {
      const { bytesRead } = await local.handle.read(buffer, got, length - got, offset + got);
      if (bytesRead === 0)
        fail('transfer.failed', { path: local.path, seen: 'the file became shorter' });
      got += bytesRead;
    }
    hear.leaving(buffer.subarray(0, length));
  };
  let earlier: Promise<void> = Promise.resolve();
  await inPieces(flow, file, range, ({ length, offset }) => ({
    begin: async (piece, buffer) => {
      // One read after the other: hash and writes have to be in the order of the file.
      const reading = earlier.then(async () => {
        flow.meter.enter('here');
        await readPiece(length(piece), offset(piece), buffer);
        flow.meter.leave('here');
        const turn = flow.turn(length(piece));
        if (turn) await turn;
      });
      earlier = reading;
      await reading;
      flow.meter.enter(side);
      await flow.insist(() => file.write(buffer, length(piece), offset(piece)));
      flow.meter.leave(side);
    },
    finish: async (piece) => {
      flow.throwIfAborted();
      hear.arrived(offset(piece) + length(piece));
    },
  }));
}
