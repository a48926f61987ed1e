import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logIn } from '../../electron/engine/ftp/log-in';
import { type FtpConnection, openFtp } from '../../electron/engine/ftp/open-ftp';
import type { TransferNote } from '../../shared/transfer-note';
import { describeFailure } from '../../shared/words/failures';
import { failureOf } from '../unit/engine/failure-of';
import { type FakeFtp, startFakeFtp } from './ftp-fake';

const bytes = randomBytes(3_000_001);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const whole = { size: bytes.length, sha256 };

let server: FakeFtp;
let folder: string;
let notes: TransferNote[];
const connections: FtpConnection[] = [];
beforeEach(async () => {
  server = await startFakeFtp();
  server.files.set('/a', bytes);
  folder = await mkdtemp(join(tmpdir(), 'ftp-client-'));
  await writeFile(at('local'), bytes);
  notes = [];
});
afterEach(async () => {
  for (const each of connections.splice(0)) each.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const at = (name: string): string => join(folder, name);
const { signal } = new AbortController();
const options = { signal, onProgress: () => {}, onNote: (note: TransferNote) => notes.push(note) };
const enter = async (more: object = {}, password = 'right'): Promise<FtpConnection> => {
  const there = { host: '127.0.0.1', port: server.port, user: 'me', secure: 'none' } as const;
  const connection = await openFtp({ ...there, ...more }, password, signal);
  connections.push(connection);
  return connection;
};
const down = async (more: object = {}) =>
  (await enter()).download('/a', at('a'), { ...options, ...more });
const up = async (more: object = {}) =>
  (await enter()).upload(at('local'), '/b', { ...options, ...more });

describe('logging in', () => {
  it.each([
    ['EPSV', {}, /EPSV/],
    ['PASV where EPSV is not known', { EPSV: '500 What?' }, /PASV/],
    ['PASV where EPSV is not for us', { EPSV: '522 No.' }, /PASV/],
    ['PASV where EPSV makes no sense', { EPSV: '229 Somewhere (|||0|)' }, /PASV/],
  ])('moves files by %s', async (_name, answers, by) => {
    server.odd.answers = answers;
    expect(await down({ sha256 })).toEqual(whole);
    expect(await up({ sha256 })).toEqual(whole);
    expect(server.files.get('/b')?.equals(bytes)).toBe(true);
    expect([...server.files.keys()]).toEqual(['/a', '/b']);
    expect((await readdir(folder)).sort()).toEqual(['a', 'local']);
    expect(server.heard.some((line) => by.test(line))).toBe(true);
  });

  it('follows no address that PASV names', async () => {
    server.odd.answers = { EPSV: '502 No.' };
    server.odd.pasvAddress = '192.0.2.99';
    expect(await down()).toEqual(whole);
  });

  it.each([
    ['no passive mode', { EPSV: '502 No.', PASV: '502 No.' }, 'ftp.no-data-way'],
    ['a port nobody listens at', { EPSV: '229 There (|||1|)' }, 'ftp.no-data-way'],
    ['no right to the file', { RETR: '550 Permission denied.' }, 'ftp.not-allowed'],
    ['a refusal without a reason', { RETR: '504 No.' }, 'ftp.refused'],
    [
      'a file that is gone by then',
      { RETR: '550 a: No such file' },
      'transfer.source-file-missing',
    ],
    ['a busy server', { RETR: '421 Too many.' }, 'ftp.connection-lost'],
    ['nothing on the data connection', { RETR: '425 No connection.' }, 'ftp.no-data-way'],
    ['a size that is none', { SIZE: '213 many' }, 'ftp.refused'],
  ])('a download ends with its own failure for %s', async (_name, answers, code) => {
    server.odd.answers = answers;
    expect(await failureOf(() => down())).toMatchObject({ code });
  });

  it.each([
    ['no right to write', { STOR: '550 Permission denied.' }, 'ftp.not-allowed'],
    ['no such folder', { STOR: '553 Could not create file.' }, 'ftp.not-allowed'],
    ['a full disk, said at once', { STOR: '452 No room.' }, 'transfer.no-space'],
    ['a refused name', { RNTO: '553 Not this name.' }, 'ftp.not-allowed'],
  ])('an upload ends with its own failure for %s', async (_name, answers, code) => {
    server.odd.answers = answers;
    expect(await failureOf(() => up())).toMatchObject({ code });
    expect(server.files.has('/b')).toBe(false);
  });

  it('tells a refused login, and never the password that the server repeats', async () => {
    const failure = await failureOf(() => enter({}, 'my secret'));
    expect(failure).toMatchObject({ code: 'ftp.login', facts: { user: 'me' } });
    const told = JSON.stringify([failure, describeFailure(failure)]);
    expect(told).toContain('is wrong');
    expect(told).not.toContain('my secret');
    const broken = await failureOf(() => enter({}, 'my\r\nsecret'));
    expect(broken).toEqual({
      code: 'contract.bad-input',
      facts: { where: 'password', seen: 'a line break' },
    });
  });

  it.each([
    ['does not know AUTH', '502 What?'],
    ['refuses TLS', '534 Not here.'],
    ['has none at the moment', '431 No certificate.'],
  ])('does not log in without TLS where the server %s', async (_name, answer) => {
    server.odd.answers = { AUTH: answer };
    const failure = await failureOf(() => enter({ secure: 'explicit' }));
    expect(failure).toMatchObject({ code: 'ftp.no-tls', facts: { seen: answer } });
    expect(server.heard.filter((line) => /^(USER|PASS)/.test(line))).toEqual([]);
  });

  it('does not log in where TLS is promised and something else comes', async () => {
    server.odd.answers = { AUTH: '234 Yes.' };
    const failure = await failureOf(() => enter({ secure: 'explicit' }));
    expect(failure.code).toBe('ftp.tls-failed');
    expect(server.heard.filter((line) => /^(USER|PASS)/.test(line))).toEqual([]);
  });

  it.each([
    ['SSH-2.0-OpenSSH_9.2', 'ftp.not-ftp'],
    ['HTTP/1.1 400 Bad Request', 'ftp.not-ftp'],
    ['421 Too many connections.', 'ftp.connection-lost'],
    ['530 Not today.', 'ftp.not-allowed'],
  ])('knows a greeting: %s', async (greeting, code) => {
    server.odd.greeting = greeting;
    expect(await failureOf(() => enter())).toMatchObject({ code });
  });

  it.each([
    ['greets nobody', 'connecting', 'explicit'],
    ['goes silent for TLS', 'asking for TLS', 'explicit'],
    ['goes silent at the login', 'logging in', 'none'],
    ['goes silent after it', 'settling how files are moved', 'none'],
  ] as const)('gives up a server that %s', async (_name, during, secure) => {
    if (during === 'connecting') server.odd.greeting = '';
    server.odd.answers = {
      AUTH: '234 Yes.',
      ...(during === 'logging in' && { PASS: '' }),
      ...(during.startsWith('settling') && { TYPE: '' }),
    };
    server.odd.hello = '';
    const there = { host: '127.0.0.1', port: server.port, user: 'me', secure };
    const failure = await failureOf(() => logIn(there, 'right', signal, 0.3));
    expect(failure).toMatchObject({ code: 'ftp.no-answer', facts: { seconds: 0.3, during } });
  });

  it('stops at once while nothing is said', async () => {
    server.odd.greeting = '';
    const stop = new AbortController();
    const there = { host: '127.0.0.1', port: server.port, user: 'me', secure: 'none' } as const;
    const trying = failureOf(() => openFtp(there, 'right', stop.signal));
    setTimeout(() => stop.abort(), 50);
    expect(await trying).toEqual({ code: 'migration.cancelled', facts: {} });
  });

  it('names a port where nobody listens and a name that nobody has', async () => {
    const { port } = server;
    await server.stop();
    expect(await failureOf(() => enter())).toMatchObject({
      code: 'ftp.unreachable',
      facts: { port, seen: 'refused the connection' },
    });
    const failure = await failureOf(() => enter({ host: 'no-such-host.invalid' }));
    expect(failure.code).toBe('ftp.unreachable');
    server = await startFakeFtp();
  });
});

it('asks nothing with a line break in a path', async () => {
  const connection = await enter();
  const failure = await failureOf(() => connection.download('/a\r\nDELE /a', at('a'), options));
  expect(failure).toMatchObject({ code: 'contract.bad-input' });
  expect(server.files.has('/a')).toBe(true);
});

it('says what a server without SIZE has by MLST, or that it cannot', async () => {
  server.odd.answers = {
    SIZE: '502 What?',
    MLST: `250-Here\r\n type=file;size=${bytes.length};modify=20261126120000; a\r\n250 End`,
  };
  expect(await down()).toEqual(whole);
  server.odd.answers = { SIZE: '502 What?' };
  expect(await failureOf(() => down())).toMatchObject({ code: 'ftp.refused' });
});

it('moves empty files', async () => {
  server.files.set('/a', Buffer.alloc(0));
  await writeFile(at('local'), '');
  expect(await down()).toMatchObject({ size: 0 });
  expect(await up()).toMatchObject({ size: 0 });
  expect(server.files.get('/b')?.length).toBe(0);
  expect((await readFile(at('a'))).length).toBe(0);
});
