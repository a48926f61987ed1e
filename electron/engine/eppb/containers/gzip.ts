import { crc32 } from 'node:zlib';
import { openReader, type Reader } from '../byte-reader';
import { inflate } from '../inflate';
import type { Container, Looking } from './container';
import { begins } from './marks';

/** Members beyond these are not looked at: a hostile file may have millions of empty ones. */
const membersMax = 10_000;
/** Deflate is the one way of packing that gzip knows. */
export const isGzip = (head: Buffer): boolean =>
  begins(head, '\x1f\x8b') && (head[2] ?? 8) === 8 && ((head[3] ?? 0) & 0xe0) === 0;

export const gzip: Container = {
  id: 'gzip',
  verdict: 'archive',
  recognise: (head) => (isGzip(head) ? 'likely' : undefined),
  look: lookInGzip,
};

/** Unpacks all members as one stream, checks the sum of each, and sees what follows the last one. */
export async function lookInGzip(reader: Reader, looking: Looking): Promise<void> {
  const { findings } = looking;
  async function* blocks(): AsyncGenerator<Buffer> {
    for (let member = 0; ; member++) {
      const start = reader.inFile();
      const header = await takeHeader(reader);
      if (header === 'truncated') findings.note('truncated', {}, { at: reader.inFile() });
      if (header === 'other') await noteRest(reader, looking, start);
      if (header !== 'header') return;
      if (member >= membersMax) {
        looking.giveUp('many-members');
        return;
      }
      const inflating = inflate(reader);
      const isTooMuch = looking.unpacking();
      try {
        let sum = 0;
        let length = 0;
        for (let block = await inflating.pull(); block; block = await inflating.pull()) {
          looking.goOn();
          sum = crc32(block, sum);
          length += block.length;
          yield block;
          if (isTooMuch(block.length, inflating.used())) return;
        }
        const end = inflating.end();
        if (end !== 'whole') {
          const at = reader.inFile();
          // What it was unpacked from has said already where it ends.
          if (at !== undefined || !looking.wasCut())
            findings.note(end, {}, { at: end === 'truncated' ? at : undefined });
          return;
        }
        const trailer = await reader.peek(8);
        if (trailer.length < 8) {
          await reader.skip(8);
          findings.note('truncated', {}, { at: reader.inFile() });
          return;
        }
        if (trailer.readUInt32LE(0) !== sum || trailer.readUInt32LE(4) !== length % 2 ** 32)
          findings.note('damaged', { what: 'sum' }, { at: reader.inFile() });
        await reader.skip(8);
      } finally {
        await inflating.stop();
      }
    }
  }
  const unpacking = blocks();
  const pull = async (): Promise<Buffer | undefined> => {
    const { value, done } = await unpacking.next();
    return done ? undefined : value;
  };
  const inner = openReader(pull);
  const layer = await looking.inside(inner);
  // The end is worth knowing even where nobody wants to know what is inside.
  while (await inner.some(Number.MAX_SAFE_INTEGER)) looking.goOn();
  if (layer && !looking.wasCut()) layer.size = inner.offset();
}

/** Flags of the header. */
const sumFlag = 2;
const extraFlag = 4;
const textFlags = [8, 16];
/** Longest name or comment that is read. */
const textMax = 65_536;

/** Takes a member's header. `end`: there is nothing; `other`: something else, which stays where it is. */
async function takeHeader(reader: Reader): Promise<'header' | 'truncated' | 'end' | 'other'> {
  const head = await reader.peek(10);
  if (head.length === 0) return 'end';
  if (!isGzip(head)) return 'other';
  if (head.length < 10) {
    await reader.skip(10);
    return 'truncated';
  }
  const flags = head[3] ?? 0;
  await reader.skip(10);
  if (flags & extraFlag) {
    const length = await reader.peek(2);
    if (length.length < 2) return 'truncated';
    const wanted = 2 + length.readUInt16LE(0);
    if ((await reader.skip(wanted)) < wanted) return 'truncated';
  }
  for (const flag of textFlags) {
    if ((flags & flag) === 0) continue;
    let length = 0;
    for (;;) {
      const piece = await reader.peek(1024);
      if (piece.length === 0) return 'truncated';
      const end = piece.indexOf(0);
      length += await reader.skip(end < 0 ? piece.length : end + 1);
      if (end >= 0) break;
      if (length > textMax) return 'other';
    }
  }
  if (flags & sumFlag && (await reader.skip(2)) < 2) return 'truncated';
  return 'header';
}

/** Zeros after the end are padding, anything else is not. */
async function noteRest(
  reader: Reader,
  { findings, goOn }: Looking,
  at: number | undefined,
): Promise<void> {
  let bytes = 0;
  let isZero = true;
  const first = (await reader.peek(16)).toString('hex');
  for (let piece = await reader.some(65_536); piece; piece = await reader.some(65_536)) {
    goOn();
    isZero = isZero && piece.equals(Buffer.alloc(piece.length));
    bytes += piece.length;
  }
  if (!isZero) findings.note('trailing', { bytes, first }, { at });
  else findings.note('trailing', { bytes, what: 'zeros' }, { at, level: 'info' });
}
