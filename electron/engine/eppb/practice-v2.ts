import { type InspectionRemark, type Manifest, practiceContainer } from '../../../shared/eppb';
import { parseManifest } from './manifest';

const { magic, manifestLengthMin, manifestLengthMax } = practiceContainer;
const manifestOffset = magic.length + 4;
const chunkOnDisk = practiceContainer.chunkLength + practiceContainer.tagLength;

/** True where a file begins like the practice container of version 2. */
export const isPracticeV2 = (head: Buffer): boolean =>
  head.subarray(0, magic.length).equals(Buffer.from(magic, 'latin1'));

/**
 * What the clear part of a version 2 container tells, from the first bytes of the file and its size. A file that was cut at
 * the end of a chunk cannot be told from a whole one without its key.
 */
export function readPracticeV2(
  head: Buffer,
  size: number,
): { readonly manifest: Manifest | undefined; readonly remarks: readonly InspectionRemark[] } {
  if (size < manifestOffset) return { manifest: undefined, remarks: ['truncated'] };
  const length = head.readUInt32BE(magic.length);
  if (length < manifestLengthMin || length > manifestLengthMax) {
    return { manifest: undefined, remarks: ['manifest-unreadable'] };
  }
  const chunksOffset =
    manifestOffset + length + practiceContainer.saltLength + practiceContainer.noncePrefixLength;
  const remarks: InspectionRemark[] = [];
  if (!chunksFit(size - chunksOffset)) remarks.push('truncated');
  const complete = size >= manifestOffset + length;
  const bytes = head.subarray(manifestOffset, manifestOffset + length);
  const manifest = complete ? parseManifest(bytes, 2) : undefined;
  if (complete && !manifest) remarks.unshift('manifest-unreadable');
  return { manifest, remarks };
}

/** Full chunks and a last one of at least one byte of payload and its tag. */
function chunksFit(bytes: number): boolean {
  const last = bytes % chunkOnDisk;
  return bytes > practiceContainer.tagLength && (last === 0 || last > practiceContainer.tagLength);
}
