import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostKeyAt } from '../../electron/engine/ssh/reach';
import { countsFor } from '../../electron/simulator/database';
import type { Side } from '../../shared/appliance';
import { until } from '../contract/patience';
import { everythingHolds, program, type Running, startProgram } from '../journey/terminal-program';
import { type HostLab, hostPasswords, noHostLabBecause, openHostLab } from './host-lab';
import { buildPrograms } from './stand';
import { tableOf } from './table';

buildPrograms();
const reason = noHostLabBecause();
if (reason) console.log(`skipped, migration on hosts: ${reason}`);

const computers = 10_000;
const agents = 200;

describe.skipIf(reason)('10,000 computers move from one real host to another', () => {
  let lab: HostLab;
  let desk: string;
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
    desk = mkdtempSync(join(tmpdir(), 'lab-desk-'));
    lab = await timed('hosts up', () => openHostLab({ computers, agents, timeScale: 0.5 }));
  });
  afterAll(async () => {
    await timed('taken down', async () => await lab?.close());
    rmSync(desk, { recursive: true, force: true });
    const rows = Object.entries(seconds).map(([what, took]) => [what, [String(took)]] as const);
    console.log(tableOf('lab, 10,000 computers from host to host', ['seconds'], rows));
  });

  const writePlan = async (): Promise<string> => {
    const key = async (side: Side): Promise<string> =>
      (await hostKeyAt(lab[side].address, 22, AbortSignal.timeout(10_000))).sha256;
    const plan = {
      plan: 1,
      source: lab.endpoint('source'),
      target: lab.endpoint('target'),
      secrets: {
        sourcePassword: { env: 'EPP_SOURCE_PASSWORD' },
        targetPassword: { env: 'EPP_TARGET_PASSWORD' },
      },
      acceptKeys: { source: [await key('source')], target: [await key('target')] },
      answers: {
        ...everythingHolds,
        kit: 'kit.txt',
        overwrite: lab.target.hostname,
        powerOff: lab.source.hostname,
        moveAddress: true,
      },
    };
    writeFileSync(join(desk, 'plan.json'), JSON.stringify(plan));
    return 'plan.json';
  };
  const migrate = async (): Promise<Running> =>
    startProgram(
      process.execPath,
      [program, 'run', await writePlan(), '--json'],
      join(desk, 'home'),
      desk,
      { EPP_SOURCE_PASSWORD: hostPasswords.source, EPP_TARGET_PASSWORD: hostPasswords.target },
    );
  /** The network card that this computer finds at an address, having asked anew. */
  const macAt = (address: string): string | undefined => {
    execFileSync('ip', ['neigh', 'flush', 'to', address]);
    spawnSync('ping', ['-c', '1', '-W', '1', address]);
    const shown = execFileSync('ip', ['neigh', 'show', address], { encoding: 'utf8' });
    return /FAILED|INCOMPLETE/.test(shown) ? undefined : /lladdr (\S+)/.exec(shown)?.[1];
  };

  it('with one command, and the computers come back', { timeout: 240_000 }, async () => {
    const { source, target, clients } = lab;
    const wanted = countsFor(computers);
    expect(await source.databaseCounts()).toEqual(wanted);
    expect((await target.databaseCounts()).computers).toBe(0);
    await clients?.until((status) => status.in === agents, 20_000);

    const began = performance.now();
    const since = new Date().toISOString();
    const running = await migrate();
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

    // A restore leaves it as it was: nobody is let in before somebody says so.
    await target.eppctl('clients', 'enable');
    const back = await timed(
      'computers back',
      async () =>
        await clients?.until((status) => status.in === agents && status.oldestIn > moved, 90_000),
    );
    expect(back).toMatchObject({ in: agents, offline: 0, turnedAway: 0, refused: 0, held: 0 });
    expect(back?.delivered).toBeGreaterThanOrEqual(agents);
    const seen = (await target.eppctl('clients', 'seen', '--since', new Date(moved).toISOString()))
      .stdout;
    expect(seen.trimEnd().split('\n').length).toBe(agents);
  });
});
