import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { throughLocalCopy } from '../../../../electron/engine/transport/through-local-copy';
import type {
  TransferFiles,
  TransferOptions,
} from '../../../../electron/engine/transport/transport';
import { fail } from '../../../../shared/failure';
import { failureOf } from '../failure-of';
import { type MemoryFiles, memoryFiles, type Oddities } from '../memory-files';

const big = randomBytes(8_000_000);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const directions = ['download', 'upload'] as const;
type Direction = (typeof directions)[number];

/** A file that is to be moved between memory and a folder of its own. */
async function stage(direction: Direction, oddities: Oddities = {}) {
  const memory = memoryFiles(oddities);
  const here = join(await mkdtemp(join(folder, 'each-')), 'file');
  if (direction === 'download') memory.content.set('/f', big);
  else await writeFile(here, big);
  const move = (
    options: Partial<TransferOptions> = {},
    files: TransferFiles = memory,
  ): Promise<unknown> => {
    const all = { signal: new AbortController().signal, onProgress: () => {}, ...options };
    return direction === 'download'
      ? throughLocalCopy.download(files, '/f', here, all)
      : throughLocalCopy.upload(here, files, '/f', all);
  };
  return { memory, move };
}

/** The same files; `wrap` is around each read and write. */
const around = (
  files: MemoryFiles,
  wrap: <Value>(bytes: number, request: () => Promise<Value>) => Promise<Value>,
): TransferFiles => ({
  ...files,
  open: async (path, mode) => {
    const file = await files.open(path, mode);
    return {
      ...file,
      read: (into, length, offset) => wrap(length, () => file.read(into, length, offset)),
      write: (from, length, offset) => wrap(length, () => file.write(from, length, offset)),
    };
  },
});

/** Opens and closes; whoever comes while it is closed waits. */
function gateOf() {
  let open: () => void = () => {};
  let way = Promise.resolve();
  return {
    gate: () => way,
    close: () => {
      way = new Promise((resolve) => {
        open = resolve;
      });
    },
    open: () => open(),
  };
}

const quiet = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
const never = (): Promise<never> => new Promise<never>(() => {});

describe.concurrent.each(directions)('a %s with a limit', (direction) => {
  it.for([1_000_000, 300_000, 20_000])('of %i bytes a second keeps it', async (rate, test) => {
    const { memory, move } = await stage(direction);
    let bytes = 0;
    const files = around(memory, (length, request) => {
      bytes += length;
      return request();
    });
    const signal = AbortSignal.timeout(3000);
    const began = performance.now();
    const failure = await failureOf(() => move({ signal, bytesPerSecond: rate }, files));
    const seconds = (performance.now() - began) / 1000;
    test.expect(failure.code).toBe('migration.cancelled');
    // A busy processor makes it slower, never faster.
    test.expect(bytes / seconds / rate).toBeGreaterThan(0.5);
    test.expect(bytes / seconds / rate).toBeLessThan(1.1);
  });

  it('that is changed on the way keeps it', async (test) => {
    const { memory, move } = await stage(direction);
    let bytes = 0;
    let limit: number | undefined = 2_000_000;
    const files = around(memory, (length, request) => {
      bytes += length;
      return request();
    });
    /** Bytes in a second, as a multiple of the limit. */
    const share = async (of: number): Promise<number> => {
      const [from, began] = [bytes, performance.now()];
      await quiet(1000);
      return (bytes - from) / ((performance.now() - began) / 1000) / of;
    };
    const moving = move({ bytesPerSecond: () => limit }, files);
    await quiet(100);
    const first = await share(2_000_000);
    limit = 500_000;
    await quiet(200);
    const second = await share(500_000);
    limit = undefined;
    await moving;
    for (const each of [first, second]) {
      test.expect(each).toBeGreaterThan(0.5);
      test.expect(each).toBeLessThan(1.2);
    }
  });
});

describe.each(directions)('a %s', (direction) => {
  it('that is paused asks for nothing, and goes on when it may', async () => {
    const gate = gateOf();
    let requests = 0;
    const { move } = await stage(direction, {
      before: () => {
        if (++requests === 40) gate.close();
      },
    });
    const moving = move({ gate: gate.gate, stallSeconds: 0.2 });
    await quiet(200);
    const whenPaused = requests;
    expect(whenPaused).toBeLessThanOrEqual(40 + 32);
    await quiet(500);
    expect(requests).toBe(whenPaused);
    gate.open();
    await moving;
    expect(requests).toBeGreaterThanOrEqual(Math.ceil(big.length / 65_536));
  });

  it('that is paused can be stopped', async () => {
    const gate = gateOf();
    gate.close();
    const stop = new AbortController();
    const { move } = await stage(direction);
    setTimeout(() => stop.abort(), 50);
    const failure = await failureOf(() => move({ gate: gate.gate, signal: stop.signal }));
    expect(failure.code).toBe('migration.cancelled');
  });

  it('whose connection breaks while some of it is paused ends', async () => {
    const gate = gateOf();
    const { move } = await stage(direction, {
      before: (request) => {
        if (request === 5) gate.close();
        if (request === 5) fail('ssh.connection-lost', { host: 'h', port: 22 });
      },
    });
    const failure = await failureOf(() => move({ gate: gate.gate }));
    expect(failure.code).toBe('ssh.connection-lost');
  });

  it('with a server that falls silent ends, and one that is stopped does so at once', async () => {
    const { memory, move } = await stage(direction);
    let requests = 0;
    const silent = around(memory, (_bytes, request) => (++requests > 50 ? never() : request()));
    const began = performance.now();
    expect(await failureOf(() => move({ stallSeconds: 0.3 }, silent))).toEqual({
      code: 'appliance.no-answer',
      facts: { command: 'sftp', seconds: 0.3 },
    });
    expect(performance.now() - began).toBeLessThan(2500);
    const stop = new AbortController();
    requests = 0;
    setTimeout(() => stop.abort(), 100);
    const again = performance.now();
    const failure = await failureOf(() => move({ signal: stop.signal }, silent));
    expect(failure.code).toBe('migration.cancelled');
    expect(performance.now() - again).toBeLessThan(1000);
  });

  it('with a slow server is no silence', async () => {
    const { memory, move } = await stage(direction);
    const slow = around(memory, async (_bytes, request) => {
      await quiet(700);
      return request();
    });
    const began = performance.now();
    await move({ stallSeconds: 0.9 }, slow);
    expect(performance.now() - began).toBeGreaterThan(1000);
  });

  it('has no more under way than fits into its buffers, however slow the server', async () => {
    const { memory, move } = await stage(direction);
    let underWay = 0;
    let most = 0;
    const slow = around(memory, async (bytes, request) => {
      underWay += bytes;
      most = Math.max(most, underWay);
      // Long enough that also a busy computer has filled its buffers meanwhile.
      await quiet(25);
      const value = await request();
      underWay -= bytes;
      return value;
    });
    await move({}, slow);
    expect(most).toBeLessThanOrEqual(4 * 1_048_576);
    expect(most).toBeGreaterThan(2 * 1_048_576);
  });
});
