import { inPieces, type Range, type RemoteSource, readPiece } from './fetch-range';
import { bytesOver } from './pipeline';

/** Two ways of 20 ms each at 1 Gbit/s take this much over one connection each; it is all that a relay has in memory, and what a stop may still let arrive. */
const bytesUnderWay = 8 * 1_048_576;

/**
 * Carries a range from one server to the same place of a file of the other: what has been read is written from the same buffer. `arrived`
 * hears pieces in order, each once it and all before it are there; its buffer is used again afterwards.
 */
export async function relayRange(
  from: RemoteSource,
  to: RemoteSource,
  range: Range,
  arrived: (piece: Buffer, offset: number) => Promise<void> | void,
): Promise<void> {
  const { flow } = from;
  const { meter } = flow;
  await inPieces(
    flow,
    // A read may be longer than one request of the old server carries: its parts are asked for at once.
    to.file,
    range,
    ({ length, offset }) => ({
      begin: async (piece, buffer) => {
        const bytes = length(piece);
        await flow.turn(bytes);
        meter.enter('source');
        await readPiece(from, buffer, bytes, offset(piece));
        meter.leave('source');
        meter.enter('target');
        await flow.insist(() => to.file.write(buffer, bytes, offset(piece)));
        meter.leave('target');
        meter.enter('here');
      },
      finish: async (piece, buffer) => {
        flow.throwIfAborted();
        await arrived(buffer.subarray(0, length(piece)), offset(piece));
        meter.leave('here');
      },
    }),
    () => bytesOver(Math.max(connectionsOf(from), connectionsOf(to)), bytesUnderWay),
  );
}

const connectionsOf = ({ file }: RemoteSource): number => file.connections?.() ?? 1;
