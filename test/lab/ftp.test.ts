import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openFtpDesk } from '../../electron/engine/ftp/desk/open-desk';
import type { FtpServer } from '../../electron/engine/ftp/log-in';
import { openFtp } from '../../electron/engine/ftp/open-ftp';
import type { TransferNote } from '../../shared/transfer-note';
import { describeFailure } from '../../shared/words/failures';
import { failureOf } from '../unit/engine/failure-of';
import { type FtpHost, noVsftpdBecause, openFtpHost } from './ftp-vsftpd';
import { makeSmallDisk, mebibyte, type SmallDisk } from './transfer-disk';

const reason = noVsftpdBecause();
if (reason) console.log(`skipped: ${reason}`);

const { signal } = new AbortController();
const bytes = randomBytes(30 * mebibyte + 1);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const whole = { size: bytes.length, sha256 };

describe.skipIf(reason).sequential('files of a real vsftpd', () => {
  let ftp: FtpHost;
  let disk: SmallDisk;
  let folder: string;
  let notes: TransferNote[] = [];
  const options = {
    signal,
    onProgress: () => {},
    onNote: (note: TransferNote) => notes.push(note),
  };
  const at = (name: string): string => join(folder, name);
  const there = (name: string): string => join(ftp.folder, name);
  const ways = {
    plain: (): FtpServer => ({ host: ftp.host, user: ftp.user, secure: 'none' }),
    'explicit TLS': (): FtpServer => ({
      ...{ host: ftp.host, port: 2121, user: ftp.user, secure: 'explicit' },
      allowCertificate: ftp.fingerprint,
    }),
    'implicit TLS': (): FtpServer => ({
      ...{ host: ftp.host, user: ftp.user, secure: 'implicit' },
      allowCertificate: ftp.fingerprint,
    }),
  } as const;
  type Way = keyof typeof ways;
  const enter = (way: Way, more: Partial<FtpServer> = {}) =>
    openFtp({ ...ways[way](), ...more }, ftp.password, signal);
  const down = async (way: Way, more: object = {}) => {
    const connection = await enter(way);
    return connection.download('a', at('a'), { ...options, ...more }).finally(connection.close);
  };
  const up = async (way: Way, name = 'b', more: object = {}) => {
    const connection = await enter(way);
    return connection.upload(at('local'), name, { ...options, ...more }).finally(connection.close);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lab-ftp-own-'));
    // Before the servers start: each sees the mounts that there were then.
    disk = await makeSmallDisk(true);
    ftp = await openFtpHost();
    await ftp.start(21, []);
    await ftp.start(2121, ftp.tls);
    await ftp.start(990, [...ftp.tls, 'implicit_ssl=YES']);
    await ftp.start(2122, ['pasv_enable=NO']);
    await writeFile(at('local'), bytes);
    await writeFile(there('a'), bytes);
  });
  beforeEach(async () => {
    notes = [];
    await rm(at('a'), { force: true });
    for (const name of await readdir(ftp.folder)) if (name !== 'a') await rm(there(name));
  });
  afterAll(async () => {
    await ftp?.close();
    await disk?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const each = Object.keys(ways) as readonly Way[];
  it.each(each)('come and go over %s', async (way) => {
    expect(await down(way, { sha256 })).toEqual(whole);
    expect((await readFile(at('a'))).equals(bytes)).toBe(true);
    expect(await up(way, 'b', { sha256 })).toEqual(whole);
    expect((await readFile(there('b'))).equals(bytes)).toBe(true);
    expect((await readdir(ftp.folder)).sort()).toEqual(['a', 'b']);
    // Again, over what is there.
    expect(await up(way)).toEqual(whole);
  });

  it.each(each)('that were cut off go on over %s', async (way) => {
    const slowly = { bytesPerSecond: 20 * mebibyte };
    const kill = (done: number): void => {
      if (done > 8 * mebibyte) ftp.killSessions();
    };
    const first = await failureOf(() => down(way, { ...slowly, onProgress: kill }));
    expect(['ftp.connection-lost', 'ftp.data-lost']).toContain(first.code);
    expect(await down(way)).toEqual(whole);
    const second = await failureOf(() => up(way, 'b', { ...slowly, onProgress: kill }));
    expect(['ftp.connection-lost', 'ftp.data-lost']).toContain(second.code);
    expect(await up(way)).toEqual(whole);
    expect(notes.map(({ kind }) => kind)).toEqual(['goes-on', 'goes-on']);
    expect((await readFile(there('b'))).equals(bytes)).toBe(true);
  });

  it('say what is missing, not allowed or full', async () => {
    const codes = async (work: () => Promise<unknown>) => (await failureOf(work)).code;
    const connection = await enter('plain');
    const download = () => connection.download('none', at('a'), options);
    expect(await codes(download)).toBe('transfer.source-file-missing');
    await writeFile(there('shut'), 'x');
    await chmod(there('shut'), 0o600);
    const other = await enter('plain');
    expect(await codes(() => other.download('shut', at('a'), options))).toBe('ftp.not-allowed');
    expect(await codes(() => up('plain', 'none/b'))).toBe('ftp.not-allowed');
    expect(await codes(() => up('plain', '/etc/b'))).toBe('ftp.not-allowed');
    expect(await readdir(folder)).not.toContain('a');
  });

  it('do not fit on a full disk, and go on when there is room', async () => {
    await disk.leaveRoom(10 * mebibyte);
    const full = await failureOf(() => up('plain', join(disk.folder, 'b')));
    // It does not use the code for a full disk, only one for any fault of its own.
    expect(full).toMatchObject({ code: 'ftp.refused', facts: { command: 'STOR' } });
    expect(describeFailure(full).seen).toContain('451 Failure writing to local file');
    expect(describeFailure(full).todo).toContain('disk may be full');
    await disk.leaveRoom(40 * mebibyte);
    expect(await up('plain', join(disk.folder, 'b'))).toEqual(whole);
    expect(notes).toMatchObject([{ kind: 'goes-on' }]);
    await rm(join(disk.folder, 'b'));
  });

  it('are not moved where passive mode is off, and it says so', async () => {
    const connection = await enter('plain', { port: 2122 });
    const failure = await failureOf(() => connection.download('a', at('a'), options));
    expect(failure.code).toBe('ftp.no-data-way');
    expect(describeFailure(failure).needed).toContain('no active mode');
  });

  it('are given to nobody whose certificate is not known', async () => {
    const unknown = await failureOf(() => enter('explicit TLS', { allowCertificate: undefined }));
    expect(unknown).toMatchObject({
      code: 'ftp.certificate-unknown',
      facts: { fingerprint: ftp.fingerprint, seen: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    });
    expect(unknown.facts['names']).toContain('ftp.lab');
    expect(unknown.facts['names']).toContain(ftp.host);
    const other = ftp.fingerprint.replace(/^../, (two) => (two === 'AB' ? 'BA' : 'AB'));
    expect(await failureOf(() => enter('implicit TLS', { allowCertificate: other }))).toMatchObject(
      {
        code: 'ftp.certificate-changed',
        facts: { fingerprint: ftp.fingerprint, expected: other },
      },
    );
    // However the fingerprint is written.
    const bare = `SHA256:${ftp.fingerprint.replaceAll(':', '').toLowerCase()}`;
    (await enter('explicit TLS', { allowCertificate: bare })).close();
  });

  it('are refused with words for what is wrong at the login', async () => {
    const plain = { ...ways.plain(), host: ftp.host };
    expect(await failureOf(() => openFtp(plain, 'wrong', signal))).toMatchObject({
      code: 'ftp.login',
      facts: { user: ftp.user, seen: expect.stringContaining('530') },
    });
    // A server that wants TLS says so before it hears the password.
    expect(await failureOf(() => enter('plain', { port: 2121 }))).toMatchObject({
      code: 'ftp.login',
      facts: { seen: expect.stringContaining('encryption') },
    });
    expect(await failureOf(() => enter('explicit TLS', { port: 21 }))).toMatchObject({
      code: 'ftp.no-tls',
    });
    const silent = await failureOf(() => enter('implicit TLS', { port: 21 }));
    expect(silent.code).toBe('ftp.tls-failed');
  });
});

const reserved = Number(readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8'));

describe.skipIf(process.getuid?.() !== 0 || reserved < 22)('the desk of an ordinary user', () => {
  it('says that port 21 is not allowed, and what to do', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lab-ftp-nobody-'));
    await chmod(folder, 0o777);
    const task = { kind: 'receive', folder, name: 'old.eppb' } as const;
    process.seteuid?.(65_534);
    try {
      const failure = await failureOf(() =>
        openFtpDesk({
          ...{ address: '127.0.0.1', task, signal, onProgress: () => {}, onEvent: () => {} },
        }),
      );
      expect(failure).toMatchObject({ code: 'ftp.port-not-allowed', facts: { port: 21 } });
      expect(describeFailure(failure).todo).toContain('ip_unprivileged_port_start');
    } finally {
      process.seteuid?.(0);
      await rm(folder, { recursive: true });
    }
  });
});

describe.skipIf(process.getuid?.() !== 0)('the desk on a small disk', () => {
  it('ends with what is missing, and leaves nothing', async () => {
    const disk = await makeSmallDisk(true);
    await disk.leaveRoom(10 * mebibyte);
    const desk = await openFtpDesk({
      ...{ address: '127.0.0.1', port: 0, signal, onProgress: () => {}, onEvent: () => {} },
      task: { kind: 'receive', folder: disk.folder, name: 'old.eppb', size: bytes.length },
    });
    const source = join(await mkdtemp(join(tmpdir(), 'lab-ftp-console-')), 'x');
    await writeFile(source, bytes);
    try {
      const failure = await failureOf(async () => {
        const client = await openFtp(
          { host: '127.0.0.1', port: desk.port, user: desk.user, secure: 'none' },
          desk.password,
          signal,
        );
        return client.upload(source, desk.path, { signal, onProgress: () => {} });
      });
      expect(failure.code).toBe('transfer.no-space');
      const told = await failureOf(() => desk.done);
      expect(told).toMatchObject({
        code: 'transfer.no-space',
        facts: { where: 'this computer', required: bytes.length },
      });
      expect(Number(told.facts['missing'])).toBeGreaterThan(19 * mebibyte);
      await desk.close();
      expect(await readdir(disk.folder)).toEqual(['filler']);
    } finally {
      await desk.close();
      await disk.remove();
      await rm(join(source, '..'), { recursive: true, force: true });
    }
  });
});
