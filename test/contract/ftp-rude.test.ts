import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DeskEvent } from '../../electron/engine/ftp/desk/events';
import type { FtpDesk } from '../../electron/engine/ftp/desk/open-desk';
import { describeFailure } from '../../shared/words/failures';
import { failureOf } from '../unit/engine/failure-of';
import { deskBench } from './ftp-desk-bench';

const { at, events, open, come, enter } = deskBench();
const receive = (more: object = {}) =>
  ({ kind: 'receive', folder: at(''), name: 'old.eppb', ...more }) as const;
const offer = async (bytes = Buffer.from('the file')) => {
  await writeFile(at('here.eppb'), bytes);
  return { kind: 'offer', localPath: at('here.eppb'), name: 'new.eppb' } as const;
};
const kinds = (): readonly DeskEvent['kind'][] => events.map(({ kind }) => kind);
const folderOf = ({ path }: FtpDesk): string => path.split('/')[1] ?? '';

afterEach(() => void vi.restoreAllMocks());

describe('several consoles', () => {
  it('do not write the file at once', async () => {
    const desk = await open(receive({ size: 10 }));
    const [one, two] = [await enter(desk), await enter(desk)];
    const data = await one.passive();
    expect(await one.say(`STOR ${desk.path}`)).toMatch(/^150/);
    data.write('12345');
    await expect.poll(kinds).toContain('begins');
    await expect.poll(async () => two.say(`SIZE ${desk.path}`)).toBe('213 5');
    expect(await two.store(`STOR ${desk.path}`, Buffer.from('abc'))).toMatch(/^450/);
    data.end('67890');
    expect(await one.hear()).toMatch(/^226/);
    await desk.done;
    expect(await readFile(at('old.eppb'), 'utf8')).toBe('1234567890');
    expect(await two.store(`STOR ${desk.path}`, Buffer.from('abc'))).toMatch(/^553/);
  });
});

describe('a rude console', () => {
  it('is left when its line is too long', async () => {
    const desk = await open(receive());
    const console = await come(desk);
    console.send(`USER ${'x'.repeat(100_000)}`);
    expect(await console.hear()).toMatch(/^500/);
    expect(await console.hear()).toBe('closed');
  });

  it('is left when it sends commands without waiting', async () => {
    const desk = await open(receive());
    const console = await enter(desk);
    await console.say('EPSV');
    console.send(`STOR ${desk.path}\r\n${'NOOP\r\n'.repeat(40)}`);
    await expect.poll(() => events.filter(({ kind }) => kind === 'refused')).not.toEqual([]);
  });

  it('is not understood with control characters, and not misunderstood with telnet signals', async () => {
    const desk = await open(receive());
    const console = await enter(desk);
    expect(await console.say('SIZE a\u0000b')).toMatch(/^501/);
    expect(await console.say('CWD a\u001b[2J')).toMatch(/^501/);
    console.send(Buffer.from([0xff, 0xf4, 0xff, 0xf2]));
    expect(await console.say('ABOR')).toMatch(/^226/);
    console.send(Buffer.from([0xc3, 0x28, 0xff, 0x0d, 0x0a]));
    expect(await console.hear()).toMatch(/^50/);
  });

  it('breaks a transfer off with ABOR and stores the rest', async () => {
    const desk = await open(receive({ size: 8 }));
    const console = await enter(desk);
    const data = await console.passive();
    await console.say(`STOR ${desk.path}`);
    data.write('1234');
    const other = await enter(desk);
    await expect.poll(() => other.say(`SIZE ${desk.path}`)).toBe('213 4');
    expect(await console.say('ABOR')).toMatch(/^426/);
    expect(await console.hear()).toMatch(/^226/);
    expect(await console.store(`APPE ${desk.path}`, Buffer.from('5678'))).toMatch(/^226/);
    expect(await desk.done).toMatchObject({ size: 8 });
  });

  it('that stands still is left, and so is one that says nothing', async () => {
    const limits = { stallSeconds: 0.3, sessionSeconds: 0.6, loginSeconds: 0.3 };
    const desk = await open(receive(), { limits });
    const silent = await come(desk);
    const console = await enter(desk);
    expect(await silent.hear()).toMatch(/^421/);
    const data = await console.passive();
    await console.say(`STOR ${desk.path}`);
    data.write('1234');
    expect(await console.hear()).toMatch(/^426/);
    expect(await console.hear()).toMatch(/^421/);
  });

  it('that never comes lets the desk close by itself', async () => {
    const desk = await open(receive(), { limits: { idleSeconds: 0.2 } });
    const failure = await failureOf(() => desk.done);
    expect(failure).toEqual({ code: 'ftp.nobody-came', facts: { seconds: 0.2 } });
    await expect.poll(kinds).toContain('closed');
    expect(await readdir(at(''))).toEqual([]);
  });

  it('that reads slowly costs no memory and gets all of it', async () => {
    const bytes = randomBytes(32 * 1_048_576);
    const desk = await open(await offer(bytes));
    const console = await enter(desk);
    const data = await console.passive();
    data.pause();
    await console.say(`RETR ${desk.path}`);
    await pause(300);
    const held = process.memoryUsage().arrayBuffers;
    await pause(300);
    // Not more is read ahead than the system takes.
    expect(process.memoryUsage().arrayBuffers - held).toBeLessThan(4 * 1_048_576);
    const pieces: Buffer[] = [];
    data.on('data', (piece: Buffer) => pieces.push(piece));
    data.resume();
    await once(data, 'close');
    expect(await console.hear()).toMatch(/^226/);
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    await desk.done;
  });
});

it('no event, failure or log holds the password or the path', async () => {
  const logs: unknown[] = [];
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, name).mockImplementation((...all) => void logs.push(...all));
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const desk = await open(receive({ sha256: 'b'.repeat(64) }));
  const wrong = await come(desk);
  await wrong.say(`USER ${desk.user}`);
  await wrong.say(`PASS ${desk.password}x`);
  // Somebody types into the wrong field.
  await wrong.say(desk.password);
  await wrong.say(`${desk.password} ${desk.password}`);
  const right = await enter(desk);
  await right.say(`RETR ${desk.path}`);
  await right.say(`XYZ ${desk.path}`);
  await right.store(`STOR ${desk.path}`, Buffer.from('x'));
  const failure = await failureOf(() => desk.done);
  taken.close();
  const told = JSON.stringify([events, failure, describeFailure(failure), logs.map(String)]);
  expect(told).toContain('wrong-try');
  for (const secret of [desk.password, desk.password.toUpperCase(), folderOf(desk)])
    expect(told).not.toContain(secret);
});
