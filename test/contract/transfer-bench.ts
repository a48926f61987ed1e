import { createHash, randomBytes } from 'node:crypto';
import { existsSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Appliance, RemoteFiles } from '../../electron/engine/appliance/appliance';
import { throughLocalCopy } from '../../electron/engine/transport/through-local-copy';
import type {
  Moved,
  TransferNote,
  TransferOptions,
} from '../../electron/engine/transport/transport';
import { type Failure, FailureError } from '../../shared/failure';
import { open } from './appliance-contract';
import { clerk } from './clerk';
import { startTransferServer, type TransferServer } from './transfer-server';

export type Direction = 'download' | 'upload';
export const directions: readonly Direction[] = ['download', 'upload'];

/** What a try may be told beside the usual. */
export type MoveOptions = Partial<TransferOptions> & {
  readonly sha256?: string;
  readonly hash?: (path: string) => Promise<Moved>;
};

/** How one try ended: with the file, verified, or with a failure and nothing under the final name. */
export type Ending = { readonly verified: boolean; readonly failure?: Failure };

/** One file that is to be moved one way over real SSH, again and again if need be. */
export type TransferBench = {
  readonly direction: Direction;
  readonly server: TransferServer;
  readonly folder: string;
  readonly name: string;
  readonly original: Buffer;
  /** Moves it over a new connection and looks at what that left behind. */
  readonly move: (options?: MoveOptions) => Promise<Ending>;
  /** What the receiving end has under the final name, or as a part. */
  readonly received: (ending?: '.part') => Promise<Buffer | undefined>;
  readonly setPart: (content: Buffer) => Promise<void>;
  readonly setSource: (content: Buffer) => Promise<void>;
  readonly notes: TransferNote[];
  /** Bytes that arrived at either end, as a multiple of the file's size. */
  readonly moved: () => number;
  readonly close: () => Promise<void>;
};

export const sha256Of = (content: Buffer): string =>
  createHash('sha256').update(content).digest('hex');

/** Sets up a server and a folder; the file is random. */
export async function transferBench(
  direction: Direction,
  { size = 3_000_001, name = 'file' } = {},
): Promise<TransferBench> {
  const folder = await mkdtemp(join(tmpdir(), 'transfer-'));
  const server = await startTransferServer();
  const local = join(folder, name);
  const remote = `/${name}`;
  const original = randomBytes(size);
  let source: Buffer = original;
  const notes: TransferNote[] = [];
  let got = 0;
  const received = async (ending?: '.part'): Promise<Buffer | undefined> => {
    const [here, there] = [`${local}${ending ?? ''}`, `${remote}${ending ?? ''}`];
    if (direction === 'upload') return server.content.get(there);
    return existsSync(here) ? readFile(here) : undefined;
  };
  const setSource = async (content: Buffer): Promise<void> => {
    source = content;
    if (direction === 'download') server.content.set(remote, content);
    else {
      // In place and at once, as a program that writes to it does.
      writeFileSync(local, content, { flag: existsSync(local) ? 'r+' : 'w' });
      truncateSync(local, content.length);
    }
  };
  await setSource(original);

  const once = async (options: MoveOptions | undefined): Promise<void> => {
    const { signal } = options?.signal ? { signal: options.signal } : new AbortController();
    const all = {
      ...{ signal, onProgress: () => {} },
      onNote: (note: TransferNote) => void notes.push(note),
      ...options,
    };
    let appliance: Appliance | undefined;
    try {
      appliance = await open(
        'target',
        { host: '127.0.0.1', port: server.port, user: 'epproot', agent: false },
        clerk(['right']).desk,
        new AbortController().signal,
      );
      const files = counted(appliance.files, (bytes) => {
        got += bytes;
      });
      const moved =
        direction === 'download'
          ? await throughLocalCopy.download(files, remote, local, all)
          : await throughLocalCopy.upload(local, files, remote, all);
      expect(moved).toEqual({ size: source.length, sha256: sha256Of(source) });
    } finally {
      appliance?.close();
    }
  };

  return {
    ...{ direction, server, folder, name, original, received, setSource, notes },
    moved: () => (got + server.taken()) / size,
    setPart: async (content) => {
      if (direction === 'upload') server.content.set(`${remote}.part`, content);
      else await writeFile(`${local}.part`, content);
    },
    move: async (options) => {
      const before = await received();
      try {
        await once(options);
      } catch (thrown) {
        if (!(thrown instanceof FailureError)) throw thrown;
        // Whatever had the name before has it still; nothing half-made took its place.
        const now = await received();
        expect(now === undefined || before?.equals(now)).toBe(true);
        return { verified: false, failure: thrown.failure };
      }
      const now = await received();
      expect(now?.equals(source)).toBe(true);
      expect(await received('.part')).toBeUndefined();
      return { verified: true };
    },
    close: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The same files; hears how much every read brings. */
const counted = (files: RemoteFiles, hear: (bytes: number) => void): RemoteFiles => ({
  ...files,
  open: async (path, mode) => {
    const file = await files.open(path, mode);
    return {
      ...file,
      read: async (into, length, offset) => {
        const bytes = await file.read(into, length, offset);
        hear(bytes);
        return bytes;
      },
    };
  },
});
