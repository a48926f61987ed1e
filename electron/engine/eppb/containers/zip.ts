import { crc32 } from 'node:zlib';
import { openReader, type Pull } from '../byte-reader';
import type { ByteSource } from '../byte-source';
import { inflate } from '../inflate';
import type { Container, Looking } from './container';
import { begins } from './marks';
import { findDirectory, readAll, readDirectory, type ZipEntry } from './zip-directory';

const bombBytes = 536_870_912;
const bombRatio = 200;
/** Entries that are looked into. */
const lookedMax = 1000;

export const zip: Container = {
  id: 'zip',
  verdict: 'archive',
  recognise: (head) =>
    begins(head, 'PK\x03\x04') || begins(head, 'PK\x05\x06') || begins(head, 'PK\x07\x08PK\x03\x04')
      ? 'likely'
      : undefined,
  lookAround: lookAroundZip,
};

async function lookAroundZip(source: ByteSource, size: number, looking: Looking): Promise<void> {
  const { entries, findings, goOn } = looking;
  entries.begin();
  const place = await findDirectory(source, size);
  if (typeof place === 'string') {
    entries.cut();
    findings.note(place, { what: 'directory' }, { at: place === 'truncated' ? size : undefined });
    return;
  }
  if (place.after > 0)
    findings.note('trailing', { bytes: place.after }, { at: size - place.after });
  let ratioNoted = false;
  let hasMore = false;
  const names: { readonly entry: ZipEntry; readonly path: string }[] = [];
  const end = await readDirectory(source, place, (entry) => {
    goOn();
    const path = entries.add(entry, looking.under);
    if (!ratioNoted && entry.size > bombBytes && entry.size > bombRatio * entry.packed) {
      ratioNoted = true;
      findings.note('entry-bomb', { unpacked: entry.size, packed: entry.packed, first: path });
    }
    if (entry.kind !== 'file') return;
    if (names.length < lookedMax) names.push({ entry, path });
    else if (!hasMore) {
      hasMore = true;
      findings.note('looked-no-further', { why: 'many-in-zip', looked: lookedMax });
    }
  });
  if (end !== 'whole') {
    entries.cut();
    findings.note(end, { what: 'directory' });
  }
  for (const [index, { entry, path }] of names.entries()) {
    if (findings.has('entry-bomb')) return;
    await lookAtEntry(source, size, entry, path, index === 0, looking);
  }
}

/** Looks into one entry, as far as it is stored or deflated and not sealed. */
async function lookAtEntry(
  source: ByteSource,
  size: number,
  entry: ZipEntry,
  path: string,
  isFirst: boolean,
  looking: Looking,
): Promise<void> {
  const { findings, goOn } = looking;
  if (entry.sealed) return findings.note('looked-no-further', { why: 'sealed', first: path });
  if (entry.offset >= size) return findings.note('damaged', { what: 'entry', first: path });
  if (entry.size === 0 || (entry.method !== 0 && entry.method !== 8)) return;
  const local = await readAll(source, entry.offset, 30);
  if (local.length < 30 || !begins(local, 'PK\x03\x04'))
    return findings.note('damaged', { what: 'entry', first: path }, { at: entry.offset });
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  if (start + entry.packed > size)
    return findings.note('truncated', { what: 'entry', first: path }, { at: size });
  const packed = openReader(rangeOf(source, start, entry.packed, goOn));
  const inflating = entry.method === 8 ? inflate(packed) : undefined;
  let length = 0;
  let sum = 0;
  let gaveUp = false;
  const isTooMuch = looking.unpacking();
  const take = inflating?.pull ?? (() => packed.some(262_144));
  const pull: Pull = async () => {
    const block = await take();
    if (!block || gaveUp) return undefined;
    goOn();
    length += block.length;
    sum = crc32(block, sum);
    gaveUp = length > entry.size || isTooMuch(block.length, inflating?.used() ?? length);
    return block;
  };
  const content = openReader(pull);
  if (isFirst && path === 'manifest.json' && entry.size <= 65_536) {
    const bytes = await content.peek(entry.size);
    looking.tellManifest(Buffer.from(bytes));
  }
  await looking.inside(content, { name: path, size: entry.size });
  const isWhole = content.offset() === entry.size;
  await inflating?.stop();
  if (length > entry.size) findings.note('damaged', { what: 'size', first: path });
  else if (isWhole && sum !== entry.sum) findings.note('damaged', { what: 'sum', first: path });
}

/** A stretch of a file, block by block. */
function rangeOf(source: ByteSource, start: number, length: number, goOn: () => void): Pull {
  let at = start;
  return async () => {
    goOn();
    const block = await source.read(at, Math.min(262_144, start + length - at));
    at += block.length;
    return block.length === 0 ? undefined : block;
  };
}
