import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const keysFolder = join(import.meta.dirname, '..', '..', '..', 'vectors', 'keys');

/** A folder for private key files, each for its owner alone; `remove` ends it. */
export type KeyFolder = {
  readonly path: (name: string) => string;
  /** A copy of a practice key. */
  readonly copy: (name: string) => Promise<string>;
  readonly put: (content: string | Buffer, name?: string) => Promise<string>;
  readonly remove: () => Promise<void>;
};

export async function newKeyFolder(): Promise<KeyFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'keys-'));
  const path = (name: string): string => join(folder, name);
  const put = async (content: string | Buffer, name = 'key'): Promise<string> => {
    await writeFile(path(name), content, { mode: 0o600 });
    return path(name);
  };
  return {
    path,
    put,
    copy: async (name) => put(await readFile(join(keysFolder, name)), name),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The blob of the public half that ssh-keygen wrote for a type of key. */
export const publicBlobOf = (type: string): Buffer =>
  Buffer.from(
    readFileSync(join(keysFolder, `${type}.key.pub`), 'utf8').split(' ')[1] ?? '',
    'base64',
  );
