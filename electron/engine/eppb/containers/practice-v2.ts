import { createDecipheriv, createHash, scrypt } from 'node:crypto';
import { practiceContainer } from '../../../../shared/eppb';
import { openReader, type Reader, take } from '../byte-reader';
import { parseManifest } from '../manifest';
import type { Container, Looking } from './container';
import { begins } from './marks';

const { magic, manifestLengthMin, manifestLengthMax, saltLength, noncePrefixLength, tagLength } =
  practiceContainer;
const introLength = magic.length + 4;
const sealedLength = practiceContainer.chunkLength + tagLength;

/** Our practice container, version 2: a manifest in clear, then chunks that its key opens. */
export const practiceV2: Container = {
  id: 'practice-v2',
  verdict: 'practice-backup',
  recognise: (head) => (begins(head, magic) ? 'certain' : undefined),
  manifest: (head) => {
    if (head.length < introLength) return undefined;
    const length = head.readUInt32BE(magic.length);
    const bytes = head.subarray(introLength, introLength + length);
    return bytes.length === length ? parseManifest(bytes, 2) : undefined;
  },
  look: lookInPracticeV2,
};

async function lookInPracticeV2(reader: Reader, looking: Looking): Promise<void> {
  const { findings, size, keys } = looking;
  const truncated = async (): Promise<void> => {
    await reader.skip(Number.MAX_SAFE_INTEGER);
    findings.note('truncated', {}, { at: reader.inFile() });
  };
  const intro = await reader.peek(introLength);
  if (intro.length < introLength) return truncated();
  const length = intro.readUInt32BE(magic.length);
  if (length < manifestLengthMin || length > manifestLengthMax)
    return findings.note('manifest-unreadable', {});
  const header = await take(reader, introLength + length + saltLength + noncePrefixLength);
  if (!header) {
    const part = await reader.peek(introLength + length);
    if (part.length === introLength + length)
      looking.tellManifest(Buffer.from(part.subarray(introLength)), 2);
    return truncated();
  }
  looking.tellManifest(header.subarray(introLength, introLength + length), 2);
  // Whatever the key: full chunks and a last one of at least one byte of payload and its tag.
  const body = size === undefined ? undefined : size - header.length;
  if (body !== undefined && !chunksFit(body))
    findings.note('truncated', {}, { at: reader.inFile() === undefined ? undefined : size });
  if (keys.length === 0) return;
  const key = await keyThatOpens(reader, header, looking);
  looking.tellKey(key ? 'opens' : 'wrong');
  if (!key) return;
  const opening = openChunks(reader, header, key, looking);
  const pull = async (): Promise<Buffer | undefined> => {
    const { value, done } = await opening.next();
    return done ? undefined : value;
  };
  const inner = openReader(pull);
  const layer = await looking.inside(inner);
  while (await inner.some(sealedLength)) looking.goOn();
  if (layer && !looking.wasCut()) layer.size = inner.offset();
}

/** A file that was cut at the end of a chunk cannot be told from a whole one without its key. */
function chunksFit(bytes: number): boolean {
  const last = bytes % sealedLength;
  return bytes > tagLength && (last === 0 || last > tagLength);
}

/** The derived key, of what may have been meant the first that opens the first chunk. */
async function keyThatOpens(
  reader: Reader,
  header: Buffer,
  { keys, goOn }: Looking,
): Promise<Buffer | undefined> {
  const start = await reader.peek(sealedLength + 1);
  const chunk = start.subarray(0, sealedLength);
  const isLast = start.length <= sealedLength;
  const saltAt = header.length - noncePrefixLength - saltLength;
  for (const typed of keys) {
    goOn();
    const key = await derive(typed, header.subarray(saltAt, saltAt + saltLength));
    if (openChunk(chunk, 0, isLast, header, key)) return key;
    // The only chunk that is left of a file that was cut after it.
    if (isLast && openChunk(chunk, 0, false, header, key)) return key;
  }
  return undefined;
}

async function* openChunks(
  reader: Reader,
  header: Buffer,
  key: Buffer,
  { findings, goOn }: Looking,
): AsyncGenerator<Buffer> {
  for (let number = 0; ; number++) {
    goOn();
    const at = reader.inFile();
    const start = await reader.peek(sealedLength + 1);
    const isLast = start.length <= sealedLength;
    const payload = openChunk(start.subarray(0, sealedLength), number, isLast, header, key);
    if (!payload) {
      // The last chunk of a file that was cut there opens as one that is not the last.
      const isCut =
        isLast && openChunk(start.subarray(0, sealedLength), number, false, header, key);
      // Of a last one that does not open nobody can say whether it is short or other than it was.
      if (isCut || start.length <= tagLength)
        findings.note('truncated', {}, { at: at && at + start.length });
      else findings.note('damaged', { what: isLast ? 'last-chunk' : 'chunk', number }, { at });
      if (isCut) yield isCut;
      return;
    }
    await reader.skip(Math.min(start.length, sealedLength));
    yield payload;
    if (isLast) return;
  }
}

function openChunk(
  sealed: Buffer,
  number: number,
  isLast: boolean,
  header: Buffer,
  key: Buffer,
): Buffer | undefined {
  if (sealed.length <= tagLength) return undefined;
  const nonce = Buffer.alloc(noncePrefixLength + 5);
  header.copy(nonce, 0, header.length - noncePrefixLength);
  nonce.writeUInt32BE(number, noncePrefixLength);
  nonce[noncePrefixLength + 4] = isLast ? 1 : 0;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  decipher.setAAD(createHash('sha256').update(header).digest());
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
  try {
    const payload = decipher.update(sealed.subarray(0, sealed.length - tagLength));
    decipher.final();
    return payload;
  } catch {
    return undefined;
  }
}

function derive(key: string, salt: Buffer): Promise<Buffer> {
  const { N, r, p, keyLength } = practiceContainer.scrypt;
  return new Promise((resolve, reject) => {
    scrypt(key, salt, keyLength, { N, r, p, maxmem: 256 * N * r }, (thrown, derived) =>
      thrown ? reject(thrown) : resolve(derived),
    );
  });
}
