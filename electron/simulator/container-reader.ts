import { createDecipheriv } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import * as tar from 'tar-stream';
import { type Manifest, practiceContainer } from '../../shared/eppb';
import {
  blockLength,
  ContainerError,
  deriveKey,
  type Header,
  headerLength,
  introLength,
  nonceOf,
  readHeader,
  readManifest,
  sealedLength,
} from './container-format';
import { type DumpContent, DumpError, readDump } from './dump';

/** What a container held, read to its last byte. */
export type Opened = DumpContent & {
  readonly manifest: Manifest;
  /** Bytes of application files. */
  readonly fillerBytes: number;
};

/**
 * Opens a container of either version and reads all of it in constant memory; the key is for version 2. `keep` gets
 * the rows. Throws `ContainerError`. `signal` ends it between two blocks.
 */
export async function openContainer(
  path: string,
  backupKey: string,
  keep?: (block: string) => Promise<void>,
  signal?: AbortSignal,
): Promise<Opened> {
  const file = await open(path, 'r');
  try {
    const size = (await file.stat()).size;
    const start = await readAt(file, 0, introLength);
    if (start[0] === 0x1f && start[1] === 0x8b) {
      return await readArchive(rawBlocks(file, size, signal), size, 1, keep);
    }
    const header = readHeader(await readAt(file, 0, headerLength(start)));
    const key = await deriveKey(backupKey, header.salt);
    const opened = await readArchive(
      openChunks(file, size, header, key, signal),
      undefined,
      2,
      keep,
    );
    return opened;
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

async function* rawBlocks(
  file: FileHandle,
  size: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  for (let position = 0; position < size; position += blockLength) {
    signal?.throwIfAborted();
    yield await readAt(file, position, Math.min(blockLength, size - position));
  }
}

async function* openChunks(
  file: FileHandle,
  size: number,
  header: Header,
  key: Buffer,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  const { tagLength } = practiceContainer;
  const count = Math.ceil((size - header.length) / sealedLength);
  if (count < 1) throw new ContainerError('damaged', 'the file ends after its header');
  for (let number = 0; number < count; number++) {
    signal?.throwIfAborted();
    const last = number === count - 1;
    const sealed = await readAt(file, header.length + number * sealedLength, sealedLength);
    if (sealed.length <= tagLength) throw new ContainerError('damaged', `chunk ${number} is cut`);
    const decipher = createDecipheriv(
      'aes-256-gcm',
      key,
      nonceOf(header.noncePrefix, number, last),
      {
        authTagLength: tagLength,
      },
    );
    decipher.setAAD(header.digest);
    decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
    try {
      const payload = decipher.update(sealed.subarray(0, sealed.length - tagLength));
      decipher.final();
      yield payload;
    } catch {
      const fault = number === 0 ? 'wrong-key' : 'damaged';
      throw new ContainerError(fault, `chunk ${number} does not open`);
    }
  }
}

/** Reads gzip and tar; `compressedSize`, where known, proves that nothing follows the end. */
async function readArchive(
  blocks: AsyncGenerator<Buffer>,
  compressedSize: number | undefined,
  format: 1 | 2,
  keep: ((block: string) => Promise<void>) | undefined,
): Promise<Opened> {
  const gunzip = createGunzip({ chunkSize: blockLength });
  const entries = tar.extract();
  let reason: unknown;
  const feed = async (): Promise<void> => {
    for await (const block of blocks) {
      await new Promise<void>((resolve, reject) => {
        gunzip.write(block, (error) => (error ? reject(error) : resolve()));
      });
    }
    gunzip.end();
  };
  const unpack = async (): Promise<void> => {
    for await (const block of gunzip as AsyncIterable<Buffer>) {
      if (!entries.write(block)) await drained(entries);
    }
    entries.end(undefined);
  };
  const stop = (error: unknown): void => {
    reason ??= error;
    gunzip.destroy();
    entries.destroy(error as Error);
  };
  const feeding = feed().catch(stop);
  const unpacking = unpack().catch(stop);
  try {
    const opened = await readEntries(entries, format, keep);
    await Promise.all([feeding, unpacking]);
    if (reason) throw reason;
    if (compressedSize !== undefined && gunzip.bytesWritten !== compressedSize) {
      throw new ContainerError('damaged', 'something follows the end of the archive');
    }
    return opened;
  } catch (error) {
    stop(error);
    await blocks.return(undefined);
    throw asContainerError(reason ?? error);
  }
}

const drained = (stream: tar.Extract): Promise<void> =>
  new Promise((resolve) => {
    stream.once('drain', () => resolve());
  });

async function readEntries(
  entries: tar.Extract,
  format: 1 | 2,
  keep: ((block: string) => Promise<void>) | undefined,
): Promise<Opened> {
  let manifest: Manifest | undefined;
  let dump: DumpContent | undefined;
  let fillerBytes = 0;
  for await (const entry of entries) {
    const { name, size } = entry.header;
    if (!manifest) {
      if (name !== 'manifest.json' || size > practiceContainer.manifestLengthMax) {
        throw new ContainerError('not-a-backup', 'the archive does not begin with a manifest');
      }
      manifest = readManifest(
        Buffer.concat(await collect(entry as AsyncIterable<Uint8Array>)),
        format,
      );
    } else if (!dump) {
      if (name !== 'dump.sql') throw new ContainerError('damaged', 'the archive has no dump');
      dump = await readDump(entry as AsyncIterable<Buffer>, keep);
    } else {
      for await (const block of entry as AsyncIterable<Buffer>) fillerBytes += block.length;
    }
  }
  if (!manifest || !dump) throw new ContainerError('damaged', 'the archive is not complete');
  return { manifest, ...dump, fillerBytes };
}

async function collect(blocks: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const block of blocks) all.push(block);
  return all;
}

/** Whatever gzip, tar and dump complain of is damage; aborting stays what it is. */
function asContainerError(error: unknown): unknown {
  if (error instanceof ContainerError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const named = error as { readonly name?: string };
  if (named.name === 'AbortError') return error;
  return new ContainerError('damaged', error instanceof DumpError ? `dump.sql: ${text}` : text);
}
