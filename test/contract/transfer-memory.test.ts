import { mkdtemp, open as openFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Appliance } from '../../electron/engine/appliance/appliance';
import { throughLocalCopy } from '../../electron/engine/transport/through-local-copy';
import { failureOf } from '../unit/engine/failure-of';
import { open } from './appliance-contract';
import { clerk } from './clerk';
import { startTransferServer, type TransferServer } from './transfer-server';

const mebibyte = 1_048_576;
/** The pipeline's own 4 MiB, and some for each of the four ends that data passes in this one process. */
const allowed = 10 * mebibyte;
/** A relay's own 8 MiB, and the windows of two more ends. */
const allowedInRelay = 20 * mebibyte;
const seconds = 2;

/** What nobody holds any more is not counted. */
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

let server: TransferServer;
let appliance: Appliance;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'memory-'));
  server = await startTransferServer();
  const endpoint = { host: '127.0.0.1', port: server.port, user: 'epproot', agent: false as const };
  appliance = await open('target', endpoint, clerk(['right']).desk, new AbortController().signal);
  await appliance.files.size('/none');
});
afterEach(async () => {
  vi.restoreAllMocks();
  appliance.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/**
 * How many bytes of buffers there are beside those of the start, in the middle of all samples, while a transfer runs that is then stopped.
 * A single sample may be of a moment in which freed memory is not yet given back.
 */
async function usuallyHeld(move: (signal: AbortSignal) => Promise<unknown>): Promise<number> {
  const held = (): number => {
    collect();
    return process.memoryUsage().arrayBuffers;
  };
  const before = held();
  const samples: number[] = [];
  const sampling = setInterval(() => {
    samples.push(held() - before);
  }, 100);
  const failure = await failureOf(() => move(AbortSignal.timeout(seconds * 1000)));
  clearInterval(sampling);
  samples.sort((a, b) => a - b);
  const middle = samples[Math.floor(samples.length / 2)] ?? Number.POSITIVE_INFINITY;
  console.log(`${(middle / mebibyte).toFixed(1)} MiB in memory`);
  expect(samples.at(-1)).toBeLessThan(64 * mebibyte);
  expect(failure.code).toBe('migration.cancelled');
  return middle;
}

describe('what a transfer holds in memory', () => {
  it('is little where the server takes slowly', async () => {
    const from = join(folder, 'big');
    await writeFile(from, '');
    await truncate(from, 4096 * mebibyte);
    Object.assign(server.odd, { forgetful: true, takes: 4_000_000 });
    const usual = await usuallyHeld((signal) =>
      throughLocalCopy.upload(from, appliance.files, '/f', { signal, onProgress: () => {} }),
    );
    expect(server.taken()).toBeGreaterThan(3_000_000 * seconds);
    expect(usual).toBeLessThan(allowed);
  });

  it('is little where the disk here takes slowly', async () => {
    server.content.set('/f', Buffer.alloc(64 * mebibyte));
    const any = await openFile(join(folder, 'any'), 'w');
    const { write } = any;
    vi.spyOn(Object.getPrototypeOf(any), 'write').mockImplementation(async function (
      this: unknown,
      ...args: unknown[]
    ) {
      await pause(5);
      return Reflect.apply(write, this, args);
    });
    await any.close();
    let done = 0;
    const usual = await usuallyHeld((signal) =>
      throughLocalCopy.download(appliance.files, '/f', join(folder, 'f'), {
        signal,
        onProgress: (bytes) => {
          done = bytes;
        },
      }),
    );
    expect(done).toBeGreaterThan(200_000);
    expect(done).toBeLessThan(40_000_000);
    expect(usual).toBeLessThan(allowed);
  });

  it.each(['old', 'new'] as const)(
    'is little where the %s server of a relay is slow',
    async (slow) => {
      const other = await startTransferServer();
      other.content.set('/f', Buffer.alloc(64 * mebibyte));
      Object.assign(server.odd, { forgetful: true });
      if (slow === 'new') server.odd.takes = 4_000_000;
      else other.odd.gives = 4_000_000;
      const endpoint = {
        host: '127.0.0.1',
        port: other.port,
        user: 'epproot',
        agent: false as const,
      };
      const { desk } = clerk(['right']);
      const source = await open('source', endpoint, desk, new AbortController().signal);
      try {
        await source.files.size('/none');
        const usual = await usuallyHeld((signal) =>
          throughLocalCopy.relay(
            { files: source.files, path: '/f' },
            { files: appliance.files, path: '/f' },
            { signal, onProgress: () => {}, record: join(folder, 'record') },
          ),
        );
        expect(server.taken()).toBeGreaterThan(1_000_000 * seconds);
        expect(usual).toBeLessThan(allowedInRelay);
      } finally {
        source.close();
        await other.stop();
      }
    },
  );
});
