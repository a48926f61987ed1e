import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostKeyAt } from '../../electron/engine/ssh/reach';
import { throughLocalCopy } from '../../electron/engine/transport/through-local-copy';
import { open } from '../contract/appliance-contract';
import { clerk } from '../contract/clerk';
import { until } from '../contract/patience';
import { failureOf } from '../unit/engine/failure-of';
import type { Host } from './host';
import { type HostLab, hostPasswords, noHostLabBecause, openHostLab } from './host-lab';
import {
  answers,
  ask,
  believed,
  bridgeOf,
  closes,
  comes,
  goesOff,
  move,
  opens,
  portOpen,
} from './host-look';
import { buildPrograms } from './stand';

buildPrograms();
const reason = noHostLabBecause();
if (reason) console.log(`skipped, hosts in trouble: ${reason}`);

const mebibyte = 1_048_576;
describe.skipIf(reason).sequential('a host', () => {
  const { signal } = new AbortController();
  let lab: HostLab;
  let source: Host;
  let target: Host;
  let free: string;

  beforeAll(async () => {
    const small = { incomingBytes: 16 * mebibyte, backupBytes: 1_000_000 };
    lab = await openHostLab({ timeScale: 0.1, agents: 4, everySeconds: 1, ...small });
    ({ source, target } = lab);
    free = target.address.replace(/\d+$/, '77');
  });
  afterAll(() => lab?.close());

  const login = async (host: Host, password: string) => {
    const made = clerk([password]);
    const { address: at } = (await ask(host, 'network')).lines[0];
    const appliance = await open(
      'target',
      { host: at, port: 22, user: host.user },
      made.desk,
      signal,
    );
    return appliance;
  };
  const backUp = async (host: Host, name: string): Promise<{ key: string; file: string }> => {
    const [{ id, key }] = (await ask(host, `backup prepare --name ${name} --description x`)).lines;
    await ask(host, `backup start ${id}`);
    const ready = await until(
      async () => (await ask(host, `backup status ${id}`)).lines[0],
      ({ state }) => state !== 'generating',
    );
    expect(ready.state).toBe('ready');
    return { key, file: ready.file };
  };

  it('tells what really runs, what it shows and who is near', async () => {
    expect((await ask(source, 'services')).lines).toEqual([
      { name: 'nginx', running: true },
      { name: 'mysql', running: true },
      { name: 'sshd', running: true },
    ]);
    const [network] = (await ask(source, 'network')).lines;
    expect(network).toMatchObject({ address: source.address, prefix: 24, mac: source.mac });
    const [certificate] = (await ask(source, 'certificate')).lines;
    expect(certificate).toMatchObject({
      sha256: await source.certificateAt(source.address),
      subject: 'CN=OLD-EPP',
    });
    expect(Date.parse(certificate.notAfter)).toBeGreaterThan(Date.now());
    const near = async (address: string) =>
      (await ask(source, `network neighbour ${address}`)).lines[0];
    expect(await near(target.address)).toMatchObject({ answers: true, mac: target.mac });
    expect(await near(free)).toEqual({ address: free, answers: false });
    expect(await source.databaseCounts()).toEqual((await ask(source, 'counts')).lines[0]);
    await source.order({ order: 'stop-database' });
    expect((await ask(source, 'services')).lines).toContainEqual({ name: 'mysql', running: false });
    expect(await ask(source, 'counts')).toMatchObject({ exitCode: 3 });
  });

  it('lets computers in or turns them away, and remembers who came', async () => {
    const { clients } = lab;
    await clients?.until((status) => status.in === 4, 5000);
    await ask(source, 'clients disable');
    await clients?.until((status) => status.turnedAway === 4, 5000);
    // Only now has each that was being answered meanwhile come once more.
    const since = new Date().toISOString();
    await pause(1500);
    expect((await ask(source, `clients seen --since ${since}`)).lines).toEqual([]);
    await ask(source, 'clients enable');
    await clients?.until((status) => status.in === 4 && status.held === 0, 5000);
    const seen = (await ask(source, `clients seen --since ${since}`)).lines;
    expect(seen.map(({ computer }) => computer).sort()).toEqual(
      [1, 2, 3, 4].map((number) => `PC-0000${number}`),
    );
    expect((await ask(source, 'clients')).lines).toEqual([{ enabled: true, seenLastDay: 4 }]);
  });

  it('goes back to its address unless the new one is confirmed', async () => {
    expect(await ask(target, move(source.address))).toMatchObject({ exitCode: 3 });
    const began = Date.now();
    const told = await ask(target, move(free, ' --revert-after 6'));
    expect(told.lines).toEqual([{ address: free, appliesInSeconds: 1 }]);
    expect(await ask(target, 'network confirm')).toMatchObject({ exitCode: 3 });
    await comes(free);
    const [waiting] = (await ask(target, 'network')).lines;
    expect(waiting).toMatchObject({ address: free, mac: target.mac });
    expect(Date.parse(waiting.revertsAt)).toBeGreaterThanOrEqual(began + 6000);
    expect(await answers(target.address)).toBe(false);
    await comes(target.address);
    expect(Date.now() - began).toBeGreaterThan(5800);
    expect(await answers(free)).toBe(false);

    await ask(target, move(free, ' --revert-after 4'));
    await comes(free);
    const confirmed = Date.now();
    expect((await ask(target, 'network confirm')).lines).toEqual([{ confirmed: true }]);
    await pause(Math.max(0, confirmed + 4000 - Date.now()));
    await comes(free);
    await ask(target, move(target.address));
    await comes(target.address);
  });

  it('has no more room than its disk', async () => {
    await target.leaveRoom(mebibyte);
    const [disk] = (await ask(target, 'disk')).lines;
    expect(disk.freeBytes).toBeLessThanOrEqual(mebibyte);
    const here = join(lab.folder, 'four');
    writeFileSync(here, Buffer.alloc(4 * mebibyte));
    const appliance = await login(target, hostPasswords.target);
    const { incoming } = await appliance.identity();
    const options = { signal, onProgress: () => {} };
    const failure = await failureOf(() =>
      throughLocalCopy.upload(here, appliance.files, `${incoming}/four`, options),
    );
    expect(failure.code).toBe('transfer.no-space');
    appliance.close();
    await target.leaveRoom(12 * mebibyte);
  });

  it('is the old one after a restore: rows, password, and with faults no database and another key', async () => {
    await source.pullPlug();
    await source.powerOn();
    const { key, file: made } = await backUp(source, 'lab');
    const { incoming } = (await ask(target, 'identity')).lines[0];
    const file = join(incoming, basename(made));
    copyFileSync(made, file);
    const keyAt = async () => (await hostKeyAt(target.address, 22, signal)).sha256;
    const before = await keyAt();
    target.setHostFaults({ databaseStaysDown: true, newHostKeyAtRestore: true });
    await ask(target, `backup import ${file} --request t`, `${key}\n`);
    await closes(target.address, 22);
    const closedAt = Date.now();
    expect(await portOpen(target.address, 443)).toBe(false);
    await opens(target.address, 22);
    expect(Date.now() - closedAt).toBeGreaterThan(1200);
    await until(
      async () => (await ask(target, 'restore status')).lines[0],
      ({ state }) => state === 'done',
    );
    expect((await ask(target, 'services')).lines).toContainEqual({ name: 'mysql', running: false });
    expect(await keyAt()).not.toBe(before);
    expect((await failureOf(() => login(target, hostPasswords.target))).code).toBe(
      'ssh.authentication',
    );
    const appliance = await login(target, hostPasswords.source);
    expect((await appliance.identity()).hostname).toBe('NEW-EPP');
    appliance.close();
    target.setHostFaults({});
    await target.order({ order: 'reboot' });
    await goesOff(target);
    await opens(target.address, 22);
    expect(await target.databaseCounts()).toEqual(await source.databaseCounts());
    // What it holds now goes into its own first backup.
    await backUp(target, 'first');
    expect((await target.state()).database.counts).toEqual(await source.databaseCounts());
  });

  it('is gone when it is off, and the other takes its address with or without saying so', async () => {
    await comes(source.address);
    await ask(source, 'power off');
    await goesOff(source);
    expect(source.processes()).toEqual([]);
    // Nobody has told this computer: it believes what it knew.
    expect(believed(source.address)).toBe(source.mac);
    target.setHostFaults({ quietMove: true });
    await ask(target, move(source.address));
    await pause(1500);
    expect((await ask(target, 'network')).lines[0]).toMatchObject({ address: source.address });
    expect(believed(source.address)).toBe(source.mac);
    await comes(source.address);
    expect(believed(source.address)).toBe(target.mac);

    // And again, this time with a word to everybody, and with another certificate.
    await ask(target, move(target.address));
    await comes(target.address);
    target.setHostFaults({ newCertificateAtMove: true });
    const { clients } = lab;
    await ask(target, 'clients enable');
    const stale = ['lladdr', source.mac, 'nud', 'stale', 'dev', bridgeOf(target.address)];
    execFileSync('ip', ['neigh', 'replace', source.address, ...stale]);
    await ask(target, move(source.address));
    await until(
      async () => believed(source.address),
      (mac) => mac === target.mac,
    );
    // The computers say nothing to a certificate that they do not know.
    await clients?.until((status) => status.refused === 4, 15_000);
    const since = new Date().toISOString();
    expect((await ask(target, `clients seen --since ${since}`)).lines).toEqual([]);
    clients?.tell({ pins: [await target.certificateAt(source.address)] });
    await clients?.until((status) => status.in === 4 && status.held === 0, 5000);
    expect((await ask(target, `clients seen --since ${since}`)).lines).toHaveLength(4);
    // The old server comes back while its address is taken.
    await source.powerOn();
    expect(source.isOn()).toBe(true);
    expect(source.processes().length).toBeGreaterThan(5);
  });

  it('leaves nothing behind', async () => {
    const processes = [...source.processes(), ...target.processes()];
    await lab.close();
    expect(existsSync(lab.folder)).toBe(false);
    expect(processes.length).toBeGreaterThan(10);
    // Whoever is dead may still wait to be buried by this computer's first process.
    await until(
      async () => processes.filter((pid) => existsSync(`/proc/${pid}`)).length,
      (count) => count === 0,
    );
    expect(execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' })).not.toContain(
      `-${process.pid}`,
    );
    expect(existsSync(`/sys/class/net/eb-${process.pid}`)).toBe(false);
    expect(execFileSync('mount', { encoding: 'utf8' })).not.toContain(lab.folder);
  });
});
