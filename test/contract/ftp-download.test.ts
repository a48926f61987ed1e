import { readdir, readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../unit/engine/failure-of';
import { clientBench } from './ftp-client-bench';

const { bytes, whole, fake, at, notes, enter, down, withOddity } = clientBench(5_000_001);
const { sha256 } = whole;

describe('a download', () => {
  it.each([
    [
      'closes the data connection early',
      { cutDataAfter: { bytes: 2_000_000, answer: '426 Cut.' } },
      'ftp.data-lost',
    ],
    [
      'breaks off with a reason of its own',
      { cutDataAfter: { bytes: 2_000_000, answer: '451 Disk.' } },
      'ftp.data-lost',
    ],
    ['closes everything', { cutAllAfter: 2_000_000 }, 'ftp.connection-lost'],
    ['goes silent', { muteAfter: 2_000_000 }, 'ftp.no-answer'],
    [
      'calls a part the whole',
      { cutDataAfter: { bytes: 2_000_000, answer: '226 Done.' } },
      'ftp.wrong-size',
    ],
  ])('goes on after a server that %s', async (_name, odd, code) => {
    const failure = await withOddity(odd, () => failureOf(() => down({ stallSeconds: 0.5 })));
    expect(failure).toMatchObject({ code });
    expect((await readdir(at(''))).sort()).toEqual(['a.part', 'a.part.json', 'local']);
    const before = fake().sent();
    expect(await down()).toEqual(whole);
    expect(notes).toMatchObject([{ kind: 'goes-on' }]);
    expect(fake().sent() - before).toBeLessThan(bytes.length - 1_000_000);
    expect((await readFile(at('a'))).equals(bytes)).toBe(true);
    expect((await readdir(at(''))).sort()).toEqual(['a', 'local']);
  });

  it.each([
    ['smaller', 4_000_000],
    ['larger', 6_000_000],
  ])('notices a size that is told %s than it is', async (_name, claimedSize) => {
    fake().odd.claimedSize = claimedSize;
    const failure = await failureOf(() => down());
    expect(failure).toMatchObject({ code: 'ftp.wrong-size', facts: { path: '/a' } });
    expect(await readdir(at(''))).not.toContain('a');
  });

  it('begins anew where the server cannot begin in the middle', async () => {
    await withOddity({ cutAllAfter: 2_000_000 }, () => failureOf(() => down()));
    fake().odd.answers = { REST: '502 No.' };
    const before = fake().sent();
    expect(await down()).toEqual(whole);
    expect(notes.at(-1)).toEqual({
      kind: 'starts-over',
      because: 'part-differs',
      seen: '502 No.',
    });
    expect((await readFile(at('a'))).equals(bytes)).toBe(true);
    expect((await readdir(at(''))).sort()).toEqual(['a', 'local']);
    // Nothing is fetched only to be left out.
    expect(fake().sent() - before).toBe(bytes.length);
  });

  it('takes no longer for a file whose beginning is there than the silence that is allowed', async () => {
    await withOddity({ cutAllAfter: 4_500_000 }, () => failureOf(() => down()));
    fake().odd.answers = { REST: '502 No.' };
    fake().odd.trickle = { bytes: 500_000, milliseconds: 100 };
    // The server takes a second for all of it, and is never silent for half a second.
    expect(await down({ stallSeconds: 0.5 })).toEqual(whole);
  });

  it('notices a server that says that it begins in the middle and does not', async () => {
    await withOddity({ cutAllAfter: 2_000_000 }, () => failureOf(() => down()));
    fake().odd.ignoresRest = true;
    expect(await failureOf(() => down())).toMatchObject({ code: 'ftp.wrong-size' });
    expect(await readdir(at(''))).not.toContain('a');
  });

  it('fetches a damaged block of its part again, and only that', async () => {
    await withOddity({ cutAllAfter: 3_000_000 }, () => failureOf(() => down()));
    const part = await readFile(at('a.part'));
    part[300_000] = (part[300_000] ?? 0) ^ 1;
    await writeFile(at('a.part'), part);
    expect(await down({ sha256 })).toEqual(whole);
    expect(notes).toMatchObject([{ kind: 'moved-again', at: 262_144 }, { kind: 'goes-on' }]);
  });

  it('sets aside what is not the right file', async () => {
    const failure = await failureOf(() => down({ sha256: 'c'.repeat(64) }));
    expect(failure).toMatchObject({ code: 'transfer.hash-mismatch' });
    expect((await readdir(at(''))).sort()).toEqual(['a.damaged', 'local']);
  });

  it('waits at the gate and keeps a limit', async () => {
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const seen: number[] = [];
    const start = performance.now();
    const moving = down({
      gate: () => gate,
      bytesPerSecond: 8_000_000,
      onProgress: (done) => seen.push(done),
    });
    setTimeout(open, 300);
    expect(await moving).toEqual(whole);
    expect(seen[0]).toBe(0);
    expect(performance.now() - start).toBeGreaterThan(800);
  });

  it('stops at once', async () => {
    fake().odd.muteAfter = 2_000_000;
    const stop = new AbortController();
    const moving = failureOf(() => down({ signal: stop.signal }));
    setTimeout(() => stop.abort(), 100);
    expect(await moving).toEqual({ code: 'migration.cancelled', facts: {} });
    expect(await readdir(at(''))).not.toContain('a');
  });
});

it('moves one file after the other over one connection', async () => {
  const usual = { signal: new AbortController().signal, onProgress: () => {} };
  const connection = await enter();
  const all = await Promise.all([
    connection.download('/a', at('one'), usual),
    connection.upload(at('local'), '/b', usual),
    connection.download('/a', at('two'), usual),
  ]);
  connection.close();
  expect(all).toEqual([whole, whole, whole]);
});
