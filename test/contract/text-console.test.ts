import { describe, expect, it } from 'vitest';
import type { Pair, PairOptions } from '../../electron/simulator/pair';
import { login, makeBackup, practicePair, until } from '../unit/simulator/practice-client';
import { startFakeFtp } from './ftp-fake';

const console = {
  faults: { source: { 'text-console': true }, target: { 'text-console': true } },
} as const;

/** Somebody who sits down at the text console of a machine by SSH. */
async function sitDown(pair: Pair, side: 'source' | 'target' = 'source') {
  const { client } = await login(pair[side]);
  let shown = '';
  let over = false;
  const channel = await new Promise<import('ssh2').ClientChannel>((resolve, reject) => {
    client.shell({ term: 'vt100' }, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
  channel.on('data', (text: Buffer) => {
    shown += text;
  });
  channel.on('close', () => {
    over = true;
  });
  /** Waits for a prompt and types a line; gives what was shown until then. */
  const type = async (prompt: string, line: string): Promise<string> => {
    await until(() => shown.includes(prompt));
    const before = shown;
    shown = '';
    channel.write(`${line}\r`);
    return before;
  };
  const sees = async (words: string): Promise<string> => {
    await until(() => shown.includes(words));
    return shown;
  };
  return { type, sees, over: () => over, shown: () => shown };
}

const pairOf = (options: Partial<PairOptions> = {}) => practicePair({ ...console, ...options });

describe('the text console of a practice machine', () => {
  it('is where a shell at a terminal lands, and has a menu with an end', async () => {
    const pair = await pairOf();
    const seat = await sitDown(pair);
    const menu = await seat.type('Choose: ', '7');
    expect(menu.replaceAll('\r', '')).toContain(
      'Endpoint Protector - OLD-EPP, version 5.2.0.6\n\n 1) Networking\n 2) System Backup\n 3) Exit\n',
    );
    await seat.sees('There is no such entry.');
    await seat.type('Choose: ', '3');
    await until(() => seat.over());
    // Commands work as ever.
    expect(await (await login(pair.source)).one('counts')).toMatchObject({ computers: 20 });
  });

  it('shows the network and changes the address', async () => {
    const pair = await pairOf();
    const seat = await sitDown(pair);
    await seat.type('Choose: ', '1');
    expect(await seat.sees('Configure Network manually')).toContain(`${pair.source.host}/24`);
    await seat.type('Choose: ', '1');
    await seat.type('IP Address [', pair.target.host);
    for (const prompt of ['Network Prefix [24]', 'Default Gateway [']) await seat.type(prompt, '');
    await seat.type('Apply (y/n)', 'y');
    await seat.sees('It did not work: another machine answers');
    const moved = pair.source.host.replace(/1$/, '9');
    await seat.type('Choose: ', '1');
    await seat.type('IP Address [', moved);
    for (const prompt of ['Network Prefix [24]', 'Default Gateway [']) await seat.type(prompt, '');
    await seat.type('Apply (y/n)', 'y');
    await until(() => pair.machine('source').address === moved);
  });

  it('carries a backup from machine to machine by FTP, and restores it', async () => {
    const pair = await pairOf();
    const ftp = await startFakeFtp();
    try {
      const { key, sha256 } = await makeBackup(await login(pair.source));
      const fields = async (
        { type }: Awaited<ReturnType<typeof sitDown>>,
        password: string,
      ): Promise<void> => {
        await type('FTP IP address', `127.0.0.1:${ftp.port}`);
        await type('Path of the .eppb file', '/first.eppb');
        await type('FTP user', 'backup');
        await type('FTP password', password);
      };
      const old = await sitDown(pair);
      await old.type('Choose: ', '2');
      for (const password of ['wrong', 'right']) {
        await old.type('3) Export', '3');
        await old.type('Which backup', '1');
        await fields(old, password);
        const words = password === 'wrong' ? 'It did not work' : 'The file was exported.';
        // Nothing of the password is echoed.
        expect(await old.sees(words)).toMatch(/^\r\nExporting/);
      }
      expect(ftp.files.get('/first.eppb')?.length).toBeGreaterThan(100_000);

      const fresh = await sitDown(pair, 'target');
      await fresh.type('Choose: ', '2');
      await fresh.type('2) Import', '2');
      await fields(fresh, 'right');
      await fresh.sees('as /incoming/first.eppb.');
      const there = await (await login(pair.target)).one('hash /incoming/first.eppb');
      expect(there['sha256']).toBe(sha256);
      await fresh.type('1) System Restore', '1');
      await fresh.type('Which file', '1');
      await fresh.type('System Backup Key', key);
      await fresh.type('Go on (y/n)', 'y');
      await until(() => pair.machine('target').state.restore?.state === 'done');
      expect(fresh.shown()).not.toContain(key);
    } finally {
      await ftp.stop();
    }
  });

  it('keeps nothing of a file that is not there, that has no name, or for which there is no room', async () => {
    const pair = await pairOf();
    const ftp = await startFakeFtp();
    ftp.files.set('/big.eppb', Buffer.alloc(500_000));
    try {
      const seat = await sitDown(pair, 'target');
      const bring = async (path: string): Promise<void> => {
        await seat.type('2) Import', '2');
        await seat.type('FTP IP address', `127.0.0.1:${ftp.port}`);
        await seat.type('Path of the .eppb file', path);
        await seat.type('FTP user', 'backup');
        await seat.type('FTP password', 'right');
        await seat.sees('It did not work');
      };
      await seat.type('Choose: ', '2');
      await bring('/missing.eppb');
      await bring('/..');
      await pair.setFault('target', 'disk-full', { freeBytes: 1000 });
      await bring('/big.eppb');
      const files = await (await login(pair.target)).sftp();
      expect(await files.names('/incoming')).toEqual([]);
      await seat.type('1) System Restore', '1');
      await seat.sees('There is no file.');
    } finally {
      await ftp.stop();
    }
  });
});
