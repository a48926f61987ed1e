import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type ByteSource, bufferSource } from '../../electron/engine/eppb/byte-source';
import { inspect } from '../../electron/engine/eppb/inspect';
import { FailureError } from '../../shared/failure';
import { type Inspection, inspectionSchema } from '../../shared/inspection';
import { inspectionExit } from '../../shared/inspection-exit';

/** The key of the practice containers in `test/vectors`. */
const key = 'A1B2C3D4E5F6G7H8';

/**
 * Inspects bytes and throws where something is not as it has to be of every file there is: the answer has the form that it is said to have,
 * tells the size and the hashes of these bytes, and is the same when the bytes come in other pieces. Only a failure with
 * a code may take its place. Few lengths are inspected with a key, for that takes its time; those of the vectors are among them.
 */
export async function inspectStrictly(bytes: Buffer): Promise<void> {
  const options = bytes.length % 64 === 1 ? { key } : {};
  const [found, again] = [
    await outcomeOf(() => inspect(bufferSource(name, bytes), options)),
    await outcomeOf(() => inspect(inPieces(bytes), options)),
  ];
  if (!isDeepStrictEqual(comparable(found), comparable(again))) {
    throw new Error(`in other pieces it is another file:\n${asText(found)}\n${asText(again)}`);
  }
  if ('inspection' in found) holdTrue(found.inspection, bytes);
}

const name = 'x.eppb';

type Outcome = { readonly inspection: Inspection } | { readonly failure: unknown };

/** How much of a damaged packing could be unpacked before its fault was met depends on the pieces; that it has one does not. */
function comparable(outcome: Outcome): unknown {
  if ('failure' in outcome) return outcome;
  const { inspection } = outcome;
  if (!inspection.findings.some(({ code }) => code === 'damaged')) return outcome;
  const { size, hashes, firstBytes, verdict, entropy, key } = inspection;
  return { size, hashes, firstBytes, verdict, entropy, key };
}

async function outcomeOf(work: () => Promise<Inspection>): Promise<Outcome> {
  try {
    return { inspection: await work() };
  } catch (thrown) {
    if (thrown instanceof FailureError) return { failure: thrown.failure };
    throw thrown;
  }
}

/**
 * The same bytes as a slow disk or server gives them: fewer at a time than were asked for, now one, now many, in the buffer that is
 * given, if one is.
 */
function inPieces(bytes: Buffer): ByteSource {
  let turn = bytes.length;
  return {
    name,
    size: async () => bytes.length,
    read: async (offset, length, into = Buffer.alloc(length)) => {
      // A linear congruence: the same pieces for the same bytes, and no length twice in a row.
      turn = (turn * 1_103_515 + 12_345) % 2_147_483_648;
      const most = bytes.length < 512 ? 1 + (turn % 64) : 1 + (turn % 4096);
      const part = bytes.subarray(offset, offset + Math.min(length, most));
      into.fill(0xa5).set(part);
      return into.subarray(0, part.length);
    },
    close: async () => {},
  };
}

function holdTrue(inspection: Inspection, bytes: Buffer): void {
  const parsed = inspectionSchema.safeParse(inspection);
  if (!parsed.success) throw new Error(`not of the form: ${parsed.error.message}`);
  const plain: unknown = JSON.parse(JSON.stringify(inspection));
  if (!isDeepStrictEqual(plain, JSON.parse(JSON.stringify(parsed.data)))) {
    throw new Error(`members that the form does not have: ${JSON.stringify(plain)}`);
  }
  const { size, hashes, firstBytes, layers, dump, findings, archive } = inspection;
  const hashed = (algorithm: string): string => createHash(algorithm).update(bytes).digest('hex');
  const seen = { size, ...hashes, firstBytes };
  const expected = {
    size: bytes.length,
    ...{ sha256: hashed('sha256'), sha1: hashed('sha1'), md5: hashed('md5') },
    firstBytes: bytes.toString('hex', 0, 64),
  };
  if (!isDeepStrictEqual(seen, expected)) throw new Error(`other bytes: ${JSON.stringify(seen)}`);
  // What a file says of itself is parsed, and shown only when it was cleaned; all else is told in clean words already.
  const told = JSON.stringify({ layers, dump, findings, archive });
  if (hasControls(told)) throw new Error(`control characters: ${told}`);
  const exit = inspectionExit(inspection);
  if (![0, 1, 7, 8, 9, 12].includes(exit)) throw new Error(`ends with ${exit}`);
}

/** JSON writes those below a blank as an escape, the others as they are. */
const hasControls = (json: string): boolean =>
  /[\u007f-\u009f]|(?<!\\)(?:\\\\)*\\(?:[bfnrt]|u00[01])/u.test(json);

const asText = (value: unknown): string => JSON.stringify(value) ?? String(value);
