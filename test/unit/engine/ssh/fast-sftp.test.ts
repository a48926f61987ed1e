import { randomBytes } from 'node:crypto';
import type { Algorithms } from 'ssh2';
import { afterEach, describe, expect, it } from 'vitest';
import { openSftp } from '../../../../electron/engine/ssh/sftp-channel';
import { type FileServer, openFileServer, readAll, writeAll } from './fast-file';

let files: FileServer | undefined;
afterEach(() => files?.close());

const only = (cipher: string): Algorithms => ({ cipher: [cipher] }) as Algorithms;

describe('files over a fast connection', () => {
  it.each([
    ...['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'aes128-ctr'],
    'chacha20-poly1305@openssh.com',
  ])('arrive unchanged with %s, in both directions', async (cipher) => {
    const content = randomBytes(2_500_001);
    files = await openFileServer(content, { algorithms: only(cipher) });
    expect((await readAll(files.line, content.length)).equals(content)).toBe(true);
    const other = randomBytes(2_600_001);
    await writeAll(files.line, other);
    expect(files.content().equals(other)).toBe(true);
  });

  it('arrive from a server that gives less than asked, in an order of its own', async () => {
    const content = randomBytes(2_000_003);
    files = await openFileServer(content, { unruly: true });
    expect((await readAll(files.line, content.length)).equals(content)).toBe(true);
    const other = randomBytes(2_000_005);
    await writeAll(files.line, other);
    expect(files.content().equals(other)).toBe(true);
  });

  it('end where the server says so', async () => {
    files = await openFileServer(Buffer.from('abc'));
    const sftp = await openSftp(files.line);
    const handle = Buffer.from('h');
    const read = (into: Buffer, offset: number) =>
      sftp.call<number>((open, settle) => open.read(handle, into, 0, into.length, offset, settle));
    const into = Buffer.alloc(10, '-');
    expect(await read(into, 1)).toBe(2);
    expect(into.toString()).toBe('bc--------');
    expect(await read(into, 3)).toBe(0);
  });

  it('arrive while keys are changed, again and again', async () => {
    const content = randomBytes(4_000_000);
    files = await openFileServer(content);
    const { line, server } = files;
    const rekeying = setInterval(() => server.last().rekey(), 15);
    try {
      const other = randomBytes(4_000_000);
      expect((await readAll(line, content.length)).equals(content)).toBe(true);
      await writeAll(line, other);
      expect(files.content().equals(other)).toBe(true);
    } finally {
      clearInterval(rekeying);
    }
  });

  it('keep what was answered before, whatever comes after it', async () => {
    files = await openFileServer(randomBytes(1_000_000));
    const sftp = await openSftp(files.line);
    const handle = await sftp.call<Buffer>((open, settle) => open.open('/f', 1, {}, settle));
    await readAll(files.line, 1_000_000);
    expect(handle.toString()).toBe('handle');
  });
});
