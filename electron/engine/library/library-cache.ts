import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate as turn } from 'node:timers/promises';
import * as z from 'zod';
import type { KnownKit } from './kits-beside';
import { type Looked, lookedSchema } from './looked';

/** What a backup was when it was looked at last; only for a file of the very same size and time, beside the very same sidecar. */
export type KnownFile = Stamp & {
  /** Null: there was none. */
  readonly sidecar: Stamp | null;
  readonly looked: Looked;
};
type Stamp = { readonly size: number; readonly modified: number };

/** What is remembered of one folder, by the path below it. */
export type LibraryMemory = {
  readonly files: Map<string, KnownFile>;
  readonly kits: Map<string, KnownKit>;
};

/** Raised whenever looks tell something else of the same bytes: what was remembered before is then forgotten. */
const form = 1;
const bytesMost = 100_000_000;
/** So many folders are remembered, those that were looked at last. */
const foldersMost = 20;
/** Lines between two turns of the event loop. */
const linesAtOnce = 100;

const stamp = { size: z.int().min(0), modified: z.number() };
const path = z.string().min(1).max(4096);
const headSchema = z.strictObject({ library: z.literal(form), folder: z.string() });
const lineSchema = z.union([
  z.strictObject({
    file: path,
    ...stamp,
    sidecar: z.strictObject(stamp).nullable(),
    looked: lookedSchema,
  }),
  z.strictObject({ kit: path, ...stamp, backup: z.string().max(300).nullable() }),
]);

/** The folder of the data folder where libraries are remembered. */
export const memoryFolder = (dataFolder: string): string => join(dataFolder, 'library');

const fileOf = (dataFolder: string, folder: string): string =>
  join(
    memoryFolder(dataFolder),
    `${createHash('sha256').update(folder).digest('hex').slice(0, 32)}.jsonl`,
  );

/** What is remembered of a folder; nothing where there is no memory of it, or one of another form; a damaged line is left out. Never throws. */
export async function recall(dataFolder: string, folder: string): Promise<LibraryMemory> {
  const memory: LibraryMemory = { files: new Map(), kits: new Map() };
  const file = fileOf(dataFolder, folder);
  try {
    const { size } = await stat(file);
    if (size > bytesMost) return memory;
    const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: 0 });
    let count = 0;
    for await (const line of lines) {
      if (count === 0 && headSchema.safeParse(parsed(line)).data?.folder !== folder) break;
      if (count > 0) take(line, memory);
      if (++count % linesAtOnce === 0) await turn();
    }
    lines.close();
  } catch {
    // As if there was none.
  }
  return memory;
}

function take(line: string, { files, kits }: LibraryMemory): void {
  const entry = lineSchema.safeParse(parsed(line)).data;
  if (!entry) return;
  if ('file' in entry) {
    const { file, ...known } = entry;
    files.set(file, known);
  } else {
    const { kit, ...known } = entry;
    kits.set(kit, known);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Writes down what is known of a folder, for its owner only, and in place of what was; where that cannot be done, nothing is remembered. Never throws. */
export async function remember(
  dataFolder: string,
  folder: string,
  memory: LibraryMemory,
): Promise<void> {
  const place = fileOf(dataFolder, folder);
  const fresh = `${place}.${randomUUID()}`;
  try {
    await mkdir(memoryFolder(dataFolder), { recursive: true, mode: 0o700 });
    const handle = await open(fresh, 'wx', 0o600);
    try {
      let text = line({ library: form, folder });
      let lines = 1;
      for (const each of linesOf(memory)) {
        text += each;
        if (++lines % linesAtOnce !== 0) continue;
        await handle.appendFile(text);
        text = '';
      }
      await handle.appendFile(text);
    } finally {
      await handle.close();
    }
    await rename(fresh, place);
    await forgetOld(dataFolder);
  } catch {
    await rm(fresh, { force: true }).catch(() => undefined);
  }
}

function* linesOf({ files, kits }: LibraryMemory): Generator<string> {
  for (const [path, known] of files) yield line({ file: path, ...known });
  for (const [path, known] of kits) yield line({ kit: path, ...known });
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

async function forgetOld(dataFolder: string): Promise<void> {
  const folder = memoryFolder(dataFolder);
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const file = join(folder, name);
      return { file, at: (await stat(file)).mtimeMs };
    }),
  );
  const old = files.toSorted((a, b) => b.at - a.at).slice(foldersMost);
  for (const { file } of old) await rm(file, { force: true });
}
