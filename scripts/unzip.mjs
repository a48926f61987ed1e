// Reads a zip file, as much of the format as is needed: stored and deflated entries, no zip64, no encryption.

import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * Writes the entries of `file` into `folder`, under the name that `destinationOf` gives them; those it gives none are
 * left out. Throws when a name would leave the folder.
 * @param {string} file
 * @param {string} folder
 * @param {(entry: string) => string | undefined} destinationOf
 */
export async function extractZip(file, folder, destinationOf) {
  const zip = await open(file);
  try {
    for (const entry of await directoryOf(zip)) {
      const name = entry.name.endsWith('/') ? undefined : destinationOf(entry.name);
      if (name === undefined) continue;
      const target = resolve(folder, name);
      if (!target.startsWith(resolve(folder) + sep)) throw new Error(`zip: bad name ${name}`);
      await mkdir(dirname(target), { recursive: true });
      const out = createWriteStream(target, { mode: entry.mode });
      const start = await contentOffset(zip, entry.offset);
      if (entry.size === 0) {
        out.end();
        continue;
      }
      const content = createReadStream(file, { start, end: start + entry.size - 1 });
      if (entry.method === STORED) await pipeline(content, out);
      else if (entry.method === DEFLATED) await pipeline(content, createInflateRaw(), out);
      else throw new Error(`zip: compression ${entry.method} of ${entry.name} is not known`);
    }
  } finally {
    await zip.close();
  }
}

/** @param {import('node:fs/promises').FileHandle} zip */
async function directoryOf(zip) {
  const { size } = await zip.stat();
  const tail = await read(zip, Math.max(0, size - 65_557), Math.min(size, 65_557));
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) throw new Error('zip: this is not a zip file');
  const directory = await read(zip, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries = [];
  for (let at = 0; at + 46 <= directory.length; ) {
    const nameLength = directory.readUInt16LE(at + 28);
    const mode = (directory.readUInt32LE(at + 38) >>> 16) & 0o777;
    entries.push({
      method: directory.readUInt16LE(at + 10),
      size: directory.readUInt32LE(at + 20),
      mode: mode || 0o644,
      offset: directory.readUInt32LE(at + 42),
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * The content follows the entry's second, local header, whose lengths may differ from the directory's.
 * @param {import('node:fs/promises').FileHandle} zip
 * @param {number} header
 */
async function contentOffset(zip, header) {
  const local = await read(zip, header, 30);
  return header + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
}

/**
 * @param {import('node:fs/promises').FileHandle} zip
 * @param {number} position
 * @param {number} length
 */
async function read(zip, position, length) {
  const { buffer, bytesRead } = await zip.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead !== length) throw new Error('zip: the file is cut short');
  return buffer;
}
