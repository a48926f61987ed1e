import { readFile, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MoveOptions, relays, type TransferBench, transferBench } from './transfer-bench';
import {
  bothHash,
  cut,
  endFlipped,
  flip,
  flipped,
  forget,
  knowsHash,
  million,
} from './transfer-making';

const lost = { verified: false, failure: { code: 'ssh.connection-lost' } };

describe.each(relays)('a %s, that is gone on with by another program', (direction) => {
  let bench: TransferBench;
  beforeEach(async () => {
    bench = await transferBench(direction);
  });
  afterEach(() => bench.close());

  const kinds = () => bench.notes.map(({ kind }) => kind);
  const breakOff = async (options?: MoveOptions): Promise<void> => {
    cut(bench);
    expect(await bench.move(options)).toMatchObject(lost);
    forget(bench);
  };

  it('reads back what there is', async () => {
    await breakOff();
    expect(await bench.move()).toEqual({ verified: true });
    expect(kinds()).toEqual(['goes-on']);
    expect(bench.moved()).toBeLessThan(1.9);
  });

  it('moves again what is wrong, from there on', async () => {
    await breakOff();
    await flip(million)(bench);
    expect(await bench.move()).toEqual({ verified: true });
    expect(bench.notes).toMatchObject([{ kind: 'moved-again', at: 786_432 }, { kind: 'goes-on' }]);
  });

  it('moves again what is wrong at the end', async () => {
    await breakOff();
    await endFlipped(bench);
    expect(await bench.move()).toEqual({ verified: true });
    expect(kinds()).toEqual(['moved-again', 'goes-on']);
  });

  it('without a record uses only what the SHA-256 of the whole will prove', async () => {
    await breakOff();
    await rm(bench.record);
    expect(await bench.move(knowsHash(bench))).toEqual({ verified: true });
    expect(kinds()).toEqual(['goes-on']);
    await bench.setSource(flipped(7)(bench.original));
    await breakOff();
    await rm(bench.record);
    expect(await bench.move()).toEqual({ verified: true });
    expect(bench.notes.at(-1)).toMatchObject({ kind: 'starts-over', because: 'no-record' });
  });

  it('asks the server for the hash of the part, where the whole is known too, again and again', async () => {
    await breakOff(bothHash(bench));
    bench.server.odd.cutAfter = million / 2;
    expect(await bench.move(bothHash(bench))).toMatchObject(lost);
    forget(bench);
    expect(await bench.move(bothHash(bench))).toEqual({ verified: true });
    expect(kinds()).toEqual(['goes-on', 'goes-on']);
    // Nothing is read back: the rest is what was under way twice.
    expect(bench.moved()).toBeLessThan(direction === 'relay, old odd' ? 1.6 : 2.2);
  });

  it('starts over where the server’s hash of the part is another', async () => {
    await breakOff(bothHash(bench));
    await flip(10)(bench);
    expect(await bench.move(bothHash(bench))).toEqual({ verified: true });
    expect(bench.notes).toMatchObject([{ kind: 'starts-over', because: 'part-differs' }]);
  });

  it('gives no name to a whole that is wrong', async () => {
    await breakOff(bothHash(bench));
    bench.server.odd.cutAfter = million / 2;
    expect(await bench.move(bothHash(bench))).toMatchObject(lost);
    forget(bench);
    const { hash, sha256 } = bothHash(bench);
    // The part was right when it was asked about, and is not any more.
    const damage: MoveOptions = {
      ...(sha256 === undefined ? {} : { sha256 }),
      hash: async (path) => {
        bench.target.content.get('/file.part')?.fill(0, 0, 9);
        return (await hash?.(path)) ?? { sha256: '', size: 0 };
      },
    };
    expect(await bench.move(damage)).toMatchObject({
      failure: expect.objectContaining({ code: 'transfer.hash-mismatch' }),
    });
    expect(await bench.received('.part')).toBeUndefined();
    expect(await bench.move(bothHash(bench))).toEqual({ verified: true });
  });
});

describe.each(relays)('a %s, with a copy', (direction) => {
  let bench: TransferBench;
  beforeEach(async () => {
    bench = await transferBench(direction);
  });
  afterEach(() => bench.close());

  const copies = async (): Promise<boolean> =>
    (await readFile(bench.copy).catch(() => undefined))?.equals(bench.original) ?? false;
  const breakOff = async (): Promise<void> => {
    cut(bench);
    expect(await bench.move({ keepsCopy: true })).toMatchObject(lost);
    expect(await copies()).toBe(false);
  };

  it('leaves the same bytes here', async () => {
    expect(await bench.move({ keepsCopy: true })).toEqual({ verified: true });
    expect(await copies()).toBe(true);
  });

  it('goes on with both, in another program too', async () => {
    await breakOff();
    expect(await bench.move({ keepsCopy: true })).toEqual({ verified: true });
    expect(await copies()).toBe(true);
    await rm(bench.copy);
    bench.target.content.clear();
    if (direction === 'relay, new odd') await bench.setSource(bench.original);
    else bench.server.put('/file', bench.original);
    await breakOff();
    forget(bench);
    expect(await bench.move({ keepsCopy: true })).toEqual({ verified: true });
    expect(await copies()).toBe(true);
    expect(bench.notes.map(({ kind }) => kind)).toEqual(['goes-on', 'goes-on']);
  });

  it('fetches again what is wrong with it', async () => {
    await breakOff();
    const part = await readFile(`${bench.copy}.part`);
    await writeFile(`${bench.copy}.part`, flipped(300)(part));
    expect(await bench.move({ keepsCopy: true })).toEqual({ verified: true });
    expect(await copies()).toBe(true);
    expect(bench.notes).toMatchObject([{ kind: 'moved-again', at: 0 }, { kind: 'goes-on' }]);
  });

  it('goes on without it where it lacks what the new server has', async () => {
    await breakOff();
    await rm(`${bench.copy}.part`);
    expect(await bench.move({ keepsCopy: true })).toEqual({ verified: true });
    expect(await copies()).toBe(false);
    expect(bench.notes).toMatchObject([
      { kind: 'copy-given-up', because: 'behind' },
      { kind: 'goes-on' },
    ]);
  });

  it('sets it aside where the file is not what it has to be', async () => {
    const ending = await bench.move({ keepsCopy: true, sha256: '0'.repeat(64) });
    expect(ending.failure?.code).toBe('transfer.hash-mismatch');
    expect((await readFile(`${bench.copy}.damaged`)).equals(bench.original)).toBe(true);
    expect(await copies()).toBe(false);
  });

  it('keeps it where only the new server has other bytes', async () => {
    const wrong = { sha256: '0'.repeat(64), size: bench.original.length };
    const ending = await bench.move({ keepsCopy: true, hash: async () => wrong });
    expect(ending.failure).toMatchObject({
      code: 'transfer.hash-mismatch',
      facts: { where: 'the new server' },
    });
    expect(await copies()).toBe(true);
  });
});
