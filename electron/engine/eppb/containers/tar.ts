import { practiceContainer } from '../../../../shared/eppb';
import type { Entry } from '../../../../shared/inspection';
import { limited, type Reader, take } from '../byte-reader';
import type { RawEntry } from '../entry-list';
import type { Container, Looking } from './container';
import { readTarHeader, type TarHeader } from './tar-header';

const blockBytes = 512;
/** Longest name, link or list of attributes that is read. */
const textMax = 1_048_576;
/** Attributes of an entry that are read; programs write some dozens. */
const attributesMax = 1000;
const zeroBlock = Buffer.alloc(blockBytes);

export const tar: Container = {
  id: 'tar',
  verdict: 'archive',
  recognise: (head) => {
    const header =
      head.length < blockBytes ? undefined : readTarHeader(head.subarray(0, blockBytes));
    if (!header || header.name.length === 0) return undefined;
    return header.isMarked ? 'certain' : 'likely';
  },
  look: lookInTar,
};

/** What entries without content of their own say of the next one. */
type Told = { path?: Buffer; target?: Buffer; size?: number; modified?: number };

async function lookInTar(reader: Reader, looking: Looking): Promise<void> {
  const { entries, findings } = looking;
  entries.begin();
  let next: Told = {};
  let always: Told = {};
  let isFirst = true;
  const cut = (code: 'truncated' | 'damaged', at: number | undefined): void => {
    entries.cut();
    if (at !== undefined || !looking.wasCut()) findings.note(code, { what: 'entries' }, { at });
  };
  for (;;) {
    looking.goOn();
    const at = reader.inFile();
    const block = await reader.peek(blockBytes);
    if (block.length < blockBytes) {
      await reader.skip(block.length);
      return cut('truncated', reader.inFile());
    }
    if (block.equals(zeroBlock)) return lookAtEnd(reader, looking);
    const header = readTarHeader(block);
    if (!header) return cut('damaged', at);
    let isMapLong = header.type === 'S' && block[482] === 1;
    await reader.skip(blockBytes);
    // Where the holes of a GNU file are takes blocks of its own.
    while (isMapLong) {
      looking.goOn();
      const map = await take(reader, blockBytes);
      if (!map) return cut('truncated', reader.inFile());
      isMapLong = map[504] === 1;
    }
    const isText = 'xgLK'.includes(header.type);
    if (isText) {
      const text = header.size > textMax ? undefined : await take(reader, header.size);
      if (!text) return cut(header.size > textMax ? 'damaged' : 'truncated', reader.inFile());
      if (header.type === 'L') next.path = untilZero(text);
      else if (header.type === 'K') next.target = untilZero(text);
      else if (header.type === 'x') next = { ...next, ...readAttributes(text) };
      else always = { ...always, ...readAttributes(text) };
      await reader.skip(paddingOf(header.size));
      continue;
    }
    const told = { ...always, ...next };
    next = {};
    const kind = kindOf(header, told);
    const size = kind === 'link' || kind === 'folder' ? 0 : (told.size ?? header.size);
    const entry = entryOf(header, told, kind, size);
    const path = entries.add(entry, looking.under);
    if (isFirst && size <= practiceContainer.manifestLengthMax && isManifest(entry)) {
      const content = await reader.peek(size);
      if (content.length === size) looking.tellManifest(Buffer.from(content));
    }
    isFirst = false;
    // The size in the header counts for what is there, whatever the kind.
    const there = told.size ?? header.size;
    const content = limited(reader, there);
    if (kind === 'file' && there > 0) await looking.inside(content, { name: path, size });
    await content.skip(there);
    if (content.offset() < there) return cut('truncated', reader.inFile());
    await reader.skip(paddingOf(there));
  }
}

const isManifest = ({ path, kind }: RawEntry): boolean =>
  kind === 'file' && /^(?:\.\/)?manifest\.json$/.test(path.toString('latin1', 0, 64));

const entryOf = (header: TarHeader, told: Told, kind: Entry['kind'], size: number): RawEntry => ({
  path: told.path ?? header.name,
  kind,
  size,
  modified: told.modified ?? header.modified,
  mode: header.mode,
  target: kind === 'link' ? (told.target ?? header.target) : undefined,
});

const paddingOf = (size: number): number => (blockBytes - (size % blockBytes)) % blockBytes;

function kindOf({ type, name }: TarHeader, { path = name }: Told): Entry['kind'] {
  // An old file whose name ends like a folder's is one.
  if (['\0', '0', '7'].includes(type)) return path.at(-1) === 0x2f ? 'folder' : 'file';
  if ('12'.includes(type)) return 'link';
  if ('346'.includes(type)) return 'device';
  if (type === '5') return 'folder';
  return type === 'S' ? 'file' : 'other';
}

const untilZero = (text: Buffer): Buffer => {
  const end = text.indexOf(0);
  return end < 0 ? text : text.subarray(0, end);
};

/** POSIX attributes: lines of `length name=value`. */
function readAttributes(text: Buffer): Told {
  const told: Told = {};
  let at = 0;
  for (let count = 0; at < text.length && count < attributesMax; count++) {
    const blank = text.indexOf(0x20, at);
    if (blank < 0 || blank - at > 8) break;
    const length = Number(text.toString('latin1', at, blank));
    if (!(Number.isInteger(length) && length > blank - at + 1 && at + length <= text.length)) break;
    const line = text.subarray(blank + 1, at + length - 1);
    const equals = line.indexOf(0x3d);
    const name = line.toString('latin1', 0, Math.max(0, Math.min(equals, 64)));
    const value = line.subarray(equals + 1);
    if (name === 'path') told.path = Buffer.from(value);
    if (name === 'linkpath') told.target = Buffer.from(value);
    const count = Number(value.toString('latin1', 0, 32));
    if (name === 'size' && Number.isSafeInteger(count) && count >= 0) told.size = count;
    if (name === 'mtime' && Number.isFinite(count)) told.modified = count;
    at += length;
  }
  return told;
}

/** Only zeros come after the last entry. */
async function lookAtEnd(reader: Reader, { findings, goOn }: Looking): Promise<void> {
  for (;;) {
    goOn();
    const at = reader.inFile();
    const piece = await reader.some(65_536);
    if (!piece) return;
    if (piece.equals(Buffer.alloc(piece.length))) continue;
    const first = piece.findIndex((byte) => byte !== 0);
    reader.unread(Buffer.from(piece.subarray(first)));
    const start = (await reader.peek(16)).toString('hex');
    let bytes = 0;
    for (let more = await reader.some(1_048_576); more; more = await reader.some(1_048_576)) {
      goOn();
      bytes += more.length;
    }
    findings.note(
      'trailing',
      { bytes, first: start, what: 'after-entries' },
      { at: at === undefined ? undefined : at + first },
    );
    return;
  }
}
