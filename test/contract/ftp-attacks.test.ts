import { readdir, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DeskEvent } from '../../electron/engine/ftp/desk/events';
import type { FtpDesk } from '../../electron/engine/ftp/desk/open-desk';
import { failureOf } from '../unit/engine/failure-of';
import { openActivePort } from './ftp-console';
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

describe('whoever does not know the password', () => {
  it('hears the same for a wrong user as for a wrong password, and has five tries in all', async () => {
    const desk = await open(receive());
    const first = await come(desk);
    const answers: string[] = [];
    for (const [user, password] of [
      ['root', 'x'],
      [desk.user, 'x'],
      ['nobody', desk.password],
    ] as const) {
      answers.push(await first.say(`USER ${user}`), await first.say(`PASS ${password}`));
    }
    expect(new Set(answers.filter((_, index) => index % 2 === 0)).size).toBe(1);
    expect(new Set(answers.filter((_, index) => index % 2 === 1)).size).toBe(1);
    // A new connection has no new tries.
    const second = await come(desk);
    for (let left = 2; left > 0; left--) {
      await second.say(`USER ${desk.user}`);
      await second.say('PASS y');
    }
    const failure = await failureOf(() => desk.done);
    expect(failure).toEqual({
      code: 'ftp.tries-used-up',
      facts: { tries: 5, peer: '127.0.0.1' },
    });
    expect(events.filter(({ kind }) => kind === 'wrong-try').at(-1)).toMatchObject({ left: 0 });
    await expect.poll(kinds).toContain('closed');
    await expect(come(desk).then((late) => late.say('NOOP'))).resolves.toBe('closed');
  });

  it('is not let in with the right password once the tries are used up', async () => {
    const desk = await open(receive());
    const console = await come(desk);
    const lines = Array.from({ length: 5 }, () => `USER ${desk.user}\r\nPASS z\r\n`).join('');
    console.send(`${lines}USER ${desk.user}\r\nPASS ${desk.password}\r\n`);
    await failureOf(() => desk.done);
    await desk.close();
    expect(kinds()).not.toContain('logged-in');
  });

  it('can do nothing before the login', async () => {
    const desk = await open(await offer());
    const console = await come(desk);
    for (const line of ['PWD', 'LIST', `RETR ${desk.path}`, 'PASV', 'EPSV', 'PORT 1,2,3,4,5,6'])
      expect(await console.say(line)).toMatch(/^530/);
    expect(await console.say(`PASS ${desk.password}`)).toMatch(/^503/);
  });

  it('uses up the tries by guessing the folder', async () => {
    const desk = await open(await offer(), { anonymous: true });
    const console = await come(desk);
    await console.say('USER anonymous');
    expect(await console.say('PASS me@')).toMatch(/^230/);
    // The root tells nothing.
    expect((await console.fetch('LIST')).data.toString()).toBe('');
    expect(await console.say('SIZE /new.eppb')).toMatch(/^550/);
    expect(await console.say('CWD /backup')).toMatch(/^550/);
    await console.say(`CWD /${folderOf(desk).slice(0, -1)}`);
    await console.say('LIST /epp');
    await console.say('MDTM /epp/new.eppb');
    expect(await failureOf(() => desk.done)).toMatchObject({ code: 'ftp.tries-used-up' });
  });

  it('from another address than the expected one is sent away', async () => {
    const desk = await open(receive(), { peer: '127.0.0.2' });
    const stranger = connect(desk.port, '127.0.0.1');
    const heard = await new Promise<string>((resolve) => {
      let text = '';
      stranger.on('data', (piece) => {
        text += piece.toString();
      });
      stranger.on('error', () => {});
      stranger.on('close', () => resolve(text));
    });
    expect(heard).toBe('');
    expect(events).toContainEqual({ kind: 'stranger', peer: '127.0.0.1' });
    const right = await enter(desk, '127.0.0.2');
    expect(await right.say('PWD')).toMatch(/^257/);
  });
});

describe('whoever is logged in', () => {
  it('gets out of the folder by no path', async () => {
    await writeFile(at('outside'), 'secret');
    const desk = await open(await offer());
    await symlink('/etc/passwd', at('link'));
    const folder = folderOf(desk);
    const console = await enter(desk);
    await console.say(`CWD ${folder}`);
    const paths = [
      ...['../outside', '../../etc/passwd', '/etc/passwd', `/${folder}/../outside`, 'link'],
      ...['..%2foutside', '%2e%2e/outside', '..\\outside', 'C:\\Windows\\win.ini', '~root'],
      ...['new.eppb/../outside', 'new.eppb/x', './../here.eppb', 'here.eppb', '\u2025/outside'],
      ...[`/${folder}/here.eppb`, `//${folder}//..//..//outside`, 'NEW.EPPB', 'new.eppb '],
    ];
    for (const path of paths) {
      expect((await console.fetch(`RETR ${path}`)).answers[0], path).toMatch(/^550/);
      expect(await console.say(`SIZE ${path}`), path).toMatch(/^550/);
      expect(await console.say(`CWD ${path}`), path).toMatch(/^550/);
    }
    expect(await console.say('PWD')).toBe(`257 "/${folder}"`);
    expect((await console.fetch('MLSD')).data.toString()).toMatch(
      /^type=file;size=8;modify=\d{14}; new\.eppb\r\n$/,
    );
    expect((await console.fetch('RETR ./../x/../new.eppb')).answers[0]).toMatch(/^550/);
    expect((await console.fetch(`RETR ../${folder}/./new.eppb`)).data.toString()).toBe('the file');
  });

  it('stores under no other name, and reads nothing of what came', async () => {
    const desk = await open(receive({ size: 4 }));
    const console = await enter(desk);
    const folder = folderOf(desk);
    for (const path of ['/old.eppb', '../x', `/${folder}/../x`, `/${folder}/a/b`, '/etc/cron.d/x'])
      expect(await console.store(`STOR ${path}`, Buffer.from('evil')), path).toMatch(/^550/);
    expect(await console.store(`STOR ${desk.path}`, Buffer.from('ab'))).toMatch(/^426/);
    expect((await console.fetch(`RETR ${desk.path}`)).answers[0]).toMatch(/^550/);
    expect(await console.say('REST 3')).toMatch(/^350/);
    expect(await console.store(`STOR ${desk.path}`, Buffer.from('x'))).toMatch(/^554/);
    expect(await readdir(at(''))).toEqual(['old.eppb.console']);
  });

  it('has only the commands that move one file', async () => {
    const desk = await open(receive());
    const console = await enter(desk);
    const refused = 'DELE MKD RMD SITE STAT HELP ACCT SMNT REIN STOU AUTH PBSZ PROT CCC LANG XYZ';
    for (const name of refused.split(' ')) expect(await console.say(`${name} x`)).toMatch(/^502/);
    expect(await console.say('')).toMatch(/^500/);
    expect(await console.say('TYPE E')).toMatch(/^504/);
    expect(await console.say('STRU R')).toMatch(/^504/);
    expect(await console.say('OPTS MLST size;')).toMatch(/^504/);
    await console.say('TYPE A');
    expect(await console.store(`STOR ${desk.path}`, Buffer.from('x'))).toMatch(/^550/);
  });

  it('sends the desk to no other address and no reserved port', async () => {
    const desk = await open(await offer());
    const victim = await openActivePort('127.0.0.3');
    const console = await enter(desk);
    const [high, low] = [victim.port >> 8, victim.port & 255];
    expect(await console.say(`PORT 127,0,0,3,${high},${low}`)).toMatch(/^504/);
    expect(await console.say(`EPRT |1|127.0.0.3|${victim.port}|`)).toMatch(/^504/);
    expect(await console.say('EPRT |2|::1|5000|')).toMatch(/^504/);
    expect(await console.say('EPRT |1|localhost|5000|')).toMatch(/^501/);
    expect(await console.say('PORT 127,0,0,1,0,22')).toMatch(/^504/);
    for (const odd of ['', '1,2,3', '127,0,0,256,9,9', '127,0,0,1,9,9,9', '127.0.0.1,9,9'])
      expect(await console.say(`PORT ${odd}`)).toMatch(/^501/);
    expect(await console.say(`RETR ${desk.path}`)).toMatch(/^425/);
    victim.close();
    expect(victim.received().length).toBe(0);
  });

  it('shares its data port with nobody', async () => {
    const desk = await open(await offer());
    const console = await enter(desk);
    const port = Number((await console.say('EPSV')).match(/\|(\d+)\|/)?.[1]);
    const thief = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' });
    const stolen = await new Promise<number>((resolve) => {
      let bytes = 0;
      thief.on('data', (piece) => {
        bytes += piece.length;
      });
      thief.on('error', () => {});
      thief.on('close', () => resolve(bytes));
    });
    expect(stolen).toBe(0);
    const pieces: Buffer[] = [];
    const data = connect(port, '127.0.0.1').on('data', (piece: Buffer) => pieces.push(piece));
    expect(await console.say(`RETR ${desk.path}`)).toMatch(/^150/);
    expect(await console.hear()).toMatch(/^226/);
    data.destroy();
    expect(Buffer.concat(pieces).toString()).toBe('the file');
  });
});
