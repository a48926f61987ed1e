import { createReadStream, type Dirent, readlinkSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { constants, createGunzip } from 'node:zlib';
import { type Needle, needlesOf, type Secret } from './forms';
import { piecesOf, piecesOverlap } from './pieces';

/** A secret that was found: where, which one, and how it was written. */
export type Hit = { readonly where: string; readonly label: string; readonly form: string };

/** What was searched, so that nobody takes a search of nothing for a good sign. */
export type Searched = { readonly hits: readonly Hit[]; readonly files: number };

/** Looks for the same secrets in many places. */
export type Search = {
  readonly inBytes: (where: string, bytes: Buffer) => readonly Hit[];
  /** Also groups of a key that are kept apart from each other, as they are in the memory of scripts. */
  readonly inMemory: (where: string, bytes: Buffer) => readonly Hit[];
  readonly inText: (where: string, text: string) => readonly Hit[];
  readonly inStream: (where: string, stream: AsyncIterable<unknown>) => Promise<readonly Hit[]>;
  /** A file, and what is packed in it where it is gzip; its name too. */
  readonly inFile: (file: string) => Promise<readonly Hit[]>;
  /** Everything below a folder that `leaveOut` does not name; links are not followed. */
  readonly inFolder: (folder: string, leaveOut?: readonly string[]) => Promise<Searched>;
};

/** A search for all forms of these secrets. */
export function searchFor(secrets: readonly Secret[]): Search {
  const needles = needlesOf(secrets);
  const pieces = secrets.map(piecesOf).filter((each) => each !== undefined);
  const overlap = Math.max(piecesOverlap, ...needles.map(({ bytes }) => bytes.length));
  const tests = [
    ...needles.map(({ label, form, bytes }) => {
      return { label, form, isIn: (where: Buffer) => where.includes(bytes) };
    }),
    ...pieces.map(({ label, inOrder }) => ({ label, form: 'pieces', isIn: inOrder })),
  ];

  const inBytes = (where: string, bytes: Buffer): readonly Hit[] =>
    tests.filter(({ isIn }) => isIn(bytes)).map(hitAt(where));
  const inMemory = (where: string, bytes: Buffer): readonly Hit[] => [
    ...inBytes(where, bytes),
    ...pieces
      .filter(({ inQuotes }) => inQuotes(bytes))
      .map(({ label }) => hitAt(where)({ label, form: 'groups' })),
  ];
  const inText = (where: string, text: string) => inBytes(where, Buffer.from(text, 'utf8'));

  const inStream = async (
    where: string,
    stream: AsyncIterable<unknown>,
  ): Promise<readonly Hit[]> => {
    const found = new Set<(typeof tests)[number]>();
    let rest = Buffer.alloc(0);
    for await (const chunk of stream) {
      const bytes = Buffer.concat([rest, chunk as Buffer]);
      for (const each of tests) if (!found.has(each) && each.isIn(bytes)) found.add(each);
      rest = bytes.subarray(Math.max(0, bytes.length - overlap));
    }
    return [...found].map(hitAt(where));
  };

  const inFile = async (file: string): Promise<readonly Hit[]> => {
    const inside = await ifThere(() => inStream(file, createReadStream(file, big)));
    const packed = await ifThere(() => isGzip(file));
    return [
      ...inText(`name of ${file}`, file),
      ...(inside ?? []),
      ...(packed ? await inStream(`${file}, unpacked`, unpacked(file)) : []),
    ];
  };

  const inFolder = async (folder: string, leaveOut: readonly string[] = []): Promise<Searched> => {
    const hits: Hit[] = [];
    let files = 0;
    for (const entry of (await ifThere(() => readdir(folder, { withFileTypes: true }))) ?? []) {
      const path = join(folder, entry.name);
      if (leaveOut.includes(path)) continue;
      if (entry.isDirectory()) {
        const below = await inFolder(path, leaveOut);
        hits.push(...inText(`name of ${path}`, entry.name), ...below.hits);
        files += below.files;
      } else if (entry.isFile()) {
        hits.push(...(await inFile(path)));
        files += 1;
      } else {
        hits.push(...inText(`name of ${path}`, `${entry.name}\n${linkIn(entry, path)}`));
      }
    }
    return { hits, files };
  };
  return { inBytes, inMemory, inText, inStream, inFile, inFolder };
}

/** As text for a message of a test, each once. */
export const told = (hits: readonly Hit[]): readonly string[] => [
  ...new Set(hits.map(({ where, label, form }) => `${label}, ${form}, in ${where}`)),
];

const big = { highWaterMark: 1_048_576 };

const hitAt =
  (where: string) =>
  ({ label, form }: Pick<Needle, 'label' | 'form'>): Hit => ({ where, label, form });

async function isGzip(file: string): Promise<boolean> {
  for await (const bytes of createReadStream(file, { end: 1 })) {
    return (bytes as Buffer).equals(Buffer.from([0x1f, 0x8b]));
  }
  return false;
}

/** What comes out of a gzip file, as far as it is whole: it may be cut off, or only look like one. */
async function* unpacked(file: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  const packed = createReadStream(file, big).on('error', () => gunzip.end());
  try {
    for await (const chunk of packed.pipe(gunzip)) yield chunk as Buffer;
  } catch {
    packed.destroy();
  }
}

const linkIn = (entry: Dirent, path: string): string =>
  entry.isSymbolicLink() ? readlinkSync(path) : '';

/** Programs that run take files away while they are searched; everything else that fails is a failure. */
async function ifThere<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw thrown;
  }
}
