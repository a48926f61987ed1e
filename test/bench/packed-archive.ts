import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { tarEntry } from '../unit/engine/eppb/hostile-files';
import { mebibyte } from './results';

const partBytes = 32 * mebibyte;
const entryBytes = 262_144;

/** What an archive has to be, once it is written. */
export type PackedArchive = { readonly sha256: string; readonly entries: number };

/**
 * Writes a tar.gz of at least so many bytes: one gzip member, one tar file, in it again and again the same part of text, of a log or
 * a dump, and of bytes that cannot be packed. Writing it takes little time and reading it all of it; it unpacks to twice its size.
 */
export async function makePackedArchive(
  path: string,
  { bytes, text, signal }: { bytes: number; text: 'log' | 'dump'; signal: AbortSignal },
): Promise<PackedArchive> {
  const part = makePart(lines[text]);
  const packed = deflateRawSync(part.content, { level: 6, finishFlush: constants.Z_FULL_FLUSH });
  const end = Buffer.alloc(1024);
  const packedEnd = deflateRawSync(end);
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  try {
    const write = async (block: Buffer): Promise<void> => {
      signal.throwIfAborted();
      hash.update(block);
      await file.write(block);
    };
    let sum = 0;
    let unpacked = 0;
    let entries = 0;
    await write(Buffer.from('1f8b0800000000000003', 'hex'));
    for (let written = 0; written < bytes; written += packed.length) {
      await write(packed);
      sum = crc32(part.content, sum);
      unpacked += part.content.length;
      entries += part.entries;
    }
    await write(packedEnd);
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(crc32(end, sum), 0);
    trailer.writeUInt32LE((unpacked + end.length) % 2 ** 32, 4);
    await write(trailer);
    return { sha256: hash.digest('hex'), entries };
  } finally {
    await file.close();
  }
}

/** A line of text by its number. */
const lines = {
  log: (row: number) =>
    `2026-11-24 02:00:${row % 60} [info] client ${row} checked in, policy ${row % 97}: ${digestOf(row)}\n`,
  dump: (row: number) =>
    `INSERT INTO devices (id, name, serial) VALUES (${row}, 'USB stick ${row % 97}', '${digestOf(row)}');\n`,
} as const;

const digestOf = (row: number): string => createHash('sha256').update(String(row)).digest('hex');

function makePart(line: (row: number) => string): {
  readonly content: Buffer;
  readonly entries: number;
} {
  const text = Buffer.from(Array.from({ length: 4000 }, (_, row) => line(row)).join(''));
  const noise = Buffer.concat(
    Array.from({ length: entryBytes / 32 }, (_, row) => Buffer.from(digestOf(row), 'hex')),
  );
  const entries: Buffer[] = [];
  for (let size = 0; size < partBytes; size += entryBytes) {
    const [name, content] = entries.length % 4 === 3 ? ['noise', noise] : ['text', text];
    entries.push(
      tarEntry({ name: `${name}/${entries.length}`, content: content.subarray(0, entryBytes) }),
    );
  }
  return { content: Buffer.concat(entries), entries: entries.length };
}
