import { spawnSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { cpus, hostname, totalmem, uptime } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandRun } from '../../electron/engine/appliance/appliance';
import { openConnection } from '../../electron/engine/appliance/connection';
import { guessFamily } from '../../electron/engine/guide/guess-family';
import { probeLinux } from '../../electron/engine/guide/linux-probes';
import { type LinuxProbes, linuxProbes } from '../../shared/probes';
import { clerk } from '../contract/clerk';
import { failureOf } from '../unit/engine/failure-of';
import { noSshdBecause } from './sshd';
import { buildPrograms, type Stand, setStand } from './stand';

buildPrograms();
const program = join(import.meta.dirname, '../../dist/cli.cjs');
const reason = noSshdBecause();
if (reason) console.log(`skipped, probes: ${reason}`);

async function probe(stand: Stand, ran: CommandRun[] = []): Promise<LinuxProbes> {
  const { signal } = new AbortController();
  const desk = { ...clerk([]).desk, onCommand: (run: CommandRun) => void ran.push(run) };
  const endpoint = stand.endpoint('source');
  const connection = await openConnection(endpoint, desk, signal);
  try {
    return await probeLinux({ login: endpoint, connection, desk });
  } finally {
    connection.close();
  }
}

describe.skipIf(reason).sequential('probes of a real Linux behind a real OpenSSH', () => {
  let stand: Stand;
  let found: LinuxProbes;
  const ran: CommandRun[] = [];
  beforeAll(async () => {
    stand = await setStand();
    found = await probe(stand, ran);
  });
  afterAll(() => stand?.close());

  it('each tell something, or why not', () => {
    expect(found.results.map((result) => result.probe)).toEqual(linuxProbes);
    const failed = found.results.filter(({ failure }) => failure);
    // A network namespace has no gateway where its test gives it none.
    expect(failed.map((result) => result.probe).filter((name) => name !== 'gateway')).toEqual([]);
    expect(ran.every(({ changes }) => !changes)).toBe(true);
    expect(ran.length).toBeGreaterThan(linuxProbes.length);
  });

  it('tell what this computer knows of itself', () => {
    const { learned, sshServer } = found;
    expect(sshServer).toMatch(/OpenSSH/);
    expect(learned.system).toMatchObject({ id: 'debian' });
    expect(learned.kernel).toMatch(/^Linux /);
    expect(learned.hostname).toBe(hostname());
    expect(Math.abs(uptime() - (learned.uptimeSeconds ?? 0))).toBeLessThan(120);
    expect(Math.abs(learned.clockAheadSeconds ?? 99)).toBeLessThanOrEqual(2);
    expect(learned.machine).toEqual({ cores: cpus().length, memoryBytes: totalmem() });
    const { blocks, bsize } = statfsSync('/');
    expect(learned.disk?.sizeBytes).toBe(blocks * bsize);
    expect(learned.disk?.freeInodes).toBeGreaterThan(0);
    expect(learned.ports).toContainEqual({ port: stand.source.port, outside: true });
    expect(learned.dns?.length).toBeGreaterThan(0);
    expect(learned.services?.length).toBeGreaterThan(0);
    if (stand.network.noHostsBecause === undefined)
      expect(learned.ownAddresses?.map(({ address }) => address)).toContain(
        stand.network.places.source.inner,
      );
  });

  it('are shown by the program in a terminal, with the commands and their sources', () => {
    const { host, port, user, fingerprints } = stand.source;
    const home = join(stand.folder, 'home');
    const args = ['probe', `${host}:1`, '--ssh', `${user}@${host}:${port}`, '--no-agent'];
    const login = ['--key', stand.identityFile, '--accept-key', fingerprints[0]];
    const ran = spawnSync(process.execPath, [program, ...args, ...login], {
      ...{ encoding: 'utf8', env: { ...process.env, EPP_MIGRATE_HOME: home, HOME: home } },
    });
    const said = ran.stdout.replaceAll(/\s+/g, ' ');
    expect(ran.status).toBe(1);
    expect(said).toContain(`Host name ${hostname()}`);
    expect(said).toContain('cat /etc/os-release, Manual page os-release(5)');
    expect(said).toMatch(/Open ports .*\b\d+/);
    expect(said).toContain('Family: Not known');
  });

  it('guess no family of a server that is none', () => {
    expect(guessFamily({ learned: found.learned }).family).toBe('unknown');
  });
});

describe.skipIf(reason)('a login that lands in a menu', () => {
  it('is told from a shell, and asked nothing more', async () => {
    const menu = "printf '1) Networking\\n2) System Backup\\n0) Exit\\n'";
    const stand = await setStand({ config: [`ForceCommand ${menu}`] });
    const ran: CommandRun[] = [];
    try {
      const { code, facts } = await failureOf(() => probe(stand, ran));
      expect(code).toBe('ssh.no-shell');
      expect(String(facts['seen'])).toContain('2) System Backup');
      expect(ran.length).toBe(1);
    } finally {
      await stand.close();
    }
  });
});
