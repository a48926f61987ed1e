import { createHash, randomBytes } from 'node:crypto';
import { existsSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Appliance, RemoteFiles } from '../../electron/engine/appliance/appliance';
import { relaying } from '../../electron/engine/transport/relay';
import { sideName } from '../../electron/engine/transport/side-name';
import { throughLocalCopy } from '../../electron/engine/transport/through-local-copy';
import type { Moved, TransferOptions } from '../../electron/engine/transport/transport';
import type { Side } from '../../shared/appliance';
import { type Failure, FailureError } from '../../shared/failure';
import type { TransferNote } from '../../shared/transfer-note';
import { open } from './appliance-contract';
import { clerk } from './clerk';
import { startTransferServer, type TransferServer } from './transfer-server';

/** Of a relay one of the two servers is odd. */
export type Direction = 'download' | 'upload' | 'relay, old odd' | 'relay, new odd';
/** Those in which the file comes from the odd server. */
export const fromOdd: readonly Direction[] = ['download', 'relay, old odd'];
/** Those in which it goes there. */
export const toOdd: readonly Direction[] = ['upload', 'relay, new odd'];
export const relays: readonly Direction[] = ['relay, old odd', 'relay, new odd'];
export const directions: readonly Direction[] = ['download', 'upload', ...relays];

/** What a try may be told beside the usual. */
export type MoveOptions = Partial<TransferOptions> & {
  readonly sha256?: string;
  readonly hash?: (path: string) => Promise<Moved>;
  /** A relay keeps a copy on this computer. */
  readonly keepsCopy?: boolean;
};

/** How one try ended: with the file, verified, or with a failure and nothing under the final name. */
export type Ending = { readonly verified: boolean; readonly failure?: Failure };

/** One file that is to be moved one way over real SSH, again and again if need be. */
export type TransferBench = {
  readonly direction: Direction;
  /** The one that may be odd. */
  readonly server: TransferServer;
  /** Where the file goes, unless it comes here. */
  readonly target: TransferServer;
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
  /** What is remembered of the part on this computer. */
  readonly record: string;
  /** The copy of a relay. */
  readonly copy: string;
  /** The next try is one of another program. */
  readonly forget: () => void;
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
  const relays = direction !== 'download' && direction !== 'upload';
  const other = relays ? await startTransferServer() : server;
  const [from, target] = direction === 'relay, new odd' ? [other, server] : [server, other];
  let relay = relaying();
  const local = join(folder, name);
  const remote = `/${name}`;
  const original = randomBytes(size);
  const copy = join(folder, 'copy');
  const record = relays
    ? join(folder, 'relay.json')
    : sideName(local, direction === 'download' ? '.part.json' : '.upload.json');
  let source: Buffer = original;
  const notes: TransferNote[] = [];
  let got = 0;
  const received = async (ending?: '.part'): Promise<Buffer | undefined> => {
    const [here, there] = [`${local}${ending ?? ''}`, `${remote}${ending ?? ''}`];
    if (direction !== 'download') return target.content.get(there);
    return existsSync(here) ? readFile(here) : undefined;
  };
  const setSource = async (content: Buffer): Promise<void> => {
    source = content;
    if (direction !== 'upload') from.put(remote, content);
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
    const appliances: Appliance[] = [];
    const connect = async ({ port }: TransferServer, side: Side): Promise<RemoteFiles> => {
      const appliance = await open(
        side,
        { host: '127.0.0.1', port, user: 'epproot', agent: false },
        clerk(['right']).desk,
        new AbortController().signal,
      );
      appliances.push(appliance);
      return counted(appliance.files, (bytes) => {
        got += bytes;
      });
    };
    const carry = async (): Promise<Moved> => {
      if (direction === 'download')
        return throughLocalCopy.download(await connect(server, 'target'), remote, local, all);
      if (direction === 'upload')
        return throughLocalCopy.upload(local, await connect(server, 'target'), remote, all);
      const [old, fresh] = [await connect(from, 'source'), await connect(target, 'target')];
      return relay(
        { files: old, path: remote },
        { files: fresh, path: remote },
        { ...all, record, ...(options?.keepsCopy ? { copy } : {}) },
      );
    };
    try {
      expect(await carry()).toEqual({ size: source.length, sha256: sha256Of(source) });
    } finally {
      for (const each of appliances) each.close();
    }
  };

  return {
    ...{ direction, server, target, folder, name, original, received, setSource, notes },
    ...{ record, copy },
    forget: () => {
      relay = relaying();
    },
    moved: () => (got + target.taken()) / (relays ? 2 * size : size),
    setPart: async (content) => {
      if (direction !== 'download') target.content.set(`${remote}.part`, content);
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
      if (relays) await other.stop();
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
