import { describe, expect, it } from 'vitest';
import { commands } from '../../../electron/simulator/commands';
import { faultsFrom } from '../../../electron/simulator/faults';
import { newMachine } from '../../../electron/simulator/presets';
import { machineThat, machineWith } from './machine-that';
import { backingUp, machine, restoring, start } from './machines';

const gigabyte = 2 ** 30;

describe('a practice machine', () => {
  it('tells its disk with the files that there can be, its cores and memory', async () => {
    const { run } = await machineThat();
    const [disk] = (await run('eppctl disk')).lines ?? [];
    expect(disk.freeInodes).toBeGreaterThan(1_000_000);
    expect(disk.inodes).toBeGreaterThan(disk.freeInodes);
    expect(await run('eppctl machine')).toEqual({
      lines: [{ cores: 4, memoryBytes: 16 * gigabyte }],
    });
  });

  it('has a larger database and a larger machine with more computers', async () => {
    const told = async (computers: number) => {
      const { database, hardware } = newMachine(
        {
          ...{ preset: 'matching', side: 'source', computers, backupBytes: 1000, timeScale: 1 },
          ...{ accounts: [], methods: [], faults: {}, network: machine('source').network },
          folders: { backups: '/backups', incoming: '/incoming', archives: '/archives' },
        },
        start,
      );
      const { run } = await machineThat({ database, hardware });
      const [{ bytes }] = (await run('eppctl database')).lines ?? [];
      return { bytes, ...(await run('eppctl machine')).lines?.[0] };
    };
    const [small, middle, large] = [await told(10), await told(1000), await told(50_000)];
    expect(small.bytes).toBe(gigabyte / 8 + 10 * 327_680);
    expect([middle.bytes > small.bytes, large.bytes > 16e9, large.bytes < 20e9]).toEqual([
      ...[true, true, true],
    ]);
    expect([small, middle, large].map(({ cores }) => cores)).toEqual([4, 8, 16]);
  });

  it('lets clients in when it is old, and not when it is fresh', async () => {
    const old = await machineThat();
    expect((await old.run('eppctl clients')).lines).toEqual([{ enabled: true, seenLastDay: 96 }]);
    const fresh = await machineThat({}, '', 'target');
    expect((await fresh.run('eppctl clients')).lines).toEqual([{ enabled: false, seenLastDay: 0 }]);
  });
});

describe('with the fault', () => {
  it('service-down, one service does not run, whatever its name', async () => {
    const down = async (name?: string) => {
      const { run } = await machineWith({ 'service-down': name ? { name } : true });
      const { lines = [] } = await run('eppctl services');
      return lines.filter(({ running }) => !running).map((service) => service.name);
    };
    expect(await down()).toEqual(['mysql']);
    expect(await down('nginx')).toEqual(['nginx']);
    expect(await down('antivirus')).toEqual(['antivirus']);
    expect((await (await machineThat()).run('eppctl services')).lines).toHaveLength(4);
  });

  it('recent-patch, the newest patch is some hours old', async () => {
    const { run } = await machineWith({ 'recent-patch': { hoursAgo: 5 } });
    expect((await run('eppctl patches')).lines).toEqual([
      { code: 'PATCH-0063', appliedAt: '2026-08-26T02:00:00.000Z' },
      { code: 'PATCH-0071', appliedAt: '2026-11-23T21:00:00.000Z' },
    ]);
  });

  it('licence-invalid, the licence is over', async () => {
    const { run } = await machineWith({ 'licence-invalid': true });
    expect((await run('eppctl licence')).lines).toMatchObject([
      { valid: false, until: '2026-10-25', kind: 'full' },
    ]);
  });

  it('clients-on, clients are let in although that was switched off', async () => {
    const { run } = await machineWith({ 'clients-on': true }, 'target');
    await run('eppctl clients disable');
    expect((await run('eppctl clients')).lines).toMatchObject([{ enabled: true }]);
  });

  it('small-machine, it has one core', async () => {
    const { run } = await machineWith({ 'small-machine': true });
    expect((await run('eppctl machine')).lines).toEqual([{ cores: 1, memoryBytes: gigabyte }]);
  });

  it('big-database, the database is larger and there is as much room as before', async () => {
    const [usual] = (await (await machineThat()).run('eppctl disk')).lines ?? [];
    const { run } = await machineWith({ 'big-database': true });
    expect((await run('eppctl database')).lines).toEqual([{ bytes: 60e9 }]);
    expect((await run('eppctl disk')).lines).toMatchObject([
      { sizeBytes: usual.sizeBytes + 60e9, freeBytes: usual.freeBytes },
    ]);
  });

  it('no-inodes, no further file can be made', async () => {
    const { run } = await machineWith({ 'no-inodes': true });
    expect((await run('eppctl disk')).lines).toMatchObject([{ freeInodes: 0 }]);
  });

  it('clock-off, every time that is told is off, and nothing lasts longer', async () => {
    const times = async (seconds?: number) => {
      const faults = faultsFrom(seconds === undefined ? {} : { 'clock-off': { seconds } });
      const { run } = await machineThat({
        ...{ faults, backups: backingUp().backups, restore: restoring().restore },
      });
      const told = await Promise.all(
        ['identity', 'backup list', 'restore status', 'patches'].map(
          async (name) => (await run(`eppctl ${name}`)).lines?.[0],
        ),
      );
      const [who, backup, restore, patch] = told;
      const { lines } = await run('eppctl logs --since 2026-11-20T00:00:00Z');
      const found = [
        ...[who.time, backup.createdAt, restore.startedAt],
        ...[patch.appliedAt, lines?.[0].time],
      ];
      return { times: found.map(Date.parse), percent: backup.percent };
    };
    const right = await times();
    for (const seconds of [300, -7200]) {
      const off = await times(seconds);
      expect(off.times).toEqual(right.times.map((time) => time + seconds * 1000));
      expect(off.percent).toBe(right.percent);
    }
    expect((await (await machineWith({ 'clock-off': true })).run('eppctl identity')).lines).toEqual(
      [expect.objectContaining({ time: '2026-11-24T02:05:00.000Z' })],
    );
  });

  it('no-command, one command is not known and all others are', async () => {
    const { run } = await machineWith({ 'no-command': { at: 'backup list' } });
    expect(await run('eppctl backup list')).toEqual({ exitCode: 2, error: 'usage' });
    expect((await run('eppctl counts')).lines).toHaveLength(1);
  });

  describe('babble', () => {
    const isJson = (text: string): boolean => {
      try {
        return typeof JSON.parse(text) === 'object';
      } catch {
        return false;
      }
    };

    it.each([
      ['garbage', /^\}\{"/],
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are
      ['colours', /^\u001b\[1;32m\{"computers":120,.*\}\u001b\[0m\n$/],
      ['language', /^Der Befehl/],
      ['megabytes', /^x{1048577}/],
      ['nothing', /^$/],
    ] as const)('answers with %s, exit 0', async (how, like) => {
      const { raw } = await machineWith({ babble: { how } });
      const { stdout, stderr, exitCode } = await raw('eppctl counts');
      expect(stdout).toMatch(like);
      expect([isJson(stdout), stderr, exitCode]).toEqual([false, '', 0]);
    });

    it('strikes at all that changes nothing but identity and network', async () => {
      const { raw } = await machineWith({ babble: true });
      const sound: string[] = [];
      for (const name of Object.keys(commands)) {
        if (commands[name]?.changes || commands[name]?.values || commands[name]?.options) continue;
        const { stdout } = await raw(`eppctl ${name}`);
        if (isJson(stdout)) sound.push(name);
      }
      expect(sound).toEqual(['identity', 'network']);
      expect((await raw('eppctl backup prepare --name a --description b')).stdout).toContain('key');
      expect((await raw('echo word')).stdout).toBe('word\n');
    });

    it('strikes at one command alone, which is carried out', async () => {
      const { raw, run, state } = await machineWith({
        babble: { how: 'nothing', at: 'clients disable' },
      });
      expect(await raw('eppctl clients disable')).toMatchObject({ stdout: '', exitCode: 0 });
      expect(state().clients.enabled).toBe(false);
      expect((await run('eppctl clients')).lines).toMatchObject([{ enabled: false }]);
    });

    it('leaves a refusal as it is', async () => {
      const { run } = await machineWith({ babble: true });
      expect(await run('eppctl hash /incoming/none')).toEqual({ exitCode: 4, error: 'not-found' });
    });
  });
});
