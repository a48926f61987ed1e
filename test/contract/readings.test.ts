import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Appliance } from '../../electron/engine/appliance/appliance';
import { type FaultInput, type FaultName, faultNames } from '../../electron/simulator/faults';
import { type Pair, startPair } from '../../electron/simulator/pair';
import { toFailure } from '../../shared/failure';
import { failureOf } from '../unit/engine/failure-of';
import { open } from './appliance-contract';
import { clerk } from './clerk';

/** Everything that can be asked without changing anything. */
const readings = {
  disk: (a: Appliance) => a.disk(),
  machine: (a: Appliance) => a.machine(),
  database: (a: Appliance) => a.databaseBytes(),
  counts: (a: Appliance) => a.counts(),
  services: (a: Appliance) => a.services(),
  patches: (a: Appliance) => a.patches(),
  licence: (a: Appliance) => a.licence(),
  clients: (a: Appliance) => a.clients(),
  'clients seen': (a: Appliance) => a.seen('2026-01-01T00:00:00.000Z'),
  certificate: (a: Appliance) => a.certificate(),
  archives: (a: Appliance) => a.archives(),
  'backup list': (a: Appliance) => a.backups(),
  'restore status': (a: Appliance) => a.restoreJob(),
} as const;
type Name = keyof typeof readings;
const names = Object.keys(readings) as Name[];

describe('what is asked of a practice appliance before anything is changed', () => {
  let folder: string;
  let pair: Pair;
  let target: Appliance;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readings-'));
    pair = await startPair({ folder, timeScale: 0.05, computers: 30, backupBytes: 1000 });
    const { desk } = clerk([pair.passwords.target]);
    target = await open('target', pair.target, desk, new AbortController().signal);
  });
  afterEach(async () => {
    for (const name of faultNames) await pair.setFault('target', name, false);
  });
  afterAll(async () => {
    target?.close();
    await pair?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const fault = <Known extends FaultName>(
    name: Known,
    to: FaultInput<Known> | boolean,
  ): Promise<void> => pair.setFault('target', name, to);

  it('changes nothing there', async () => {
    await target.identity();
    for (const name of names) await readings[name](target);
    expect(await target.files.size('/incoming/none')).toBeUndefined();
    const { record } = pair.machine('target');
    for (const name of names) {
      expect(record.commands.some((line) => line.startsWith(`eppctl ${name}`))).toBe(true);
    }
    expect(record.changes).toEqual([]);
  });

  it.each([
    ['garbage', 'appliance.answer-unreadable'],
    ['language', 'appliance.answer-unreadable'],
    ['megabytes', 'appliance.answer-too-long'],
  ] as const)('is told as such where it is %s, and who it is stays known', async (how, code) => {
    await fault('babble', { how });
    for (const name of names) {
      // Whose answer may be long: many computers are many lines.
      const long = code === 'appliance.answer-too-long' && name === 'clients seen';
      const expected = long ? 'appliance.answer-unreadable' : code;
      expect((await failureOf(() => readings[name](target))).code).toBe(expected);
    }
    expect((await target.identity()).hostname).toBe('NEW-EPP');
  });

  it('is not believed where it is in colours', async () => {
    await fault('recent-patch', true);
    await fault('babble', { how: 'colours' });
    const believed: string[] = [];
    for (const name of names) {
      const failure = await readings[name](target).then(() => undefined, toFailure);
      if (failure) expect(failure.code).toBe('appliance.answer-unreadable');
      else believed.push(name);
    }
    // Those of which there are none: without a line there is nothing to colour.
    expect(believed).toEqual(['clients seen', 'archives', 'backup list']);
  });

  it('is not believed where it is nothing, unless there may be none', async () => {
    await fault('babble', { how: 'nothing' });
    const silent: string[] = [];
    for (const name of names) {
      const answer = await readings[name](target).catch(() => 'not believed');
      if (answer !== 'not believed') silent.push(name);
    }
    expect(silent).toEqual(['patches', 'clients seen', 'archives', 'backup list']);
  });

  it.each([
    'machine',
    'database',
    'services',
    'patches',
    'licence',
    'clients',
    'certificate',
    'archives',
  ] as const)('%s may be no command of it', async (name) => {
    await fault('no-command', { at: name });
    expect(await failureOf(() => readings[name](target))).toMatchObject({
      code: 'appliance.no-command',
      facts: { operation: name, command: `eppctl ${name}` },
    });
  });

  it.each([
    ['disk', 'no-inodes', { freeInodes: 0 }],
    ['machine', 'small-machine', { cores: 1 }],
    ['licence', 'licence-invalid', { valid: false }],
    ['clients', 'clients-on', { enabled: true }],
    ['patches', 'recent-patch', [{ code: 'PATCH-0071' }]],
  ] as const)('%s shows the fault %s', async (reading, name, seen) => {
    await fault(name, true);
    expect(await readings[reading](target)).toMatchObject(seen);
  });

  it('shows a service that is down, a large database and a clock that is off', async () => {
    await fault('service-down', true);
    await fault('big-database', true);
    await fault('clock-off', { seconds: -600 });
    expect(await target.services()).toContainEqual({ name: 'mysql', running: false });
    expect(await target.databaseBytes()).toBe(60e9);
    const { clockAheadSeconds = 0 } = await target.identity();
    expect(Math.abs(clockAheadSeconds + 600)).toBeLessThan(3);
  });
});
