import { readFile } from 'node:fs/promises';
import { Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { deskBench } from './ftp-desk-bench';

const { at, events, open, come, enter } = deskBench();
const receive = (more: object = {}) =>
  ({ kind: 'receive', folder: at(''), name: 'old.eppb', ...more }) as const;

afterEach(() => void vi.restoreAllMocks());

describe('whoever is at the desk', () => {
  it('keeps nobody away by saying nothing: the oldest gives way', async () => {
    const desk = await open(receive());
    const silent = [];
    for (let count = 0; count < 4; count++) silent.push(await come(desk));
    const console = await enter(desk);
    expect(await console.say('PWD')).toMatch(/^257/);
    expect(await silent[0]?.say('NOOP')).toBe('closed');
    expect(await silent[1]?.say('NOOP')).toMatch(/^200/);
    expect(events).toContainEqual({ kind: 'stranger', peer: '127.0.0.1' });
    for (let count = 0; count < 20; count++) await come(desk);
    // Who is logged in stays.
    expect(await console.say('PWD')).toMatch(/^257/);
    expect(await console.store(`STOR ${desk.path}`, Buffer.from('12345'))).toMatch(/^226/);
  });

  it('keeps nobody away as anonymous without the path', async () => {
    const desk = await open(receive(), { anonymous: true });
    const nobody = [];
    for (let count = 0; count < 8; count++) {
      const each = await come(desk);
      await each.say('USER anonymous');
      expect(await each.say('PASS x')).toMatch(/^230/);
      nobody.push(each);
    }
    expect(await nobody[0]?.say('NOOP')).toBe('closed');
    const right = nobody.at(-1);
    expect(await right?.say(`CWD ${desk.path.slice(0, desk.path.lastIndexOf('/'))}`)).toMatch(
      /^250/,
    );
    for (let count = 0; count < 8; count++) await come(desk);
    expect(await right?.say('PWD')).toMatch(/^257/);
  });

  it('is one of four at most', async () => {
    const desk = await open(receive());
    const four = [];
    for (let count = 0; count < 4; count++) four.push(await enter(desk));
    const fifth = await come(desk);
    await fifth.say(`USER ${desk.user}`);
    expect(await fifth.say(`PASS ${desk.password}`)).toMatch(/^421/);
    expect(await fifth.hear()).toBe('closed');
    four[0]?.close();
    await expect
      .poll(async () => {
        const again = await come(desk);
        await again.say(`USER ${desk.user}`);
        return again.say(`PASS ${desk.password}`);
      })
      .toMatch(/^230/);
  });

  it('may still rename its file and say good-bye while the desk is closed', async () => {
    const desk = await open(receive({ anyName: true, size: 5 }));
    const console = await enter(desk);
    await console.say(`CWD ${desk.path.slice(0, desk.path.lastIndexOf('/'))}`);
    await console.store('STOR tmp.1', Buffer.from('12345'));
    await desk.done;
    const closing = desk.close();
    expect(await console.say('RNFR tmp.1')).toMatch(/^350/);
    expect(await console.say('RNTO backup.eppb')).toMatch(/^250/);
    expect(await console.say('QUIT')).toMatch(/^221/);
    await closing;
    expect(events.at(-1)).toEqual({ kind: 'closed' });
  });
});

describe('a console that comes back', () => {
  it('need not wait until its old connection is given up', async () => {
    const desk = await open(receive({ size: 10 }), { limits: { deadSeconds: 1.5 } });
    const old = await enter(desk);
    const data = await old.passive();
    await old.say(`STOR ${desk.path}`);
    data.write('abcde');
    const fresh = await enter(desk);
    const other = await enter(desk, '127.0.0.2');
    // It may only be slow.
    expect(await fresh.store(`STOR ${desk.path}`, Buffer.from('1234567890'))).toMatch(/^450/);
    await pause(1600);
    // Another console than the one that stands still has to wait.
    const answer = await other.say('PASV').then(() => other.say(`STOR ${desk.path}`));
    expect(answer).toMatch(/^450/);
    expect(await fresh.store(`STOR ${desk.path}`, Buffer.from('1234567890'))).toMatch(/^226/);
    expect(await old.hear()).toMatch(/^426/);
    await desk.done;
    expect(await readFile(at('old.eppb'), 'utf8')).toBe('1234567890');
  });

  it('has to have logged in with the account', async () => {
    const desk = await open(receive({ size: 10 }), {
      anonymous: true,
      limits: { deadSeconds: 0 },
    });
    const old = await enter(desk);
    const data = await old.passive();
    await old.say(`STOR ${desk.path}`);
    const nobody = await come(desk);
    await nobody.say('USER anonymous');
    await nobody.say('PASS x');
    await expect.poll(() => events.map(({ kind }) => kind)).toContain('begins');
    expect(await nobody.store(`STOR ${desk.path}`, Buffer.from('1234567890'))).toMatch(/^450/);
    data.end('abcdefghij');
    expect(await old.hear()).toMatch(/^226/);
  });
});

it('a desk that cannot let somebody in for want of handles stays open', async () => {
  const listen = vi.spyOn(Server.prototype, 'listen');
  const desk = await open(receive());
  const [server] = listen.mock.contexts as readonly Server[];
  // The first one might be heard by whoever waited for the port.
  for (let count = 0; count < 2; count++)
    expect(() => server?.emit('error', new Error('accept EMFILE'))).not.toThrow();
  expect(server).toBeDefined();
  const console = await enter(desk);
  expect(await console.store(`STOR ${desk.path}`, Buffer.from('12345'))).toMatch(/^226/);
});
