import { readdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { deskBench } from './ftp-desk-bench';

const { at, events, open, enter } = deskBench();
const receive = (more: object = {}) =>
  ({ kind: 'receive', folder: at(''), name: 'old.eppb', ...more }) as const;

describe('a file that comes', () => {
  it('may be renamed when it is finished, where any name is allowed', async () => {
    const desk = await open(receive({ anyName: true, size: 5 }));
    const console = await enter(desk);
    await console.say(`CWD ${desk.path.slice(0, desk.path.lastIndexOf('/'))}`);
    expect(await console.store('STOR tmp.1', Buffer.from('12345'))).toMatch(/^226/);
    expect(await desk.done).toMatchObject({ size: 5 });
    expect(await console.say('RNFR tmp.1')).toMatch(/^350/);
    expect(await console.say('RNTO backup.eppb')).toMatch(/^250/);
    // It is asked about under its new name, and no longer under the other.
    expect(await console.say('SIZE backup.eppb')).toBe('213 5');
    expect(await console.say('RNFR tmp.1')).toMatch(/^550/);
    expect(await readdir(at(''))).toEqual(['old.eppb']);
    expect(events.filter(({ kind }) => kind === 'finished')).toHaveLength(1);
  });

  it('is heard of only after the console heard that it is there', async () => {
    const desk = await open(receive({ anyName: true, size: 5 }));
    const console = await enter(desk);
    const closed = desk.done.then(() => desk.close());
    expect(await console.store(`STOR ${desk.path}`, Buffer.from('12345'))).toMatch(/^226/);
    console.close();
    await closed;
  });

  it('is taken from one console, also where two were told to go ahead', async () => {
    const desk = await open(receive({ size: 10 }));
    const consoles = [await enter(desk), await enter(desk)];
    const ports: number[] = [];
    for (const console of consoles) {
      ports.push(Number((await console.say('EPSV')).match(/\|(\d+)\|/)?.[1]));
      // It is asked for before anybody has connected.
      expect(await console.say(`STOR ${desk.path}`)).toMatch(/^150/);
    }
    const answers = consoles.map((console) => console.hear());
    for (const [index, port] of ports.entries())
      connect(port, '127.0.0.1')
        .on('error', () => {})
        .end(String(index + 1).repeat(10));
    const ended = await Promise.all(answers);
    expect(ended.map((answer) => answer.slice(0, 3)).sort()).toEqual(['226', '450']);
    await desk.done;
    const winner = ended[0]?.startsWith('226') ? '1' : '2';
    expect(await readFile(at('old.eppb'), 'utf8')).toBe(winner.repeat(10));
    expect(events.filter(({ kind }) => kind === 'begins')).toHaveLength(1);
  });

  it('is not in the way of a half-finished one that was fetched in another manner', async () => {
    await writeFile(at('old.eppb.part'), 'half of it');
    const desk = await open(receive());
    const console = await enter(desk);
    expect(await console.store(`STOR ${desk.path}`, Buffer.from('12345'))).toMatch(/^226/);
    await desk.done;
    await desk.close();
    expect(await readFile(at('old.eppb.part'), 'utf8')).toBe('half of it');
    expect((await readdir(at(''))).sort()).toEqual(['old.eppb', 'old.eppb.part']);
  });
});
