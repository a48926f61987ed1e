import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import * as tar from 'tar-stream';
import { type Manifest, practiceContainer } from '../../shared/eppb';
import { blockLength, deriveKey, nonceOf, readHeader, writeHeader } from './container-format';
import { gzipOf, type Piece } from './gzip';

/** What goes into a container. */
export type Content = {
  /** Without the format, which is the container's own. */
  readonly manifest: Omit<Manifest, 'format'>;
  readonly dump: { readonly length: number; readonly blocks: () => AsyncIterable<Buffer> };
  /** Bytes of application files; made from the name of the manifest, so the same name gives the same bytes. */
  readonly fillerBytes: number;
};

/** Fixed values in the place of random ones, for test vectors only. */
export type Fixed = { readonly salt: Buffer; readonly noncePrefix: Buffer };

/** A version 1 container, block by block, in constant memory. */
export const writeVersion1 = (content: Content): AsyncGenerator<Buffer> => archive(content, 1);

/** A version 2 container sealed with a key, block by block, in constant memory. */
export async function* writeVersion2(
  content: Content,
  backupKey: string,
  fixed?: Fixed,
): AsyncGenerator<Buffer> {
  const salt = fixed?.salt ?? randomBytes(practiceContainer.saltLength);
  const noncePrefix = fixed?.noncePrefix ?? randomBytes(practiceContainer.noncePrefixLength);
  const header = writeHeader({ format: 2, ...content.manifest }, salt, noncePrefix);
  const { digest } = readHeader(header);
  const key = await deriveKey(backupKey, salt);
  yield header;
  let number = 0;
  for await (const { payload, last } of chunksOf(archive(content, 2))) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(noncePrefix, number++, last));
    cipher.setAAD(digest);
    yield Buffer.concat([cipher.update(payload), cipher.final(), cipher.getAuthTag()]);
  }
}

/** Cuts a stream into full chunks and a last one; one chunk is held back, to know which is the last. */
export async function* chunksOf(
  blocks: AsyncIterable<Buffer>,
): AsyncGenerator<{ readonly payload: Buffer; readonly last: boolean }> {
  const { chunkLength } = practiceContainer;
  let held: Buffer[] = [];
  let length = 0;
  for await (const block of blocks) {
    held.push(block);
    length += block.length;
    while (length > chunkLength) {
      const whole = Buffer.concat(held);
      yield { payload: whole.subarray(0, chunkLength), last: false };
      held = [whole.subarray(chunkLength)];
      length -= chunkLength;
    }
  }
  yield { payload: Buffer.concat(held), last: true };
}

/** The gzip-compressed tar. The filler is only stored, for nothing would come of compressing it. */
async function* archive(content: Content, format: 1 | 2): AsyncGenerator<Buffer> {
  const manifest = Buffer.from(JSON.stringify({ format, ...content.manifest }));
  const packed = packEntries(content, manifest);
  const inTar = (length: number): number => 512 + Math.ceil(length / 512) * 512;
  const database = inTar(manifest.length) + inTar(content.dump.length);
  async function* pieces(): AsyncGenerator<Piece> {
    let position = 0;
    for await (const bytes of packed as AsyncIterable<Buffer>) {
      yield { bytes, store: position >= database };
      position += bytes.length;
    }
  }
  try {
    yield* gzipOf(pieces());
  } finally {
    packed.destroy();
  }
}

function packEntries(content: Content, manifest: Buffer): tar.Pack {
  const pack = tar.pack();
  const mtime = new Date(content.manifest.createdAt);
  const add = async (name: string, size: number, blocks: AsyncIterable<Buffer>): Promise<void> => {
    await new Promise<void>((resolve, reject) => {
      const entry = pack.entry({ name, size, mtime, mode: 0o644 }, (error) =>
        error ? reject(error) : resolve(),
      );
      const copy = async (): Promise<void> => {
        for await (const block of blocks) {
          if (!entry.write(block)) {
            await new Promise<void>((resolve) => entry.once('drain', () => resolve()));
          }
        }
        entry.end(undefined);
      };
      copy().catch(reject);
    });
  };
  const addAll = async (): Promise<void> => {
    await add('manifest.json', manifest.length, once(manifest));
    await add('dump.sql', content.dump.length, content.dump.blocks());
    await add('sources/application.bin', content.fillerBytes, filler(content));
    pack.finalize();
  };
  addAll().catch((error: unknown) => pack.destroy(error as Error));
  return pack;
}

async function* once(block: Buffer): AsyncGenerator<Buffer> {
  yield block;
}

/** Pseudo-random bytes that do not compress, at the speed of AES. */
async function* filler({ manifest, fillerBytes }: Content): AsyncGenerator<Buffer> {
  const key = createHash('sha256').update(manifest.name).digest().subarray(0, 16);
  const cipher = createCipheriv('aes-128-ctr', key, Buffer.alloc(16));
  const zeros = Buffer.alloc(blockLength);
  for (let left = fillerBytes; left > 0; left -= zeros.length) {
    yield cipher.update(zeros.subarray(0, Math.min(left, zeros.length)));
  }
}
