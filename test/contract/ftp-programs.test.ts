import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { FtpDesk } from '../../electron/engine/ftp/desk/open-desk';
import { openFtp } from '../../electron/engine/ftp/open-ftp';
import { deskBench } from './ftp-desk-bench';

const run = promisify(execFile);
const { signal } = new AbortController();
const bytes = randomBytes(3_000_001);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const { at, progress, open } = deskBench();

const receive = (more: object = {}) =>
  ({ kind: 'receive', folder: at(''), name: 'old.eppb', ...more }) as const;
const offer = async () => {
  await writeFile(at('here.eppb'), bytes);
  return { kind: 'offer', localPath: at('here.eppb'), name: 'new.eppb' } as const;
};
const url = ({ address, port, path }: FtpDesk, credentials = ''): string =>
  `ftp://${credentials}${address}:${port}${path}`;
const login = ({ user, password }: FtpDesk): readonly string[] => ['-u', `${user}:${password}`];

const hasCurl = existsSync('/usr/bin/curl');
if (!hasCurl) console.log('skipped: curl is missing');

/** Programs that a console may have: how each stores a file and fetches one. */
type Way = (desk: FtpDesk, file: string) => Promise<unknown>;
const curl = (...args: readonly string[]) => run('curl', ['-sS', '--max-time', '30', ...args]);
const lftp = (desk: FtpDesk, command: string) =>
  run('lftp', [
    ...['--norc', '-p', String(desk.port), '-u', `${desk.user},${desk.password}`, '-e'],
    `set net:max-retries 1; set net:timeout 20; set ftp:ssl-allow no; ${command}; bye`,
    desk.address,
  ]);
const ours = async (desk: FtpDesk) =>
  openFtp(
    { host: desk.address, port: desk.port, user: desk.user, secure: 'none' },
    desk.password,
    signal,
  );
const options = { signal, onProgress: () => {} };
const ways: Readonly<Record<string, { store: Way; fetch: Way; missing?: boolean }>> = {
  'our client': {
    store: async (desk, file) => (await ours(desk)).upload(file, desk.path, options),
    fetch: async (desk, file) => (await ours(desk)).download(desk.path, file, options),
  },
  curl: {
    missing: !hasCurl,
    store: (desk, file) => curl(...login(desk), '-T', file, url(desk)),
    fetch: (desk, file) => curl(...login(desk), '-o', file, url(desk)),
  },
  'curl with PASV': {
    missing: !hasCurl,
    store: (desk, file) => curl(...login(desk), '--disable-epsv', '-T', file, url(desk)),
    fetch: (desk, file) => curl(...login(desk), '--disable-epsv', '-o', file, url(desk)),
  },
  'curl, active': {
    missing: !hasCurl,
    store: (desk, file) => curl(...login(desk), '-P', '-', '-T', file, url(desk)),
    fetch: (desk, file) => curl(...login(desk), '-P', '-', '-o', file, url(desk)),
  },
  'curl, active with PORT': {
    missing: !hasCurl,
    store: (desk, file) => curl(...login(desk), '--disable-eprt', '-P', '-', '-T', file, url(desk)),
    fetch: (desk, file) => curl(...login(desk), '--disable-eprt', '-P', '-', '-o', file, url(desk)),
  },
  lftp: {
    missing: !existsSync('/usr/bin/lftp'),
    store: (desk, file) => lftp(desk, `put ${file} -o ${desk.path}`),
    fetch: (desk, file) => lftp(desk, `get ${desk.path} -o ${file}`),
  },
};

describe.each(Object.entries(ways))('%s', (_name, { store, fetch, missing }) => {
  it.skipIf(missing)('brings a file to the desk', async () => {
    await writeFile(at('on-console'), bytes);
    const desk = await open(receive({ size: bytes.length, sha256 }));
    await store(desk, at('on-console'));
    expect(await desk.done).toEqual({ size: bytes.length, sha256 });
    expect((await readFile(at('old.eppb'))).equals(bytes)).toBe(true);
    expect((await readdir(at(''))).sort()).toEqual(['old.eppb', 'on-console']);
    expect(progress.at(-1)).toBe(bytes.length);
  });

  it.skipIf(missing)('fetches a file from the desk', async () => {
    const desk = await open(await offer());
    await fetch(desk, at('on-console'));
    expect(await desk.done).toEqual({ size: bytes.length, sha256 });
    expect((await readFile(at('on-console'))).equals(bytes)).toBe(true);
  });
});
