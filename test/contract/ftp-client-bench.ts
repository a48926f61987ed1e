import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { type FtpConnection, openFtp } from '../../electron/engine/ftp/open-ftp';
import type { Moved } from '../../electron/engine/transport/transport';
import type { TransferNote } from '../../shared/transfer-note';
import { type FakeFtp, type FtpOddities, startFakeFtp } from './ftp-fake';

type More = Partial<Parameters<FtpConnection['download']>[2]>;

/** What tests of transfers with an odd server have: the file `/a` there, the same file as `local` here. */
export type ClientBench = {
  readonly bytes: Buffer;
  readonly whole: Moved;
  /** The server of the test that runs. */
  readonly fake: () => FakeFtp;
  readonly at: (name: string) => string;
  readonly notes: TransferNote[];
  readonly enter: () => Promise<FtpConnection>;
  /** Brings `/a` to `a`, over a connection of its own. */
  readonly down: (more?: More) => Promise<Moved>;
  /** Sends `local` to `/b`, over a connection of its own. */
  readonly up: (more?: More) => Promise<Moved>;
  /** Does something while the server is odd. */
  readonly withOddity: <Value>(odd: FtpOddities, work: () => Promise<Value>) => Promise<Value>;
};

/** Sets it up for each test of a file. */
export function clientBench(size: number): ClientBench {
  const bytes = randomBytes(size);
  const whole = { size, sha256: createHash('sha256').update(bytes).digest('hex') };
  const { signal } = new AbortController();
  const notes: TransferNote[] = [];
  let server: FakeFtp | undefined;
  let folder = '';
  const at = (name: string): string => join(folder, name);
  beforeEach(async () => {
    server = await startFakeFtp();
    server.files.set('/a', bytes);
    folder = await mkdtemp(join(tmpdir(), 'ftp-faults-'));
    await writeFile(at('local'), bytes);
    notes.length = 0;
  });
  afterEach(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const fake = (): FakeFtp => {
    if (!server) throw new Error('no test runs');
    return server;
  };
  const enter = (): Promise<FtpConnection> => {
    const there = { host: '127.0.0.1', port: fake().port, user: 'me', secure: 'none' } as const;
    return openFtp(there, 'right', signal);
  };
  const usual = { signal, onProgress: () => {}, onNote: (note: TransferNote) => notes.push(note) };
  return {
    ...{ bytes, whole, fake, at, notes, enter },
    down: async (more = {}) => {
      const connection = await enter();
      return connection.download('/a', at('a'), { ...usual, ...more }).finally(connection.close);
    },
    up: async (more = {}) => {
      const connection = await enter();
      return connection.upload(at('local'), '/b', { ...usual, ...more }).finally(connection.close);
    },
    withOddity: async (odd, work) => {
      Object.assign(fake().odd, odd);
      const value = await work();
      for (const name of Object.keys(fake().odd)) delete fake().odd[name as keyof FtpOddities];
      return value;
    },
  };
}
