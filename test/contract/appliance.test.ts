import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Appliance } from '../../electron/engine/appliance/appliance';
import { throughLocalCopy } from '../../electron/engine/transport/through-local-copy';
import { type Pair, type PairOptions, startPair } from '../../electron/simulator/pair';
import type { HostKey, Side } from '../../shared/appliance';
import { failureOf } from '../unit/engine/failure-of';
import { applianceContract, open } from './appliance-contract';
import { type Clerk, clerk } from './clerk';
import { patiently, until } from './patience';

const quick = { timeScale: 0.05, computers: 30, backupBytes: 3_000_000 } as const;

applianceContract('a practice appliance over SSH', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pair-'));
  const pair = await startPair({ ...quick, folder });
  return {
    endpoint: (side) => pair[side],
    password: pair.password,
    close: async () => {
      await pair.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
});

describe('a practice appliance in trouble', () => {
  const { signal } = new AbortController();
  const cleanUp: (() => unknown)[] = [];
  let folder: string;
  let pair: Pair;

  const start = async (options: Partial<PairOptions> = {}): Promise<void> => {
    folder = await mkdtemp(join(tmpdir(), 'trouble-'));
    pair = await startPair({ ...quick, ...options, folder: join(folder, 'pair') });
    cleanUp.push(() => rm(folder, { recursive: true, force: true }), pair.stop);
  };
  const connect = async (
    side: Side,
    passwords = [pair.passwords[side]],
    pinned?: HostKey,
  ): Promise<Appliance & { readonly clerk: Clerk }> => {
    const made = clerk(passwords, pinned);
    const appliance = await open(side, pair[side], made.desk, signal);
    cleanUp.push(appliance.close);
    return { ...appliance, clerk: made };
  };
  const backUp = async (source: Appliance) => {
    const { id, key } = await source.prepareBackup('trouble', '');
    await source.startBackup(id);
    const ready = await until(
      () => source.backup(id),
      ({ state }) => state !== 'generating',
    );
    return { ...ready, file: ready.file ?? '', key };
  };
  afterEach(async () => {
    for (const clean of cleanUp.splice(0).reverse()) await clean();
  });

  it.each([
    [['password']],
    [['keyboard-interactive']],
    [['keyboard-interactive', 'password', 'publickey']],
  ] as const)('lets people in by %j', async (methods) => {
    await start({ methods });
    const source = await connect('source', ['wrong', pair.password]);
    expect((await source.identity()).hostname).toBe('OLD-EPP');
    expect(source.clerk.seen.asked).toEqual([false, true]);
    expect(source.clerk.seen.contacts).toEqual(['connecting', 'connected']);
  });

  it('a connection that breaks at a command fails it, and the next command connects again', async () => {
    await start();
    const source = await connect('source');
    await pair.setFault('source', 'drop-at', { at: 'counts', when: 'before' });
    expect((await failureOf(() => source.counts())).code).toBe('ssh.connection-lost');
    expect((await source.counts()).computers).toBe(30);
    const { asked, keys, contacts, commands } = source.clerk.seen;
    expect({ asked, keys: keys.length }).toEqual({ asked: [false], keys: 1 });
    expect(contacts).toEqual(['connecting', 'connected', 'lost', 'connecting', 'connected']);
    expect(commands.map((run) => [run.command, run.exitCode])).toEqual([
      ...[
        ['id -u', 0] /* what the login may do, once */,
        ['eppctl counts', -1],
      ],
      ['eppctl counts', 0],
    ]);
  });

  it('a login that lands in a menu has no shell', async () => {
    await start();
    await pair.setFault('source', 'menu', {});
    const source = await connect('source');
    const failure = await failureOf(() => source.identity());
    const { host, port, user } = pair.source;
    expect(failure).toMatchObject({ code: 'ssh.no-shell', facts: { host, port, user } });
    expect(failure.facts['seen']).toMatch(/^Endpoint Protector - Appliance Setup/);
  });

  it('another host key stops everything before anything secret is sent', async () => {
    await start();
    const { hostKey } = await connect('source');
    const before = pair.machine('source').record.logins.length;
    await pair.setFault('source', 'wrong-host-key', true);
    const made = clerk([pair.password], hostKey);
    const failure = await failureOf(() => open('source', pair.source, made.desk, signal));
    expect(failure).toMatchObject({
      code: 'ssh.host-key-changed',
      facts: { host: pair.source.host, port: pair.source.port, expected: hostKey.sha256 },
    });
    expect(failure.facts['seen']).not.toBe(hostKey.sha256);
    expect(made.seen.asked).toEqual([]);
    expect(pair.machine('source').record.logins.length).toBe(before);
  });

  it('another host key at a reconnect stops it too', async () => {
    await start();
    const source = await connect('source');
    await pair.setFault('source', 'wrong-host-key', true);
    await pair.setFault('source', 'drop-at', { at: 'disk', when: 'after' });
    expect((await failureOf(() => source.disk())).code).toBe('ssh.connection-lost');
    expect((await failureOf(() => source.disk())).code).toBe('ssh.host-key-changed');
  });

  it('a download that breaks goes on where it was', async () => {
    await start({ backupBytes: 9_000_000 });
    const source = await connect('source');
    const backup = await backUp(source);
    await pair.setFault('source', 'drop-after-bytes', { bytes: 5_000_000 });
    const to = join(folder, 'down');
    const reports: number[] = [];
    const options = { signal, onProgress: (done: number) => void reports.push(done) };
    const failure = await failureOf(() =>
      throughLocalCopy.download(source.files, backup.file, to, options),
    );
    expect(failure.code).toBe('ssh.connection-lost');
    reports.length = 0;
    const moved = await throughLocalCopy.download(source.files, backup.file, to, options);
    expect(moved).toEqual({ size: backup.size, sha256: backup.sha256 });
    expect(reports[0]).toBeGreaterThan(2_000_000);
    expect(reports.at(-1)).toBe(backup.size);
  });

  it('an upload that breaks goes on a little before where it was', async () => {
    await start({ backupBytes: 16_000_000 });
    const source = await connect('source');
    const target = await connect('target');
    const backup = await backUp(source);
    const here = join(folder, 'file');
    const options = { signal, onProgress: () => {} };
    await throughLocalCopy.download(source.files, backup.file, here, options);
    await pair.setFault('target', 'drop-after-bytes', { bytes: 12_000_000 });
    const failure = await failureOf(() =>
      throughLocalCopy.upload(here, target.files, '/incoming/f', options),
    );
    expect(failure.code).toBe('ssh.connection-lost');
    await throughLocalCopy.upload(here, target.files, '/incoming/f', options);
    expect((await target.hash('/incoming/f')).sha256).toBe(backup.sha256);
    const { writes } = pair.machine('target').record;
    const again = writes.at(-1);
    expect(again?.offset).toBeGreaterThan(1_000_000);
    expect(again?.offset).toBeLessThan(12_000_000);
  });

  it('a full disk is told from other trouble', async () => {
    await start();
    const source = await connect('source');
    const target = await connect('target');
    const backup = await backUp(source);
    const here = join(folder, 'file');
    const options = { signal, onProgress: () => {} };
    await throughLocalCopy.download(source.files, backup.file, here, options);
    await pair.setFault('target', 'disk-full', true);
    expect(
      await failureOf(() => throughLocalCopy.upload(here, target.files, '/incoming/f', options)),
    ).toEqual({
      code: 'transfer.no-space',
      facts: { where: 'the new server', missing: backup.size, required: backup.size },
    });
  });

  it('a restored appliance takes the logins of the old one', async () => {
    await start({ password: { source: 'old secret', target: 'new secret' } });
    const source = await connect('source');
    const target = await connect('target', ['new secret', 'old secret']);
    const { id, key, file } = await backUp(source);
    expect(id).toBeTruthy();
    const here = join(folder, 'file');
    const options = { signal, onProgress: () => {} };
    await throughLocalCopy.download(source.files, file, here, options);
    await throughLocalCopy.upload(here, target.files, '/incoming/f', options);
    await target.importBackup('/incoming/f', 'logins', key);
    const job = await until(
      () => patiently(() => target.restoreJob()),
      (found) => found?.state === 'done' || found?.state === 'failed',
    );
    expect(job?.state).toBe('done');
    expect(target.clerk.seen.asked).toEqual([false, true]);
  });

  it('answers to a power off before it is silent', async () => {
    await start();
    const source = await connect('source');
    await source.powerOff();
    const refused = () => failureOf(() => source.counts()).catch(() => undefined);
    const failure = await until(refused, (found) => found?.code === 'ssh.refused');
    expect(failure?.facts).toEqual({ host: pair.source.host, port: pair.source.port });
  });

  it('changes its address when the old one is free, and refuses while it is not', async () => {
    await start();
    const source = await connect('source');
    const target = await connect('target');
    const { network } = await source.identity();
    const refused = await failureOf(() => target.setAddress(network));
    expect(refused).toMatchObject({ code: 'appliance.command-failed', facts: { exitCode: 3 } });
    await source.powerOff();
    await until(
      async () => pair.machine('source').listening,
      (listening) => !listening,
    );
    await target.setAddress(network);
    const moved = clerk([pair.password], target.hostKey);
    const there = await until(
      () => patiently(() => open('target', pair.source, moved.desk, signal)),
      (appliance) => appliance !== undefined,
    );
    expect((await there?.identity())?.hostname).toBe('NEW-EPP');
    there?.close();
  });
});
