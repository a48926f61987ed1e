import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Appliance } from '../../electron/engine/appliance/appliance';
import { openByCommand } from '../../electron/engine/appliance/by-command';
import { parseProfile } from '../../electron/engine/appliance/profile';
import { hashFile } from '../../electron/engine/eppb/hash-file';
import { throughLocalCopy } from '../../electron/engine/transport/through-local-copy';
import reference from '../../resources/profiles/reference.json';
import { type Backup, internalAddress, type Side } from '../../shared/appliance';
import type { Endpoint } from '../../shared/plan';
import { failureOf } from '../unit/engine/failure-of';
import { type Clerk, clerk } from './clerk';
import { tellsOfClients } from './clients-contract';
import { patiently, until } from './patience';
import { tellsOfItself } from './readings-contract';

/** Two appliances to try the port on: an old one with data, and a new one. */
export type Bench = {
  readonly endpoint: (side: Side) => Endpoint;
  readonly password: string;
  /** False where nothing serves HTTPS; absent: something does. */
  readonly web?: false | undefined;
  readonly close: () => Promise<void>;
};

export const open = openByCommand(parseProfile(reference));

/** What everything that claims to be an `Appliance` has to do; one story, told in order on one pair. */
export function applianceContract(name: string, start: () => Promise<Bench>): void {
  const { signal } = new AbortController();
  let bench: Bench;
  let folder: string;
  let source: Appliance;
  let target: Appliance;
  let atSource: Clerk;
  let ready: Backup;
  let key: string;
  let incoming: string;

  const connect = async (side: Side): Promise<{ appliance: Appliance; clerk: Clerk }> => {
    const made = clerk([bench.password]);
    return { appliance: await open(side, bench.endpoint(side), made.desk, signal), clerk: made };
  };
  const options = { signal, onProgress: () => {} };
  const at = (name: string): string => `${incoming}/${name}`;

  describe.sequential(name, () => {
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'contract-'));
      bench = await start();
      ({ appliance: source, clerk: atSource } = await connect('source'));
      ({ appliance: target } = await connect('target'));
      ({ incoming } = await target.identity());
    });
    afterAll(async () => {
      source?.close();
      target?.close();
      await bench?.close();
      await rm(folder, { recursive: true, force: true });
    });

    it('says who it is', async () => {
      const identity = await source.identity();
      expect(identity).toMatchObject({ product: 'Endpoint Protector', hostKey: source.hostKey });
      expect(identity.machineId).toMatch(/^[0-9a-f]{32}$/);
      expect(identity.network.prefix).toBeGreaterThan(0);
      expect(identity).toMatchObject({
        ...{ version: '5.2.0.6', role: 'standalone', sshServer: expect.stringMatching(/./) },
        clockAheadSeconds: expect.any(Number),
      });
      expect(Math.abs(identity.clockAheadSeconds ?? 99)).toBeLessThan(3);
      expect(identity.addresses).toContain(identity.network.address);
      expect(identity.addresses).not.toContain(internalAddress);
      expect(atSource.seen.keys).toEqual([source.hostKey]);
      expect((await target.identity()).machineId).not.toBe(identity.machineId);
    });

    it('is tested stage by stage at the first question', () => {
      expect(atSource.seen.stages).toEqual([
        ...['shell running', 'shell done', 'privilege running', 'privilege done root'],
        ...['product running', 'product done Endpoint Protector, OLD-EPP'],
        ...['version running', 'version done 5.2.0.6'],
      ]);
    });

    it('tells its room and what it counts', async () => {
      const disk = await source.disk();
      expect(disk.freeBytes).toBeGreaterThan(0);
      expect(disk.sizeBytes).toBeGreaterThanOrEqual(disk.freeBytes);
      expect((await source.counts()).computers).toBeGreaterThan(0);
    });

    tellsOfItself(
      () => source,
      () => target,
    );

    tellsOfClients(
      (side) => (side === 'source' ? source : target),
      (side) => bench.endpoint(side),
      () => bench.web !== false,
    );

    it('has no backup that nobody asked for', async () => {
      expect(await source.backups()).toEqual([]);
      expect(await failureOf(() => source.backup('b-99'))).toMatchObject({
        code: 'backup.vanished',
        facts: { id: 'b-99' },
      });
    });

    it('gives a key once and begins only when told so', async () => {
      const made = await source.prepareBackup('contract-1', `it's "quoted" $HOME; rm -rf /`);
      key = made.key;
      expect(key).toMatch(/^[A-Z0-9]{16}$/);
      expect((await source.backup(made.id)).state).toBe('awaiting-key');
      const twice = await failureOf(() => source.prepareBackup('contract-1', ''));
      expect(twice).toMatchObject({ code: 'appliance.command-failed', facts: { exitCode: 3 } });
      await source.startBackup(made.id);
      ready = await until(
        () => source.backup(made.id),
        (backup) => backup.state !== 'generating',
      );
      expect(ready).toMatchObject({ state: 'ready', percent: 100, name: 'contract-1' });
      expect(await source.backups()).toEqual([ready]);
    });

    it('refuses to start a backup twice, and deletes one for good', async () => {
      expect((await failureOf(() => source.startBackup(ready.id))).code).toBe(
        'appliance.command-failed',
      );
      const other = await source.prepareBackup('contract-2', '');
      await source.deleteBackup(other.id);
      expect((await failureOf(() => source.deleteBackup(other.id))).code).toBe('backup.vanished');
    });

    it('no secret stands in a command, and every command was told', () => {
      const told = atSource.seen.commands;
      expect(told.length).toBeGreaterThan(5);
      expect(told.filter((run) => run.changes).map((run) => run.command.split(' ')[2])).toContain(
        'prepare',
      );
      expect(JSON.stringify(told)).not.toContain(key);
    });

    it('hashes a file as everybody else does', async () => {
      const missing = `${(await source.identity()).backups}/none.eppb`;
      const { sha256, size } = await source.hash(ready.file ?? '');
      expect({ sha256, size }).toEqual({ sha256: ready.sha256, size: ready.size });
      expect(await failureOf(() => source.hash(missing))).toMatchObject({
        code: 'transfer.source-file-missing',
        facts: { path: missing },
      });
    });

    it('hands a file over and takes one', async () => {
      const here = join(folder, 'backup.eppb');
      const moved = await throughLocalCopy.download(source.files, ready.file ?? '', here, options);
      expect(moved).toEqual({ sha256: ready.sha256, size: ready.size });
      expect(await hashFile(here)).toEqual(moved);
      const sent = await throughLocalCopy.upload(here, target.files, at('c.eppb'), options);
      expect(sent).toEqual(moved);
      expect(await target.hash(at('c.eppb'))).toEqual(moved);
      expect(await target.files.size(at('c.eppb.part'))).toBeUndefined();
    });

    it('keeps files as they are written: at offsets, cut, renamed, removed', async () => {
      const { files } = target;
      const file = await files.open(at('t'), 'write');
      await file.write(Buffer.from('hello world'), 11, 0);
      await file.write(Buffer.from('WORLD'), 5, 6);
      await file.close();
      const again = await files.open(at('t'), 'write');
      await again.truncate(8);
      await again.close();
      expect(await files.size(at('t'))).toBe(8);
      const reading = await files.open(at('t'), 'read');
      const into = Buffer.alloc(100);
      expect(await reading.read(into, 100, 2)).toBe(6);
      expect(into.toString('latin1', 0, 6)).toBe('llo WO');
      expect(await reading.read(into, 100, 8)).toBe(0);
      await reading.close();
      const other = await files.open(at('u'), 'write');
      await other.close();
      expect((await failureOf(() => files.rename(at('t'), at('u')))).code).toBe('transfer.failed');
      await files.remove(at('u'));
      await files.rename(at('t'), at('u'));
      expect(await files.size(at('t'))).toBeUndefined();
      await files.remove(at('u'));
      expect(await failureOf(() => files.open(at('u'), 'read'))).toMatchObject({
        code: 'transfer.source-file-missing',
        facts: { path: at('u') },
      });
    });

    it('takes an empty file, and one of odd size with bytes of every kind', async () => {
      for (const size of [0, 1, 65_535, 300_001]) {
        const here = join(folder, `of-${size}`);
        await writeFile(here, randomBytes(size));
        const sent = await throughLocalCopy.upload(here, target.files, at('odd'), options);
        expect(await target.hash(at('odd'))).toEqual(sent);
        const back = join(folder, `back-${size}`);
        await throughLocalCopy.download(target.files, at('odd'), back, options);
        expect((await readFile(back)).equals(await readFile(here))).toBe(true);
      }
      await target.files.remove(at('odd'));
    });

    it('tells its network card, and who is at an address', async () => {
      const { mac, network, revertsAt } = await source.identity();
      expect(mac).toMatch(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/);
      expect(revertsAt).toBeUndefined();
      expect(await source.neighbour(network.address)).toMatchObject({ answers: true });
      expect((await source.neighbour('192.0.2.99')).answers).toBe(false);
    });

    it('says of a wrong key that it is wrong', async () => {
      await target.importBackup(at('c.eppb'), 'contract-wrong', 'A'.repeat(16));
      const job = await until(
        () => target.restoreJob(),
        ({ state }) => state === 'failed' || state === 'done',
      );
      expect(job).toMatchObject({
        state: 'failed',
        reason: 'wrong-key',
        request: 'contract-wrong',
      });
    });

    it('restores once, however often the same restore is asked for', async () => {
      const { job } = await target.importBackup(at('c.eppb'), 'contract-right', key);
      const again = await until(
        () => patiently(() => target.importBackup(at('c.eppb'), 'contract-right', key)),
        (answer) => answer !== undefined,
      );
      expect(again?.job).toBe(job);
      const done = await until(
        () => patiently(() => target.restoreJob()),
        (state) => state?.state === 'failed' || state?.state === 'done',
      );
      expect(done).toMatchObject({ state: 'done', request: 'contract-right' });
      expect(await target.counts()).toEqual(await source.counts());
    });
  });
}
