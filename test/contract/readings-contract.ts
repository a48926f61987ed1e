import { basename } from 'node:path';
import { expect, it } from 'vitest';
import type { Appliance } from '../../electron/engine/appliance/appliance';
import { archiveKinds } from '../../shared/appliance';

/** What an old and a new appliance have to tell of themselves before anything is changed. */
export function tellsOfItself(source: () => Appliance, target: () => Appliance): void {
  it('tells its files, cores, memory and database', async () => {
    for (const appliance of [source(), target()]) {
      const { inodes = 0, freeInodes = 0 } = await appliance.disk();
      expect(freeInodes).toBeGreaterThan(0);
      expect(inodes).toBeGreaterThanOrEqual(freeInodes);
      const { cores, memoryBytes } = await appliance.machine();
      expect(cores).toBeGreaterThan(1);
      expect(memoryBytes).toBeGreaterThan(1e9);
    }
    expect(await source().databaseBytes()).toBeGreaterThan(await target().databaseBytes());
  });

  it('tells its services, patches and licence', async () => {
    const services = await source().services();
    expect(services.length).toBeGreaterThan(0);
    expect(services.every(({ running }) => running)).toBe(true);
    const [patch] = await source().patches();
    expect(patch?.code).toMatch(/^PATCH-/);
    expect(Date.parse(patch?.appliedAt ?? '')).toBeLessThan(Date.now() - 86_400_000);
    expect(await target().patches()).toEqual([]);
    const { valid, kind, computers, until } = await source().licence();
    expect({ valid, kind }).toEqual({ valid: true, kind: 'full' });
    expect(computers).toBeGreaterThanOrEqual((await source().counts()).computers);
    expect(Date.parse(until)).toBeGreaterThan(Date.now());
  });

  it('tells what it has logged since a time', async () => {
    const days = (count: number): string => new Date(Date.now() - count * 86_400_000).toISOString();
    const lines = await source().logs(days(30));
    expect(lines.length).toBeGreaterThan(0);
    for (const { time, text } of lines) {
      expect(Date.parse(time)).toBeLessThan(Date.now());
      expect(text).not.toBe('');
    }
    expect(await source().logs(days(-30))).toEqual([]);
  });

  it('lets clients reach the old one, and not the new one yet', async () => {
    const old = await source().clients();
    expect(old.enabled).toBe(true);
    expect(old.seenLastDay).toBeGreaterThan(0);
    expect(await target().clients()).toEqual({ enabled: false, seenLastDay: 0 });
  });

  it('tells what a backup leaves behind, as files that can be read and hashed', async () => {
    const archives = await source().archives();
    expect([...new Set(archives.map(({ kind }) => kind))]).toEqual(archiveKinds);
    for (const { name, path, size } of archives) {
      expect(basename(path)).toBe(name);
      expect(await source().files.size(path)).toBe(size);
      expect((await source().hash(path)).size).toBe(size);
      const file = await source().files.open(path, 'read');
      expect(await file.read(Buffer.alloc(size + 1), size + 1, 0)).toBe(size);
      await file.close();
    }
    expect(await target().archives()).toEqual([]);
  });
}
