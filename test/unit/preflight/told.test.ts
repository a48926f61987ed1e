import { describe, expect, test } from 'vitest';
import type { Readings } from '../../../electron/engine/preflight/readings';
import { toldBy } from '../../../electron/engine/preflight/told';
import { fail } from '../../../shared/failure';

const disk = { sizeBytes: 100e9, freeBytes: 40e9 };
const patch = (appliedAt: string) => ({ code: 'PATCH-0001', appliedAt });
const notTold = () => fail('appliance.no-command', { side: 'source', command: 'df' });

/** A server that tells all of it, unless changed. */
const server = (change: Partial<Readings> = {}): Readings =>
  ({
    databaseBytes: async () => 4e9,
    backups: async () => [{ size: 1e6 }, { size: 2e6 }, {}],
    patches: async () => [patch('2026-11-01T10:00:00Z'), patch('2026-10-01T10:00:00Z')],
    disk: async () => disk,
    ...change,
  }) as Readings;

describe('what an estimate goes by', () => {
  test('is what both servers told', async () => {
    expect(await toldBy({ source: server(), target: server() }, {})).toStrictEqual({
      databaseBytes: 4e9,
      newestBackupBytes: 2e6,
      lastPatchAt: '2026-11-01T10:00:00Z',
      disks: { source: disk, target: disk },
    });
  });

  test('leaves out what a server does not tell, and never puts anything in its place', async () => {
    const silent = server({
      databaseBytes: async () => notTold(),
      backups: async () => [],
      patches: async () => [patch('2026-11-01T10:00:00Z'), patch('yesterday')],
      disk: async () => notTold(),
    });
    const told = await toldBy({ source: silent, target: server() }, { databaseBytes: 1 });
    expect(told).toStrictEqual({ disks: { target: disk } });
  });

  test('after a look at some checks keeps the rest, and asks for no more', async () => {
    const unasked = server({ backups: async () => notTold(), databaseBytes: async () => 9e9 });
    const before = { databaseBytes: 4e9, newestBackupBytes: 2e6 };
    const told = await toldBy({ source: unasked, target: unasked }, before, ['EPP-111']);
    expect(told).toStrictEqual({ ...before, disks: { target: disk } });
  });

  test('does not hide that a way to a server is lost', async () => {
    const lost = server({ disk: async () => fail('ssh.connection-lost', { host: 'a', port: 22 }) });
    await expect(toldBy({ source: lost, target: server() }, {})).rejects.toThrow();
  });
});
