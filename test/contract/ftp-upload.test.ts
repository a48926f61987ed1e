import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../unit/engine/failure-of';
import { clientBench } from './ftp-client-bench';

const { bytes, whole, fake, at, notes, up, withOddity } = clientBench(5_000_001);
const { sha256 } = whole;
const commands = (): readonly string[] => fake().heard.map((line) => line.split(' ')[0] ?? '');

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
    expect([...fake().files.keys()]).toEqual(['/a', '/b.part']);
    expect(await up({ sha256 })).toEqual(whole);
    expect(notes).toMatchObject([{ kind: 'goes-on', at: 2_000_000 }]);
    expect(commands()).toContain('APPE');
    expect(fake().files.get('/b')?.equals(bytes)).toBe(true);
    expect([...fake().files.keys()].sort()).toEqual(['/a', '/b']);
    expect(await readdir(at(''))).toEqual(['local']);
  });

  const broken = (): Promise<unknown> =>
    withOddity({ cutAllAfter: 2_000_000 }, () => failureOf(() => up()));

  it('goes on by REST where there is no APPE', async () => {
    await broken();
    fake().odd.answers = { APPE: '502 What?' };
    expect(await up()).toEqual(whole);
    expect(fake().heard).toContain('REST 2000000');
    expect(fake().files.get('/b')?.equals(bytes)).toBe(true);
  });

  it.each([
    ['has neither', { APPE: '502 What?', REST: '502 What?' }],
    ['lets nothing be read back', { RETR: '550 Permission denied.' }],
  ])('sends all of it anew to a server that %s', async (_name, answers) => {
    await broken();
    fake().odd.answers = answers;
    expect(await up()).toEqual(whole);
    expect(notes.at(-1)).toMatchObject({ kind: 'starts-over' });
    expect(fake().files.get('/b')?.equals(bytes)).toBe(true);
  });

  it('goes back behind what differs on the server', async () => {
    await broken();
    const part = Buffer.from(fake().files.get('/b.part') ?? '');
    part[1_999_000] = (part[1_999_000] ?? 0) ^ 1;
    fake().files.set('/b.part', part);
    expect(await up()).toEqual(whole);
    expect(notes[0]).toMatchObject({ kind: 'moved-again' });
    expect(fake().files.get('/b')?.equals(bytes)).toBe(true);
  });

  it('gives nothing a name that the server has not all of', async () => {
    fake().odd.claimedSize = 4_000_000;
    expect(await failureOf(() => up())).toMatchObject({ code: 'transfer.failed' });
    expect(fake().files.has('/b')).toBe(false);
  });

  it('replaces what has the name, at the end', async () => {
    fake().files.set('/b', Buffer.from('older'));
    await broken();
    expect(fake().files.get('/b')?.toString()).toBe('older');
    expect(await up()).toEqual(whole);
    expect(fake().files.get('/b')?.equals(bytes)).toBe(true);
  });

  it('stops at once', async () => {
    fake().odd.answers = { APPE: '', STOR: '' };
    const stop = new AbortController();
    const moving = failureOf(() => up({ signal: stop.signal }));
    setTimeout(() => stop.abort(), 100);
    expect(await moving).toEqual({ code: 'migration.cancelled', facts: {} });
  });
});
