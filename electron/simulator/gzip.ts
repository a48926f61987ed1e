import { promisify } from 'node:util';
import { crc32, deflateRaw, constants as zlib } from 'node:zlib';

const deflate = promisify(deflateRaw);

/** A piece of a gzip file: worth compressing, or only stored, which is forty times as fast. */
export type Piece = { readonly bytes: Buffer; readonly store: boolean };

const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** An empty block that is marked as the last one. */
const lastBlock = Buffer.from([0x03, 0x00]);

/**
 * One gzip member of many pieces. Each is deflated by itself up to a byte's edge, and what comes of it is simply joined;
 * Node's own stream cannot change its level half way (`params` has no effect there).
 */
export async function* gzipOf(pieces: AsyncIterable<Piece>): AsyncGenerator<Buffer> {
  yield header;
  let checksum = 0;
  let length = 0;
  for await (const { bytes, store } of pieces) {
    if (bytes.length === 0) continue;
    checksum = crc32(bytes, checksum);
    length += bytes.length;
    yield await deflate(bytes, { level: store ? 0 : 6, finishFlush: zlib.Z_SYNC_FLUSH });
  }
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(checksum);
  trailer.writeUInt32LE(length % 0x1_0000_0000, 4);
  yield Buffer.concat([lastBlock, trailer]);
}
