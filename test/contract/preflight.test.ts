import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Appliance } from '../../electron/engine/appliance/appliance';
import { catalogue } from '../../electron/engine/preflight/catalogue';
import type { Subject } from '../../electron/engine/preflight/check';
import { linkSpeeds } from '../../electron/engine/preflight/link-speed';
import { lookAt } from '../../electron/engine/preflight/look';
import { readingsOf } from '../../electron/engine/preflight/readings';
import { loadRules } from '../../electron/engine/rules/load-rules';
import { hostKeyAt } from '../../electron/engine/ssh/reach';
import { type Pair, startPair } from '../../electron/simulator/pair';
import type { Identity, Side } from '../../shared/appliance';
import { judge } from '../../shared/compatibility';
import { type FindingHost, type FindingId, findingIds } from '../../shared/finding';
import { parsePlan } from '../../shared/plan';
import { open } from './appliance-contract';
import { clerk } from './clerk';
import { checkCases, type Fault } from './preflight-cases';

const { signal } = new AbortController();
const both: readonly Side[] = ['source', 'target'];
let folder: string;
let pair: Pair;
let appliances: Record<Side, Appliance>;
let identities: Record<Side, Identity>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preflight-'));
  pair = await startPair({
    ...{ folder: join(folder, 'pair'), timeScale: 0.05, computers: 30, backupBytes: 3_000_000 },
  });
  const connect = async (side: Side) =>
    await open(side, { ...pair[side], agent: false }, clerk([pair.password]).desk, signal);
  appliances = { source: await connect('source'), target: await connect('target') };
});
afterAll(async () => {
  for (const side of both) appliances[side].close();
  await pair.stop();
  await rm(folder, { recursive: true });
});

const switched: Fault[] = [];
const fault = async ([side, name, how]: Fault): Promise<void> => {
  switched.push([side, name]);
  await pair.setFault(side, name, (how ?? true) as never);
};
afterEach(async () => {
  for (const [side, name] of switched.splice(0)) await pair.setFault(side, name, false);
});
beforeEach(() => {
  for (const side of both) pair.machine(side).record.changes.length = 0;
});

async function subject(change: Partial<Subject> = {}): Promise<Subject> {
  identities = {
    source: await appliances.source.identity(),
    target: await appliances.target.identity(),
  };
  const { host, port } = pair.source;
  return {
    servers: { source: readingsOf(appliances.source), target: readingsOf(appliances.target) },
    identities,
    verdict: judge(loadRules(folder).rules, identities.source.version, identities.target.version),
    plan: parsePlan({ source: pair.source, target: pair.target }),
    hostKeys: { source: identities.source.hostKey, target: identities.target.hostKey },
    worksheet: {},
    keyAtSource: () => hostKeyAt(host, port, signal),
    ...{ folder, migrationId: 'm1', now: () => new Date() },
    ...change,
  };
}
const lookFor = async (id: FindingId, on: FindingHost, change: Partial<Subject> = {}) => {
  const found = await lookAt(catalogue, await subject(change), [id]);
  const finding = found.find((each) => each.on === on);
  if (!finding) throw new Error(`no finding ${id} on ${on}`);
  return finding;
};

describe.sequential.each(checkCases)('$id on $on', ({ id, on, holds = 'ok', fails, unknown }) => {
  it('holds on a practice pair as it comes', async () => {
    expect(await lookFor(id, on)).toMatchObject({ level: holds });
  });
  it.each(fails ? [fails] : [])('fails where it should: %s', async (level, how) => {
    await fault(how);
    expect(await lookFor(id, on)).toMatchObject({ level });
  });
  it.each(unknown ? [{ how: unknown }] : [])(
    'is never fine where it cannot be measured',
    async ({ how }) => {
      await fault(how);
      const finding = await lookFor(id, on);
      expect(finding.level).toBe('unknown');
      expect(finding.measured.length).toBeLessThanOrEqual(300);
      expect(finding.measured).not.toMatch(/\p{C}/u);
    },
  );
});

describe.sequential('checks that no fault of a practice server makes fail', () => {
  const identity = (change: Partial<Identity>, side: Side = 'source') => ({
    identities: { ...identities, [side]: { ...identities[side], ...change } },
  });
  const fact = { rule: 'r', documented: [] as string[] };

  it.each([
    ['accepted', 'ok'],
    ['caution', 'warning'],
    ['conflicting', 'error'],
    ['refused', 'error'],
    ['unknown', 'error'],
  ] as const)('a pair that is %s is %s', async (verdict, level) => {
    expect(await lookFor('EPP-102', 'both', { verdict: { verdict, ...fact } })).toMatchObject({
      level,
    });
    const known = verdict === 'unknown' ? 'error' : 'ok';
    expect((await lookFor('EPP-101', 'source', { verdict: { verdict, ...fact } })).level).toBe(
      known,
    );
  });

  it('a clock that is not told is not known', async () => {
    await subject();
    const change = identity({ clockAheadSeconds: undefined });
    expect((await lookFor('EPP-130', 'source', change)).level).toBe('unknown');
  });

  it('one machine as both is an error, and one name server a warning', async () => {
    await subject();
    const clone = identity({ machineId: identities.source.machineId }, 'target');
    expect((await lookFor('EPP-131', 'both', clone)).level).toBe('error');
    const once = { identities: { source: identities.source, target: identities.source } };
    expect((await lookFor('EPP-131', 'both', once)).level).toBe('error');
    expect((await lookFor('EPP-131', 'both')).level).toBe('ok');
    const network = { ...identities.source.network, dns: ['10.0.0.1'] };
    expect((await lookFor('EPP-133', 'source', identity({ network }))).level).toBe('warning');
    expect((await lookFor('EPP-133', 'source')).level).toBe('ok');
  });

  it('an address where nobody answers is not known to be of one machine', async () => {
    const change = { keyAtSource: async () => undefined };
    expect((await lookFor('EPP-134', 'source', change)).level).toBe('unknown');
  });

  it('a folder that is synchronised is a warning, and any other is fine', async () => {
    expect((await lookFor('EPP-115', 'workstation')).level).toBe('ok');
    for (const name of ['OneDrive - Example Ltd', 'Dropbox', 'Nextcloud']) {
      const change = { folder: `/home/me/${name}/epp` };
      expect((await lookFor('EPP-115', 'workstation', change)).level, name).toBe('warning');
    }
  });

  it('host keys that nobody accepted are an error', async () => {
    expect((await lookFor('EPP-150', 'both')).level).toBe('ok');
    expect((await lookFor('EPP-150', 'both', { hostKeys: {} })).level).toBe('error');
  });

  it('a change of family is worth knowing for the clients', async () => {
    await subject();
    const across = {
      identities: {
        source: { ...identities.source, version: '5.9.4.2' },
        target: { ...identities.target, version: '2604.0.1.0' },
      },
    };
    expect((await lookFor('EPP-143', 'both', across)).level).toBe('info');
    expect((await lookFor('EPP-143', 'both')).level).toBe('ok');
  });

  it('what no command tells is a question to a person', async () => {
    for (const [id, on] of [
      ['EPP-140', 'source'],
      ['EPP-140', 'target'],
      ['EPP-141', 'both'],
      ['EPP-142', 'source'],
      ['EPP-144', 'both'],
      ['EPP-104', 'source'],
      ['EPP-151', 'workstation'],
    ] as const) {
      expect((await lookFor(id, on)).level, id).toBe('unknown');
    }
  });

  it('room on this computer and the address of the new server are told', async () => {
    expect((await lookFor('EPP-112', 'workstation')).level).toBe('ok');
    expect((await lookFor('EPP-132', 'both')).measured).toContain(
      identities.source.network.address,
    );
  });
});

describe('the speed of the links', () => {
  it('is measured where a large file is there, and changes nothing', async () => {
    const servers = (await subject()).servers;
    const files = { source: appliances.source.files, target: appliances.target.files };
    expect(await linkSpeeds(servers, files)).toEqual({});
    const kept = join(folder, 'pair', 'source', 'files', 'archives', 'log', 'big.bin');
    await writeFile(kept, Buffer.alloc(6_000_000, 7));
    const { source, target } = await linkSpeeds((await subject()).servers, files);
    expect([source !== undefined && source > 100_000, target]).toEqual([true, undefined]);
    await rm(kept);
    for (const side of both) expect(pair.machine(side).record.changes).toEqual([]);
  });
});

describe('all checks together', () => {
  it('are those that have a number, and change nothing on either server', async () => {
    const found = await lookAt(catalogue, await subject());
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(findingIds));
    for (const side of both) expect(pair.machine(side).record.changes).toEqual([]);
  });

  it('lose no way to a server in silence', async () => {
    await fault(['source', 'drop-at', { at: 'services', when: 'before' }]);
    await expect(lookAt(catalogue, await subject())).rejects.toThrow('ssh.connection-lost');
  });
});
