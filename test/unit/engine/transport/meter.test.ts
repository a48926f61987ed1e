import { randomBytes } from 'node:crypto';
import { mkdtemp, open as openFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { meterOf } from '../../../../electron/engine/transport/meter';
import { throughLocalCopy } from '../../../../electron/engine/transport/through-local-copy';
import type { TransferFiles } from '../../../../electron/engine/transport/transport';
import type { SlowerPart } from '../../../../shared/pace';
import { type MemoryFiles, memoryFiles } from '../memory-files';

describe('a meter', () => {
  let time = 0;
  let busy = 0;
  const meter = () => {
    time = 0;
    busy = 0;
    return meterOf(
      () => time,
      () => busy,
    );
  };

  it('says nothing of the first second', () => {
    const { enter, slower } = meter();
    enter('source');
    time = 999;
    expect(slower()).toBeUndefined();
    time = 1001;
    expect(slower()).toBe('source');
  });

  it('names the part before which the pieces gather', () => {
    const { enter, slower } = meter();
    for (let piece = 0; piece < 8; piece++) enter('target');
    for (let piece = 0; piece < 2; piece++) enter('source');
    time = 2000;
    expect(slower()).toBe('target');
  });

  it('names none where they are in both alike', () => {
    const { enter, slower } = meter();
    for (let piece = 0; piece < 5; piece++) enter('target');
    for (let piece = 0; piece < 4; piece++) enter('source');
    time = 2000;
    expect(slower()).toBeUndefined();
  });

  it('names the limit where one piece waits for it most of the time', () => {
    const { enter, leave, slower } = meter();
    for (let piece = 0; piece < 8; piece++) enter('target');
    for (let turn = 0; turn < 20; turn++) {
      enter('limit');
      time += 80;
      leave('limit');
      time += 20;
    }
    expect(slower()).toBe('limit');
  });

  it('forgets what was before the last seconds, and what was before a pause', () => {
    const { enter, leave, slower, forget } = meter();
    enter('source');
    time = 3000;
    leave('source');
    enter('target');
    expect(slower()).toBe('source');
    for (; time < 8000; time += 100) slower();
    expect(slower()).toBe('target');
    forget();
    time += 500;
    expect(slower()).toBeUndefined();
  });

  it('names this computer where the program has no time left', () => {
    const { enter, slower } = meter();
    enter('source');
    busy = 0.97;
    time = 1500;
    expect(slower()).toBe('here');
  });
});

describe('what holds a transfer up', () => {
  const big = randomBytes(8_000_000);
  let folder: string;
  let here: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'meter-'));
    here = join(folder, 'file');
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true, force: true });
  });

  /** Takes or gives one piece after the other, each in so many milliseconds. */
  const slowly = (files: MemoryFiles, milliseconds: number): TransferFiles => {
    let queue: Promise<unknown> = Promise.resolve();
    const inTurn = <Value>(request: () => Promise<Value>): Promise<Value> => {
      const answer = queue.then(() => pause(milliseconds)).then(request);
      queue = answer.catch(() => {});
      return answer;
    };
    return {
      ...files,
      open: async (path, mode) => {
        const file = await files.open(path, mode);
        return {
          ...file,
          read: (into, length, offset) => inTurn(() => file.read(into, length, offset)),
          write: (from, length, offset) => inTurn(() => file.write(from, length, offset)),
        };
      },
    };
  };
  /** Every piece of a local file takes so long. */
  const slowHere = async (method: 'read' | 'write'): Promise<void> => {
    const any = await openFile(join(folder, 'any'), 'w');
    const { [method]: own } = any;
    vi.spyOn(Object.getPrototypeOf(any), method).mockImplementation(async function (
      this: unknown,
      ...args: unknown[]
    ) {
      await pause(15);
      return Reflect.apply(own, this, args);
    });
    await any.close();
  };
  const withFile = (): MemoryFiles => {
    const files = memoryFiles();
    files.content.set('/f', big);
    return files;
  };
  /** All that was named, in order, without repetitions. */
  const named = async (
    work: (options: {
      readonly signal: AbortSignal;
      readonly onProgress: (done: number, total: number, slower?: SlowerPart) => void;
    }) => Promise<unknown>,
  ): Promise<readonly SlowerPart[]> => {
    const all: SlowerPart[] = [];
    await work({
      signal: new AbortController().signal,
      onProgress: (_done, _total, slower) => {
        if (slower !== undefined && slower !== all.at(-1)) all.push(slower);
      },
    });
    return all;
  };
  const { download, upload, relay } = throughLocalCopy;
  const record = () => join(folder, 'record');

  it('download: the old server', async () => {
    const files = slowly(withFile(), 15);
    expect(await named((options) => download(files, '/f', here, options))).toEqual(['source']);
  });

  it('download: this computer', async () => {
    await slowHere('write');
    expect(await named((options) => download(withFile(), '/f', here, options))).toEqual(['here']);
  });

  it('download: the limit', async () => {
    const work = (options: Parameters<typeof download>[3]) =>
      download(withFile(), '/f', here, { ...options, bytesPerSecond: 4_000_000 });
    expect(await named(work)).toEqual(['limit']);
  });

  it('upload: the new server', async () => {
    await writeFile(here, big);
    const files = slowly(memoryFiles(), 15);
    expect(await named((options) => upload(here, files, '/f', options))).toEqual(['target']);
  });

  it('upload: this computer', async () => {
    await writeFile(here, big);
    await slowHere('read');
    expect(await named((options) => upload(here, memoryFiles(), '/f', options))).toEqual(['here']);
  });

  it('upload: the limit', async () => {
    await writeFile(here, big);
    const work = (options: Parameters<typeof upload>[3]) =>
      upload(here, memoryFiles(), '/f', { ...options, bytesPerSecond: 4_000_000 });
    expect(await named(work)).toEqual(['limit']);
  });

  it.each([
    ['source', 15, 1],
    ['target', 1, 15],
  ] as const)('relay: %s', async (side, old, fresh) => {
    const [from, to] = [slowly(withFile(), old), slowly(memoryFiles(), fresh)];
    const work = (options: Parameters<typeof upload>[3]) =>
      relay(
        { files: from, path: '/f' },
        { files: to, path: '/f' },
        { ...options, record: record() },
      );
    expect(await named(work)).toEqual([side]);
  });

  it('relay: the copy here', async () => {
    await slowHere('write');
    const work = (options: Parameters<typeof upload>[3]) =>
      relay(
        { files: withFile(), path: '/f' },
        { files: memoryFiles(), path: '/f' },
        { ...options, record: record(), copy: here },
      );
    expect(await named(work)).toEqual(['here']);
  });
});
