import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Appliance } from '../../electron/engine/appliance/appliance';
import { hashFile } from '../../electron/engine/eppb/hash-file';
import { hostKeyAt } from '../../electron/engine/ssh/reach';
import { throughLocalCopy } from '../../electron/engine/transport/through-local-copy';
import type { Side } from '../../shared/appliance';
import { applianceContract, open } from '../contract/appliance-contract';
import { clerk } from '../contract/clerk';
import { everythingHolds } from '../journey/terminal-program';
import { failureOf } from '../unit/engine/failure-of';
import { noSshdBecause } from './sshd';
import { buildPrograms, type Stand, setStand } from './stand';

buildPrograms();
const reason = noSshdBecause();
/** Only root can make a disk that is full. */
const isRoot = process.getuid?.() === 0;
if (reason) console.log(`skipped: ${reason}`);

describe.skipIf(reason)('real OpenSSH', () => {
  applianceContract('as an appliance', async () => {
    const stand = await setStand({ timeScale: 0.05 });
    const { noHostsBecause } = stand.network;
    console.log(
      `lab: ${noHostsBecause ? `ports of this computer: ${noHostsBecause}` : 'two hosts'}`,
    );
    return { endpoint: stand.endpoint, password: '', web: false, close: stand.close };
  });

  describe.sequential('as a place for files', () => {
    const { signal } = new AbortController();
    const options = { signal, onProgress: () => {} };
    const fifty = 50_000_000;
    let stand: Stand;
    let source: Appliance;
    let target: Appliance;
    let small: string;

    const connect = (side: Side): Promise<Appliance> =>
      open(side, stand.endpoint(side), clerk([]).desk, signal);
    const put = async (side: Side, name: string, bytes: number): Promise<string> => {
      const path = join(stand[side].root, name);
      await mkdir(join(path, '..'), { recursive: true });
      await writeFile(path, randomBytes(bytes));
      return path;
    };

    beforeAll(async () => {
      // Before the servers start: each sees the mounts that there were then.
      small = await mkdtemp(join(tmpdir(), 'lab-small-'));
      if (isRoot) execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', small]);
      stand = await setStand({ config: ['RekeyLimit 16M'] });
      source = await connect('source');
      target = await connect('target');
    });
    afterAll(async () => {
      source?.close();
      target?.close();
      await stand?.close();
      if (isRoot) execFileSync('umount', ['-l', small]);
      await rm(small, { recursive: true });
    });

    it('shows the host key that ssh-keygen prints', async () => {
      const { host, port, fingerprints } = stand.source;
      expect((await hostKeyAt(host, port, signal)).sha256).toBe(fingerprints[0]);
    });

    it('gives and takes 50 MB over several changes of the session key, unchanged', async () => {
      const from = await put('source', 'backups/big', fifty);
      const here = join(stand.folder, 'big');
      const began = performance.now();
      const down = await throughLocalCopy.download(source.files, from, here, options);
      const half = performance.now();
      const to = join(stand.target.root, 'incoming', 'big');
      await mkdir(join(to, '..'), { recursive: true });
      const up = await throughLocalCopy.upload(here, target.files, to, options);
      const rate = (milliseconds: number) => `${Math.round(fifty / milliseconds / 1000)} MB/s`;
      console.log(`lab: down ${rate(half - began)}, up ${rate(performance.now() - half)}`);
      expect(down).toEqual(await hashFile(from));
      expect(up).toEqual(down);
      expect(await hashFile(to)).toEqual(down);
    });

    it('a download whose server is killed goes on later', async () => {
      const from = await put('source', 'backups/killed', fifty);
      const here = join(stand.folder, 'killed');
      let killed = false;
      const failure = await failureOf(() =>
        throughLocalCopy.download(source.files, from, here, {
          signal,
          onProgress: (done) => {
            if (done > 0 && !killed) stand.source.killSessions();
            killed ||= done > 0;
          },
        }),
      );
      expect(failure.code).toBe('ssh.connection-lost');
      const reports: number[] = [];
      const moved = await throughLocalCopy.download(source.files, from, here, {
        signal,
        onProgress: (done) => void reports.push(done),
      });
      expect(moved).toEqual(await hashFile(from));
      expect(reports[0]).toBeGreaterThan(0);
    });

    it.skipIf(!isRoot)('a full disk is told as such, there and here', async () => {
      const here = join(stand.folder, 'four');
      await writeFile(here, randomBytes(4_000_000));
      const up = () => throughLocalCopy.upload(here, target.files, join(small, 'f'), options);
      expect(await failureOf(up)).toMatchObject({
        code: 'transfer.no-space',
        facts: { where: 'the new server', required: 4_000_000 },
      });
      await target.files.remove(join(small, 'f.part'));
      const from = await put('source', 'backups/four', 4_000_000);
      const down = () => throughLocalCopy.download(source.files, from, join(small, 'g'), options);
      expect(await failureOf(down)).toMatchObject({
        code: 'transfer.no-space',
        facts: { where: 'this computer', required: 4_000_000 },
      });
    });
  });

  it('a whole migration with the command line, up to the proof that everything arrived', async () => {
    const stand = await setStand({ timeScale: 0.05 });
    try {
      const kit = join(stand.folder, 'kit.txt');
      const lines = await migrate(stand, kit);
      // It stops before the old server is touched, where a person goes on.
      expect(lines.at(-1)).toMatchObject({ type: 'result', outcome: 'paused', exitCode: 11 });
      const done = lines.filter(({ type }) => type === 'step-done').map(({ step }) => step);
      expect(done.slice(-3)).toEqual(['restore-backup', 'verify-target', 'secure-target']);
      const counts = (side: Side) => JSON.parse(stand[side].machine('--', 'counts'));
      expect(counts('target')).toEqual(counts('source'));
      expect(counts('target').computers).toBe(120);
    } finally {
      await stand.close();
    }
  });
});

type JsonLine = { readonly type?: string; readonly step?: string };

/** Runs `epp-migrate`; answers with what it wrote, a JSON object a line. */
async function migrate(stand: Stand, kit: string): Promise<readonly JsonLine[]> {
  const at = (side: Side): string => {
    const { user, host, port } = stand[side];
    return `${user}@${host}:${port}`;
  };
  const answers = join(stand.folder, 'answers.json');
  await writeFile(answers, JSON.stringify(everythingHolds));
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, '../../dist/cli.cjs'),
      ...['run', '--source', at('source'), '--target', at('target')],
      ...['--source-key', stand.identityFile, '--target-key', stand.identityFile],
      ...['--accept-source-key', stand.source.fingerprints[0]],
      ...['--accept-target-key', stand.target.fingerprints[0]],
      ...[
        '--answers',
        answers,
        '--kit',
        kit,
        '--yes-overwrite',
        'NEW-EPP',
        '--until',
        'verify',
        '--json',
      ],
    ],
    {
      env: { ...process.env, EPP_MIGRATE_HOME: join(stand.folder, 'home') },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const lines = (await text(child.stdout)).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as JsonLine);
}
