import { createInflateRaw, type InflateRaw } from 'node:zlib';
import type { Pull, Reader } from './byte-reader';

/** How a deflate stream ended. */
export type DeflateEnd = 'whole' | 'truncated' | 'damaged';

export type Inflating = {
  /** Blocks of what was packed; undefined at the end, however it ends. They are never used again. */
  readonly pull: Pull;
  /** Only after the end: how it ended. What follows a whole stream is back in the reader. */
  readonly end: () => DeflateEnd;
  /** Packed bytes that were used so far. */
  readonly used: () => number;
  /** Gives up in the middle. */
  readonly stop: () => Promise<void>;
};

const firstPiece = 4096;
const largestPiece = 1_048_576;
const chunkBytes = 262_144;
/** Chunks that wait for whoever wants them. */
const waitingMax = 4;

/**
 * Unpacks a raw deflate stream from where a reader stands, beside everything else that is done. Packed bytes are asked for in small
 * pieces at first: what comes out of a piece with a fault in it is lost.
 */
export function inflate(reader: Reader): Inflating {
  const raw = createInflateRaw({ chunkSize: chunkBytes });
  const waiting: Buffer[] = [];
  let state: DeflateEnd | undefined;
  let wake = (): void => {};
  const done = (end: DeflateEnd): void => {
    state ??= end;
    wake();
  };
  raw.on('data', (chunk: Buffer) => {
    waiting.push(chunk);
    if (waiting.length >= waitingMax) raw.pause();
    wake();
  });
  raw.on('error', ({ code }: NodeJS.ErrnoException) =>
    done(code === 'Z_BUF_ERROR' ? 'truncated' : 'damaged'),
  );
  raw.on('end', () => done('whole'));
  let thrown: { readonly reason: unknown } | undefined;
  const feeding = feed(raw, reader, () => state !== undefined).catch((reason: unknown) => {
    thrown = { reason };
    done('damaged');
  });
  return {
    pull: async () => {
      for (;;) {
        const chunk = waiting.shift();
        if (raw.isPaused() && waiting.length < waitingMax) raw.resume();
        if (chunk) return chunk;
        if (state !== undefined) {
          await feeding;
          raw.destroy();
          if (thrown) throw thrown.reason;
          return undefined;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    end: () => state ?? 'truncated',
    used: () => raw.bytesWritten,
    stop: async () => {
      raw.destroy();
      done('truncated');
      await feeding;
    },
  };
}

/** Gives the stream its packed bytes until it ends; what it did not want goes back. The next piece is got while one is unpacked. */
async function feed(raw: InflateRaw, reader: Reader, isOver: () => boolean): Promise<void> {
  const over = new Promise<void>((resolve) => {
    raw.once('end', resolve);
    raw.once('close', resolve);
  });
  let fed = 0;
  let most = firstPiece;
  let piece = await nextPiece(reader, most);
  while (piece !== undefined) {
    const now = piece;
    fed += now.length;
    const written = new Promise<void>((resolve) => {
      raw.write(now, () => resolve());
    });
    most = Math.min(largestPiece, most * 2);
    // Short streams are over before another piece is worth its way back.
    const ahead = most >= 262_144 ? nextPiece(reader, most) : undefined;
    ahead?.catch(() => {});
    await Promise.race([over, written]);
    const next = await ahead;
    if (isOver() || raw.bytesWritten < fed) {
      const left = Math.min(now.length, fed - raw.bytesWritten);
      const rest = [now.subarray(now.length - left), next ?? Buffer.alloc(0)];
      if (left > 0 || next) reader.unread(Buffer.concat(rest));
      return;
    }
    piece = ahead ? next : await nextPiece(reader, most);
  }
  // What came out may still be on its way; the fault that the end may be would take it along.
  while (raw.readableLength > 0 && !isOver()) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
  if (!isOver()) raw.end();
}

/** So many bytes, fewer only at the end: how a source cuts its bytes must not matter to what is found. */
async function nextPiece(reader: Reader, length: number): Promise<Buffer | undefined> {
  const first = await reader.some(length);
  if (!first || first.length === length) return first;
  const piece = Buffer.allocUnsafeSlow(length);
  let have = first.copy(piece);
  while (have < length) {
    const more = await reader.some(length - have);
    if (!more) break;
    have += more.copy(piece, have);
  }
  return piece.subarray(0, have);
}
