import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countsFor } from '../../electron/simulator/database';
import { until } from '../contract/patience';
import { type HostLab, noHostLabBecause, openHostLab } from './host-lab';
import { onHosts, writeHostPlan } from './host-plan';
import { macAt } from './mac-at';
import { buildPrograms } from './stand';
import { tableOf } from './table';

buildPrograms();
const reason = noHostLabBecause();
if (reason) console.log(`skipped, migration on hosts: ${reason}`);

const computers = 10_000;
const agents = 200;

describe.skipIf(reason)('10,000 computers move from one real host to another', () => {
  let lab: HostLab;
  let folder: string;
  const seconds: Record<string, number> = {};
  const timed = async <Value>(what: string, work: () => Promise<Value>): Promise<Value> => {
    const began = performance.now();
    try {
      return await work();
    } finally {
      seconds[what] = Math.round((performance.now() - began) / 100) / 10;
    }
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lab-desk-'));
    lab = await timed('hosts up', () => openHostLab({ computers, agents, timeScale: 0.5 }));
  });
  afterAll(async () => {
    await timed('taken down', async () => await lab?.close());
    rmSync(folder, { recursive: true, force: true });
    const rows = Object.entries(seconds).map(([what, took]) => [what, [String(took)]] as const);
    console.log(tableOf('lab, 10,000 computers from host to host', ['seconds'], rows));
  });

  it('with one command, and the computers come back', { timeout: 240_000 }, async () => {
    const { source, target, clients } = lab;
    const wanted = countsFor(computers);
    expect(await source.databaseCounts()).toEqual(wanted);
    expect((await target.databaseCounts()).computers).toBe(0);
    await clients?.until((status) => status.in === agents, 20_000);

    const began = performance.now();
    const since = new Date().toISOString();
    const desk = { folder, home: join(folder, 'home') };
    const running = onHosts(desk, ['run', await writeHostPlan(lab, desk)]);
    // The old server is off for good ten seconds before its address may go to the new one.
    await until(
      async () => source.isOn() && running.child.exitCode === null,
      (on) => !on,
    );
    expect(running.child.exitCode, running.stdout()).toBe(null);
    seconds['old server off'] = Math.round((performance.now() - began) / 100) / 10;
    expect(source.processes()).toEqual([]);
    expect(macAt(source.address)).toBeUndefined();
    expect(macAt(target.address)).toBe(target.mac);

    expect(await running.exitCode, running.stdout().slice(-3000) + running.stderr()).toBe(0);
    seconds['migrated'] = Math.round((performance.now() - began) / 100) / 10;
    const moved = Date.now();
    expect(source.isOn()).toBe(false);
    expect(await target.databaseCounts()).toEqual(wanted);
    expect(macAt(source.address)).toBe(target.mac);
    expect(macAt(target.address)).toBeUndefined();
    expect(await target.certificateAt(source.address)).toBe(
      JSON.parse((await target.eppctl('certificate')).stdout).sha256,
    );

    const { stdout: logs } = await target.eppctl('logs', '--since', since);
    expect(logs).toContain('"Restore r-1 done"');
    expect(logs).not.toContain('"error"');

    // The program let them in and counted them; they keep coming.
    const back = await timed(
      'computers still there',
      async () =>
        await clients?.until((status) => status.in === agents && status.oldestIn > moved, 30_000),
    );
    expect(back).toMatchObject({ in: agents, offline: 0, turnedAway: 0, refused: 0, held: 0 });
    expect(back?.delivered).toBeGreaterThanOrEqual(agents);
    const seen = (await target.eppctl('clients', 'seen', '--since', new Date(moved).toISOString()))
      .stdout;
    expect(seen.trimEnd().split('\n').length).toBe(agents);
  });
});
