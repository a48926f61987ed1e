import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { FtpDesk } from '../../electron/engine/ftp/desk/open-desk';
import { openFtp } from '../../electron/engine/ftp/open-ftp';
import { failureOf } from '../unit/engine/failure-of';
import { openActivePort } from './ftp-console';
import { deskBench } from './ftp-desk-bench';

const { signal } = new AbortController();
const bytes = randomBytes(3_000_001);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const { at, events, progress, open, enter } = deskBench();

const receive = (more: object = {}) =>
  ({ kind: 'receive', folder: at(''), name: 'old.eppb', ...more }) as const;
const offer = async () => {
  await writeFile(at('here.eppb'), bytes);
  return { kind: 'offer', localPath: at('here.eppb'), name: 'new.eppb' } as const;
};
const ours = async (desk: FtpDesk) =>
  openFtp(
    { host: desk.address, port: desk.port, user: desk.user, secure: 'none' },
    desk.password,
    signal,
  );
const options = { signal, onProgress: () => {} };

describe('the desk', () => {
  it('takes a file of which nothing is known', async () => {
    const desk = await open(receive());
    const console = await enter(desk);
    expect(await console.store(`STOR ${desk.path}`, bytes)).toMatch(/^226/);
    expect(await desk.done).toEqual({ size: bytes.length, sha256 });
  });

  it('takes whatever name the console makes up, where that is allowed', async () => {
    const desk = await open(receive({ anyName: true, size: 5 }));
    const console = await enter(desk);
    const [, folder] = desk.path.split('/');
    expect(await console.store(`STOR /${folder}/backup-123.eppb`, Buffer.from('12345'))).toMatch(
      /^226/,
    );
    expect(await desk.done).toMatchObject({ size: 5 });
    expect(await readFile(at('old.eppb'), 'utf8')).toBe('12345');
  });

  it('takes a file that is renamed at the end, and no other', async () => {
    const desk = await open(receive({ size: 5 }));
    const console = await enter(desk);
    await console.say(`CWD ${desk.path.slice(0, desk.path.lastIndexOf('/'))}`);
    expect(await console.store('STOR tmp.1', Buffer.from('12345'))).toMatch(/^226/);
    expect(await readdir(at(''))).toEqual(['old.eppb.console']);
    expect(await console.say('RNFR old.eppb')).toMatch(/^550/);
    expect(await console.say('RNFR tmp.1')).toMatch(/^350/);
    expect(await console.say('RNTO ../other.eppb')).toMatch(/^550/);
    await console.say('RNFR tmp.1');
    expect(await console.say('RNTO old.eppb')).toMatch(/^250/);
    expect(await desk.done).toMatchObject({ size: 5 });
  });

  it('goes on with what came, and hashes all of it', async () => {
    const desk = await open(receive({ size: bytes.length, sha256 }));
    const console = await enter(desk);
    expect(await console.store(`STOR ${desk.path}`, bytes.subarray(0, 1_000_000))).toMatch(/^426/);
    expect(await console.say(`SIZE ${desk.path}`)).toBe('213 1000000');
    // The console is not sure of the last bytes.
    await console.say('REST 900000');
    expect(await console.store(`STOR ${desk.path}`, bytes.subarray(900_000, 2_000_000))).toMatch(
      /^426/,
    );
    expect(await console.store(`APPE ${desk.path}`, bytes.subarray(2_000_000))).toMatch(/^226/);
    expect(await desk.done).toEqual({ size: bytes.length, sha256 });
  });

  it('lets nobody in without the account, and lets anonymous in only where it was said', async () => {
    await writeFile(at('on-console'), bytes);
    const nobody = { host: '127.0.0.1', user: 'anonymous', secure: 'none' } as const;
    const closed = await open(receive());
    const refused = await failureOf(() =>
      openFtp({ ...nobody, port: closed.port }, 'me@here', signal),
    );
    expect(refused).toMatchObject({ code: 'ftp.login' });
    const desk = await open(receive({ name: 'other.eppb' }), { anonymous: true });
    const client = await openFtp({ ...nobody, port: desk.port }, 'me@here', signal);
    await client.upload(at('on-console'), desk.path, options);
    client.close();
    expect(await desk.done).toMatchObject({ sha256 });
    expect(events).toContainEqual({ kind: 'logged-in', peer: '127.0.0.1', anonymous: true });
  });

  it('sets a file aside that is not the right one', async () => {
    const desk = await open(receive({ sha256: 'a'.repeat(64) }));
    const console = await enter(desk);
    expect(await console.store(`STOR ${desk.path}`, bytes)).toMatch(/^451/);
    expect(await failureOf(() => desk.done)).toMatchObject({ code: 'transfer.hash-mismatch' });
    await desk.close();
    expect(await readdir(at(''))).toEqual(['old.eppb.damaged']);
  });

  it('ends where more comes than was announced', async () => {
    const desk = await open(receive({ size: 1000 }));
    const console = await enter(desk);
    expect(await console.store(`STOR ${desk.path}`, bytes)).toMatch(/^552/);
    expect(await failureOf(() => desk.done)).toMatchObject({ code: 'ftp.wrong-size' });
    await desk.close();
    expect(await readdir(at(''))).toEqual([]);
  });

  it('does not call a file whole whose console was cut off', async () => {
    const desk = await open(receive());
    const console = await enter(desk);
    const data = await console.passive();
    await console.say(`STOR ${desk.path}`);
    data.end(bytes);
    console.close();
    await expect
      .poll(() => events.filter((each) => each.kind === 'refused'))
      .toContainEqual({ kind: 'refused', peer: '127.0.0.1', command: 'STOR', code: 426 });
    await desk.close();
    expect(await failureOf(() => desk.done)).toMatchObject({ code: 'migration.cancelled' });
    expect(await readdir(at(''))).toEqual([]);
  });

  it('overwrites no finished file, not even one that comes meanwhile', async () => {
    await writeFile(at('old.eppb'), 'mine');
    expect(await failureOf(() => open(receive()))).toMatchObject({ code: 'file.unwritable' });
    const desk = await open(receive({ name: 'late.eppb' }));
    await writeFile(at('late.eppb'), 'mine');
    const console = await enter(desk);
    expect(await console.store(`STOR ${desk.path}`, bytes)).toMatch(/^451/);
    expect(await failureOf(() => desk.done)).toMatchObject({ code: 'file.unwritable' });
    expect(await readFile(at('late.eppb'), 'utf8')).toBe('mine');
  });

  it('writes through no link', async () => {
    await writeFile(at('secret'), 'mine');
    await symlink(at('secret'), at('old.eppb.console'));
    expect(await failureOf(() => open(receive()))).toMatchObject({ code: 'transfer.failed' });
    expect(await readFile(at('secret'), 'utf8')).toBe('mine');
  });

  it('fails for a name that is a path, a folder that is not there, a file that is a folder', async () => {
    for (const name of ['../x', 'a/b', '..', '', 'a\\b', 'c:x', 'a\nb'])
      expect(await failureOf(() => open(receive({ name })))).toMatchObject({
        code: 'contract.bad-input',
      });
    expect(await failureOf(() => open(receive({ folder: at('none') })))).toMatchObject({
      code: 'transfer.failed',
    });
    await mkdir(at('folder'));
    const task = { kind: 'offer', localPath: at('folder'), name: 'x' } as const;
    expect(await failureOf(() => open(task))).toMatchObject({ code: 'file.not-a-file' });
  });

  it('fails with what to do where the port or the address cannot be had', async () => {
    const first = await open(receive());
    const second = await failureOf(() => open(receive({ name: 'b' }), { port: first.port }));
    expect(second).toMatchObject({ code: 'ftp.port-in-use', facts: { port: first.port } });
    expect(
      await failureOf(() => open(receive({ name: 'c' }), { address: '192.0.2.1' })),
    ).toMatchObject({ code: 'ftp.address-not-here' });
    expect((await readdir(at(''))).sort()).toEqual(['old.eppb.console']);
  });

  it('closes when it is stopped, and leaves nothing', async () => {
    const stop = new AbortController();
    const desk = await open(receive(), { signal: stop.signal });
    const console = await enter(desk);
    const data = await console.passive();
    await console.say(`STOR ${desk.path}`);
    data.write(bytes);
    await expect.poll(() => progress.length).toBeGreaterThan(0);
    stop.abort();
    expect(await failureOf(() => desk.done)).toMatchObject({ code: 'migration.cancelled' });
    await desk.close();
    expect(await readdir(at(''))).toEqual([]);
    const after = await failureOf(() => ours(desk));
    expect(after).toMatchObject({ code: 'ftp.unreachable' });
  });

  it('says what to type', async () => {
    const desk = await open(receive());
    expect(desk.consoleFields).toEqual({
      address: `127.0.0.1:${desk.port}`,
      path: desk.path,
    });
    expect(desk.path).toMatch(/^\/[a-z]{14}\/old\.eppb$/);
    expect(desk.password).toMatch(/^[a-z]{14}$/);
  });

  it('serves IPv6', async () => {
    const desk = await open(await offer(), { address: '::1' });
    const { user, password, port } = desk;
    const there = { host: '::1', port, user, secure: 'none' } as const;
    const client = await openFtp(there, password, signal);
    expect(await client.download(desk.path, at('six'), options)).toMatchObject({ sha256 });
    client.close();
  });

  it('connects to a port of the console', async () => {
    const desk = await open(await offer());
    const console = await enter(desk);
    const port = await openActivePort('127.0.0.1');
    expect(await console.say(`EPRT |1|127.0.0.1|${port.port}|`)).toMatch(/^200/);
    expect(await console.say(`RETR ${desk.path}`)).toMatch(/^150/);
    expect(await console.hear()).toMatch(/^226/);
    expect(port.received().equals(bytes)).toBe(true);
    port.close();
    expect(events).toContainEqual({ kind: 'begins', peer: '127.0.0.1', at: 0, way: 'active' });
  });
});
