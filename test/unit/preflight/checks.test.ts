import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import type { Appliance } from '../../../electron/engine/appliance/appliance';
import { catalogue } from '../../../electron/engine/preflight/catalogue';
import type { Check, Subject } from '../../../electron/engine/preflight/check';
import { differentMachines } from '../../../electron/engine/preflight/different-machines';
import { freshTarget } from '../../../electron/engine/preflight/fresh-target';
import { nothingElseRuns } from '../../../electron/engine/preflight/nothing-else-runs';
import {
  roomOnSource,
  roomOnTarget,
  roomOnWorkstation,
} from '../../../electron/engine/preflight/room';
import type { Backup, Counts, Identity, RestoreJob } from '../../../shared/appliance';
import { findingIds } from '../../../shared/finding';
import { describeFinding } from '../../../shared/words/findings';

type Answers = {
  freeBytes?: number;
  sizeBytes?: number;
  counts?: Partial<Counts>;
  backups?: Backup[];
  job?: RestoreJob;
};

/** An appliance that answers what a check reads; anything else it is asked is a fault of the check. */
const appliance = ({
  freeBytes = 5e9,
  sizeBytes = 10e9,
  counts = {},
  backups = [],
  job = { state: 'none' },
}: Answers) =>
  ({
    disk: async () => ({ freeBytes, sizeBytes }),
    counts: async () => ({ computers: 0, policies: 0, ...counts }),
    backups: async () => backups,
    restoreJob: async () => job,
  }) as Partial<Appliance> as Appliance;

const identity = (name: string): Identity => ({
  product: 'Endpoint Protector',
  version: '5.2.0.6',
  hostname: name,
  machineId: name.repeat(8),
  os: 'Ubuntu',
  backups: '/backups',
  incoming: '/incoming',
  network: {
    address: name === 'NEW' ? '10.0.0.2' : '10.0.0.1',
    prefix: 24,
    gateway: '10.0.0.254',
    dns: [],
  },
  hostKey: { type: 'ssh-ed25519', sha256: `SHA256:${name}`, md5: name },
});

const backup = (state: Backup['state']): Backup => ({
  id: 'b-1',
  name: 'nightly',
  version: '5.2.0.6',
  state,
  percent: 10,
  createdAt: '2026-11-24T02:00:00.000Z',
});

const level = async (
  check: Check,
  answers: {
    source?: Answers;
    target?: Answers;
    identities?: Subject['identities'];
    folder?: string;
  },
): Promise<string> => {
  const finding = await check({
    source: appliance(answers.source ?? {}),
    target: appliance(answers.target ?? {}),
    identities: answers.identities ?? { source: identity('OLD'), target: identity('NEW') },
    folder: answers.folder ?? tmpdir(),
    migrationId: 'm1',
  });
  expect(finding.measured).not.toMatch(/undefined|NaN/);
  expect(describeFinding(finding).fix.length).toBeGreaterThan(20);
  return finding.level;
};

describe('old and new are two machines', () => {
  test('with different machine ids and host keys', async () => {
    expect(await level(differentMachines, {})).toBe('ok');
  });
  test('not with one address, the internal one of every appliance aside', async () => {
    const at = (name: string, ...addresses: string[]) => ({ ...identity(name), addresses });
    const look = (source: Identity, target: Identity) =>
      level(differentMachines, { identities: { source, target } });
    const [one, other] = [at('OLD', '10.0.0.1', '10.9.9.9'), at('NEW', '10.0.0.2', '10.9.9.9')];
    expect(await look(one, other)).toBe('error');
    const inside = '111.33.33.111';
    expect(await look(at('OLD', '10.0.0.1', inside), at('NEW', '10.0.0.2', inside))).toBe('ok');
  });
  test('not with one machine id', async () => {
    const target = { ...identity('NEW'), machineId: identity('OLD').machineId };
    expect(
      await level(differentMachines, { identities: { source: identity('OLD'), target } }),
    ).toBe('error');
  });
  test('not with one host key, as a clone has', async () => {
    const target = { ...identity('NEW'), hostKey: identity('OLD').hostKey };
    expect(
      await level(differentMachines, { identities: { source: identity('OLD'), target } }),
    ).toBe('error');
  });
});

describe('nothing else runs', () => {
  test.each<[string, Answers, Answers]>([
    ['ok', {}, {}],
    ['ok', { backups: [backup('ready'), backup('awaiting-key'), backup('failed')] }, {}],
    ['ok', {}, { job: { state: 'done', request: 'other' } }],
    ['ok', {}, { job: { state: 'restoring', request: 'm1' } }],
    ['error', { backups: [backup('generating')] }, {}],
    ['error', {}, { job: { state: 'queued', request: 'other' } }],
    ['error', {}, { job: { state: 'restarting' } }],
  ])('%s with %j on the old and %j on the new server', async (expected, source, target) => {
    expect(await level(nothingElseRuns, { source, target })).toBe(expected);
  });
});

describe('room', () => {
  test.each([
    ['ok', 4e9, 10e9],
    ['warning', 2e9, 10e9],
    ['error', 0.5e9, 1e9],
    ['error', 0, 0],
  ])('on the old server is %s with %d of %d bytes free', async (expected, freeBytes, sizeBytes) => {
    expect(await level(roomOnSource, { source: { freeBytes, sizeBytes } })).toBe(expected);
  });
  test.each([
    ['ok', 2e9],
    ['error', 1.9e9],
  ])('on the new server is %s with %d bytes free', async (expected, freeBytes) => {
    expect(await level(roomOnTarget, { target: { freeBytes } })).toBe(expected);
  });
  test('on this computer is measured', async () => {
    expect(await level(roomOnWorkstation, {})).toMatch(/^(ok|error)$/);
  });
  test.runIf(process.platform === 'linux')('on a file system without any is an error', async () => {
    expect(await level(roomOnWorkstation, { folder: '/proc' })).toBe('error');
  });
});

describe('a fresh new server', () => {
  test.each<[string, Answers]>([
    ['ok', { counts: { admins: 1 } }],
    ['warning', { counts: { computers: 1 } }],
    ['warning', { backups: [backup('ready')] }],
  ])('is %s with %j', async (expected, target) => {
    expect(await level(freshTarget, { target })).toBe(expected);
  });
});

test('every number stands for one check of the catalogue', async () => {
  const subject: Subject = {
    source: appliance({}),
    target: appliance({}),
    identities: { source: identity('OLD'), target: identity('NEW') },
    folder: tmpdir(),
    migrationId: 'm1',
  };
  const ids = (await Promise.all(catalogue.map((check) => check(subject)))).map(
    (finding) => finding.id,
  );
  expect(ids.sort()).toEqual([...findingIds]);
});
