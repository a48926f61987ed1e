import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFtp } from '../../electron/engine/ftp/open-ftp';
import type { TransferNote } from '../../electron/engine/transport/transport';
import { failureOf } from '../unit/engine/failure-of';
import { type FakeFtp, type FtpOddities, startFakeFtp } from './ftp-fake';

const bytes = randomBytes(5_000_001);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const whole = { size: bytes.length, sha256 };

let server: FakeFtp;
let folder: string;
let notes: TransferNote[];
beforeEach(async () => {
  server = await startFakeFtp();
  server.files.set('/a', bytes);
  folder = await mkdtemp(join(tmpdir(), 'ftp-faults-'));
  await writeFile(at('local'), bytes);
  notes = [];
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const at = (name: string): string => join(folder, name);
const { signal } = new AbortController();
const usual = { signal, onProgress: () => {}, onNote: (note: TransferNote) => notes.push(note) };
const enter = () => {
  const there = { host: '127.0.0.1', port: server.port, user: 'me', secure: 'none' } as const;
  return openFtp(there, 'right', signal);
};
type More = Partial<Parameters<Awaited<ReturnType<typeof openFtp>>['download']>[2]>;
const down = async (more: More = {}) => {
  const connection = await enter();
  try {
    return await connection.download('/a', at('a'), { ...usual, ...more });
  } finally {
    connection.close();
  }
};
const up = async (more: More = {}) => {
  const connection = await enter();
  try {
    return await connection.upload(at('local'), '/b', { ...usual, ...more });
  } finally {
    connection.close();
  }
};
/** One oddity, and none any more. */
const withOddity = async <Value>(odd: FtpOddities, work: () => Promise<Value>): Promise<Value> => {
  Object.assign(server.odd, odd);
  const value = await work();
  for (const name of Object.keys(server.odd)) delete server.odd[name as keyof FtpOddities];
  return value;
};
const commands = (): readonly string[] => server.heard.map((line) => line.split(' ')[0] ?? '');

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
    expect((await readdir(folder)).sort()).toEqual(['a.part', 'a.part.json', 'local']);
    const before = server.sent();
    expect(await down()).toEqual(whole);
    expect(notes).toMatchObject([{ kind: 'goes-on' }]);
    expect(server.sent() - before).toBeLessThan(bytes.length - 1_000_000);
    expect((await readFile(at('a'))).equals(bytes)).toBe(true);
    expect((await readdir(folder)).sort()).toEqual(['a', 'local']);
  });

  it.each([
    ['smaller', 4_000_000],
    ['larger', 6_000_000],
  ])('notices a size that is told %s than it is', async (_name, claimedSize) => {
    server.odd.claimedSize = claimedSize;
    const failure = await failureOf(() => down());
    expect(failure).toMatchObject({ code: 'ftp.wrong-size', facts: { path: '/a' } });
    expect(await readdir(folder)).not.toContain('a');
  });

  it('goes on where the server cannot begin in the middle', async () => {
    await withOddity({ cutAllAfter: 2_000_000 }, () => failureOf(() => down()));
    server.odd.answers = { REST: '502 No.' };
    expect(await down()).toEqual(whole);
    expect(notes).toMatchObject([{ kind: 'goes-on' }]);
  });

  it('notices a server that says that it begins in the middle and does not', async () => {
    await withOddity({ cutAllAfter: 2_000_000 }, () => failureOf(() => down()));
    server.odd.ignoresRest = true;
    expect(await failureOf(() => down())).toMatchObject({ code: 'ftp.wrong-size' });
    expect(await readdir(folder)).not.toContain('a');
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
    expect((await readdir(folder)).sort()).toEqual(['a.damaged', 'local']);
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
    server.odd.muteAfter = 2_000_000;
    const stop = new AbortController();
    const moving = failureOf(() => down({ signal: stop.signal }));
    setTimeout(() => stop.abort(), 100);
    expect(await moving).toEqual({ code: 'migration.cancelled', facts: {} });
    expect(await readdir(folder)).not.toContain('a');
  });
});

describe('an upload', () => {
  it.each([
    [
      'closes the data connection early',
      { cutDataAfter: { bytes: 2_000_000, answer: '426 Cut.' } },
      'ftp.data-lost',
    ],
    [
      'closes it and says nothing',
      { cutDataAfter: { bytes: 2_000_000, answer: '' } },
      'ftp.data-lost',
    ],
    ['closes everything', { cutAllAfter: 2_000_000 }, 'ftp.connection-lost'],
    [
      'has no room (552)',
      { room: { bytes: 2_000_000, answer: '552 Quota.' } },
      'transfer.no-space',
    ],
    ['has no room (452)', { room: { bytes: 2_000_000, answer: '452 Full.' } }, 'transfer.no-space'],
    [
      'cannot write (451)',
      { room: { bytes: 2_000_000, answer: '451 Local error.' } },
      'ftp.refused',
    ],
  ])('goes on after a server that %s', async (_name, odd, code) => {
    const failure = await withOddity(odd, () => failureOf(() => up()));
    expect(failure).toMatchObject({ code });
    expect([...server.files.keys()]).toEqual(['/a', '/b.part']);
    expect(await up({ sha256 })).toEqual(whole);
    expect(notes).toMatchObject([{ kind: 'goes-on', at: 2_000_000 }]);
    expect(commands()).toContain('APPE');
    expect(server.files.get('/b')?.equals(bytes)).toBe(true);
    expect([...server.files.keys()].sort()).toEqual(['/a', '/b']);
    expect(await readdir(folder)).toEqual(['local']);
  });

  const broken = (): Promise<unknown> =>
    withOddity({ cutAllAfter: 2_000_000 }, () => failureOf(() => up()));

  it('goes on by REST where there is no APPE', async () => {
    await broken();
    server.odd.answers = { APPE: '502 What?' };
    expect(await up()).toEqual(whole);
    expect(server.heard).toContain('REST 2000000');
    expect(server.files.get('/b')?.equals(bytes)).toBe(true);
  });

  it.each([
    ['has neither', { APPE: '502 What?', REST: '502 What?' }],
    ['lets nothing be read back', { RETR: '550 Permission denied.' }],
  ])('sends all of it anew to a server that %s', async (_name, answers) => {
    await broken();
    server.odd.answers = answers;
    expect(await up()).toEqual(whole);
    expect(notes.at(-1)).toMatchObject({ kind: 'starts-over' });
    expect(server.files.get('/b')?.equals(bytes)).toBe(true);
  });

  it('goes back behind what differs on the server', async () => {
    await broken();
    const part = Buffer.from(server.files.get('/b.part') ?? '');
    part[1_999_000] = (part[1_999_000] ?? 0) ^ 1;
    server.files.set('/b.part', part);
    expect(await up()).toEqual(whole);
    expect(notes[0]).toMatchObject({ kind: 'moved-again' });
    expect(server.files.get('/b')?.equals(bytes)).toBe(true);
  });

  it('gives nothing a name that the server has not all of', async () => {
    server.odd.claimedSize = 4_000_000;
    expect(await failureOf(() => up())).toMatchObject({ code: 'transfer.failed' });
    expect(server.files.has('/b')).toBe(false);
  });

  it('replaces what has the name, at the end', async () => {
    server.files.set('/b', Buffer.from('older'));
    await broken();
    expect(server.files.get('/b')?.toString()).toBe('older');
    expect(await up()).toEqual(whole);
    expect(server.files.get('/b')?.equals(bytes)).toBe(true);
  });

  it('stops at once', async () => {
    server.odd.answers = { APPE: '', STOR: '' };
    const stop = new AbortController();
    const moving = failureOf(() => up({ signal: stop.signal }));
    setTimeout(() => stop.abort(), 100);
    expect(await moving).toEqual({ code: 'migration.cancelled', facts: {} });
  });
});

it('moves one file after the other over one connection', async () => {
  const connection = await enter();
  const all = await Promise.all([
    connection.download('/a', at('one'), usual),
    connection.upload(at('local'), '/b', usual),
    connection.download('/a', at('two'), usual),
  ]);
  connection.close();
  expect(all).toEqual([whole, whole, whole]);
});
