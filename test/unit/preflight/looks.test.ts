import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../electron/engine/preflight/catalogue';
import type { Subject } from '../../../electron/engine/preflight/check';
import { lookAt } from '../../../electron/engine/preflight/look';
import type { Readings } from '../../../electron/engine/preflight/readings';
import { findingText } from '../../../electron/terminal/finding-text';
import type { Backup, Counts, Identity, Side } from '../../../shared/appliance';
import { fail } from '../../../shared/failure';
import type { Finding, FindingHost, FindingId } from '../../../shared/finding';
import { parsePlan } from '../../../shared/plan';

const gigabyte = 1_000_000_000;
const now = new Date('2026-11-26T12:00:00.000Z');
const untold = async (): Promise<never> => fail('appliance.no-command', { command: 'x' });
const backupOf = (size: number, state: Backup['state'] = 'ready'): Backup =>
  ({ id: 'b1', name: 'monthly', state, size }) as Backup;

/** Servers that tell nothing but what is given. */
const server = (tells: Partial<Readings>): Readings =>
  new Proxy(tells, {
    get: (known, name) => known[name as keyof Readings] ?? untold,
  }) as Readings;

async function levelOf(
  id: FindingId,
  on: FindingHost,
  tells: Partial<Record<Side, Partial<Readings>>>,
  change: Partial<Subject> = {},
) {
  const identity = (clockAheadSeconds?: number) =>
    ({ network: { address: '10.0.0.1', prefix: 24, dns: [] }, clockAheadSeconds }) as never;
  const subject = {
    servers: { source: server(tells.source ?? {}), target: server(tells.target ?? {}) },
    identities: { source: identity(0), target: identity(0) },
    plan: parsePlan({ source: aServer('10.0.0.1'), target: aServer('10.0.0.2') }),
    ...{ folder: '/', migrationId: 'm1', now: () => now },
    ...change,
  } as Subject;
  const found = await lookAt(catalogue, subject, [id]);
  const finding = found.find((each) => each.on === on);
  return finding ?? { level: 'none', measured: '' };
}
const aServer = (host: string) => ({ host, port: 22, user: 'epproot' });
const disk = (freeBytes: number, sizeBytes = 500 * gigabyte) => ({
  disk: async () => ({ freeBytes, sizeBytes }),
});
const holding = (...backups: Backup[]) => ({ backups: async () => backups });

describe('what a server does not tell', () => {
  test('is said as a part of a sentence, without an end of its own', async () => {
    const nobody = async (): Promise<never> =>
      fail('appliance.no-command', { operation: 'services' });
    const services = await levelOf('EPP-106', 'source', { source: { services: nobody } });
    expect(services).toMatchObject({ level: 'unknown', measured: 'no command tells this' });
    const unknown = await levelOf('EPP-106', 'source', {});
    expect(unknown.measured).toMatch(/does not know “x”$/);
    const [line = ''] = findingText({ ...services, id: 'EPP-106', on: 'source' } as Finding, 300);
    expect(line).toMatch(/Not measured: no command tells this\.$/);
  });
});

describe('room', () => {
  test('goes by the newest backup where there is one', async () => {
    const source = holding(backupOf(30 * gigabyte));
    const on = async (free: number) =>
      (await levelOf('EPP-111', 'target', { source, target: disk(free) })).level;
    expect(await on(2.1 * gigabyte)).toBe('error');
    expect(await on(62.1 * gigabyte)).toBe('ok');
    expect(await on(61.9 * gigabyte)).toBe('error');
    const old = { ...source, ...disk(20 * gigabyte, 40 * gigabyte) };
    expect((await levelOf('EPP-110', 'source', { source: old })).level).toBe('error');
  });

  test('is a warning where only the database is known to be larger', async () => {
    const source = { databaseBytes: async () => 40 * gigabyte };
    const found = await levelOf('EPP-111', 'target', { source, target: disk(5 * gigabyte) });
    expect(found.level).toBe('warning');
  });

  test.each([
    [0, 0],
    [5_000 * gigabyte, 1],
  ])('of %i on a disk of %i bytes is no measurement', async (free, size) => {
    const absurd = disk(free, size);
    expect((await levelOf('EPP-110', 'source', { source: absurd })).level).toBe('unknown');
    expect((await levelOf('EPP-111', 'target', { target: absurd })).level).toBe('unknown');
  });

  test.each([
    '/Users/me/Library/CloudStorage/Box-Box/epp',
    '/home/me/Dropbox (Contoso)/epp',
    'C:\\Users\\me\\OneDrive - Contoso\\epp',
    '/home/me/SynologyDrive/epp',
  ])('in %s is in a synchronised folder', async (folder) => {
    expect((await levelOf('EPP-115', 'workstation', {}, { folder })).level).toBe('warning');
  });
});

describe('what runs and what is there', () => {
  const idle = { backups: async () => [], restoreJob: async () => ({ state: 'none' }) as never };

  test('a backup under way counts on either server, a restore too', async () => {
    const busy = { ...idle, ...holding(backupOf(1, 'generating')) };
    const restoring = { ...idle, restoreJob: async () => ({ state: 'queued' }) as never };
    const on = async (source: Partial<Readings>, target: Partial<Readings>) =>
      (await levelOf('EPP-105', 'both', { source, target })).level;
    expect(await on(idle, idle)).toBe('ok');
    expect([await on(busy, idle), await on(idle, busy)]).toEqual(['error', 'error']);
    expect([await on(restoring, idle), await on(idle, restoring)]).toEqual(['error', 'error']);
  });

  test('computers on the new server are an error, backups a warning', async () => {
    const target = (computers: number, ...backups: Backup[]) => ({
      counts: async () => ({ computers, policies: 1 }) as Counts,
      ...holding(...backups),
    });
    const on = async (given: Partial<Readings>) =>
      (await levelOf('EPP-122', 'target', { target: given })).level;
    expect(await on(target(0))).toBe('ok');
    expect(await on(target(0, backupOf(1)))).toBe('warning');
    expect(await on(target(3))).toBe('error');
  });

  test('the smallest machine is a warning for more than 300 computers', async () => {
    const target = {
      machine: async () => ({ cores: 2, memoryBytes: 4.1 * 2 ** 30 }),
      ...disk(400 * gigabyte),
    };
    const on = async (computers: number) => {
      const source = { counts: async () => ({ computers, policies: 1 }) as Counts };
      return (await levelOf('EPP-121', 'target', { source, target })).level;
    };
    expect([await on(300), await on(2000)]).toEqual(['ok', 'warning']);
  });

  test('clients seen though communication is off are a warning', async () => {
    const target = { clients: async () => ({ enabled: false, seenLastDay: 12 }) };
    const found = await levelOf('EPP-123', 'target', { target });
    expect(found).toMatchObject({ level: 'warning', measured: expect.stringContaining('12') });
  });

  test('a licence that is over is an error', async () => {
    const licence = (until: string) => ({
      licence: async () => ({ valid: true, kind: 'full', computers: 50, until }) as const,
    });
    const on = async (until: string) =>
      (await levelOf('EPP-120', 'source', { source: licence(until) })).level;
    expect([await on('2027-12-31'), await on('2026-11-20')]).toEqual(['ok', 'error']);
  });
});

describe('what is not told is not fine', () => {
  const patched = (...times: string[]) => ({
    patches: async () => times.map((appliedAt) => ({ code: 'PATCH-0063', appliedAt })),
  });

  test('no patch at all, and a patch without the server’s clock', async () => {
    expect((await levelOf('EPP-103', 'source', { source: patched() })).level).toBe('unknown');
    const blind = { source: { network: { dns: [] } }, target: {} } as unknown as Record<
      Side,
      Identity
    >;
    const source = patched('2026-11-20T00:00:00.000Z');
    expect((await levelOf('EPP-103', 'source', { source })).level).toBe('ok');
    const found = await levelOf('EPP-103', 'source', { source }, { identities: blind });
    expect(found.level).toBe('unknown');
    const clock = await levelOf('EPP-104', 'source', {}, { identities: blind });
    expect(clock.measured).not.toMatch(/\d\d:\d\d/);
  });

  test('a run that ends before the cutover does not claim to move the address', async () => {
    const plan = parsePlan({
      ...{ source: aServer('10.0.0.1'), target: aServer('10.0.0.2'), until: 'verify' },
    });
    expect((await levelOf('EPP-132', 'both', {}, { plan })).level).toBe('info');
    expect((await levelOf('EPP-132', 'both', {})).level).toBe('ok');
  });

  test('what a server calls its services cannot steer a terminal', async () => {
    const name = 'db\u001b[2J\u001b[1;1Hall is well';
    const source = { services: async () => [{ name, running: false }] };
    const { measured } = await levelOf('EPP-106', 'source', { source });
    expect(measured).not.toMatch(/\p{C}/u);
    expect(measured).toContain('db');
  });
});
