import { describe, expect, test } from 'vitest';
import type { RemoteFile, RemoteFiles } from '../../../electron/engine/appliance/appliance';
import { linkSpeeds } from '../../../electron/engine/preflight/link-speed';
import type { Readings } from '../../../electron/engine/preflight/readings';
import { fail } from '../../../shared/failure';

const megabyte = 1_000_000;
const untold = async (): Promise<never> => fail('appliance.no-command', { command: 'x' });
const holding = (...sizes: number[]): Readings =>
  ({
    archives: async () => sizes.map((size) => ({ path: `/archives/${size}`, size })),
    backups: untold,
  }) as unknown as Readings;

/** Files of a server behind a link of so many bytes a second. */
function behind(rate: number) {
  const opened: string[] = [];
  let free = 0;
  const files = {
    open: async (path: string, mode: string) => {
      opened.push(`${mode} ${path}`);
      return {
        requestBytes: 32_768,
        read: async (_into: Buffer, length: number) => {
          free = Math.max(free, performance.now()) + (length / rate) * 1000;
          await new Promise((done) => setTimeout(done, free - performance.now()));
          return length;
        },
        close: async () => {},
      } as unknown as RemoteFile;
    },
  } as unknown as RemoteFiles;
  return { files, opened };
}

const lost = (code: 'ssh.connection-lost' | 'transfer.source-file-missing'): RemoteFiles =>
  ({ open: async () => fail(code, { file: 'x' }) }) as unknown as RemoteFiles;

describe('the speed of a link', () => {
  test('is that of reading the largest file that is there, for two seconds at most', async () => {
    const { files, opened } = behind(10 * megabyte);
    const servers = { source: holding(5 * megabyte, 80 * megabyte), target: holding() };
    const began = performance.now();
    const { source = 0, target } = await linkSpeeds(servers, { source: files, target: files });
    expect(performance.now() - began).toBeLessThan(6_000);
    expect(source / megabyte).toBeGreaterThan(5);
    expect(source / megabyte).toBeLessThan(11);
    expect([target, opened]).toEqual([undefined, [`read /archives/${80 * megabyte}`]]);
  });

  test('is not known where there is only a small file, or none that can be read', async () => {
    const { files, opened } = behind(10 * megabyte);
    const small = { source: holding(3 * megabyte), target: holding() };
    expect(await linkSpeeds(small, { source: files, target: files })).toEqual({});
    expect(opened).toEqual([]);
    const large = { source: holding(9 * megabyte), target: holding() };
    const gone = lost('transfer.source-file-missing');
    expect(await linkSpeeds(large, { source: gone, target: files })).toEqual({});
  });

  test('lets a lost connection be told', async () => {
    const servers = { source: holding(9 * megabyte), target: holding() };
    const files = lost('ssh.connection-lost');
    await expect(linkSpeeds(servers, { source: files, target: files })).rejects.toThrow(
      'ssh.connection-lost',
    );
  });
});
