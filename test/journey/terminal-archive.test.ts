import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hostKeyAt } from '../../electron/engine/ssh/reach';
import { formatAddress } from '../../shared/plan';
import { openPlace, type Place } from './terminal-program';

const secret = 'Geheim-4711';
const big = randomBytes(6_000_000);
let place: Place;
let known: readonly string[];
beforeEach(async () => {
  place = await openPlace({ password: secret, targetInUse: true });
  writeFileSync(serverFile('shadow', 'shadow-big.bin'), big);
  const { host, port } = place.pair.source;
  known = ['--accept-key', (await hostKeyAt(host, port, AbortSignal.timeout(10_000))).sha256];
});
afterEach(async () => {
  for (const side of ['source', 'target'] as const)
    expect(place.pair.machine(side).record.changes).toEqual([]);
  await place.close();
});

const serverFile = (kind: string, name: string): string =>
  join(place.pair.folder, 'source', 'files', 'archives', kind, name);
const source = (): string => `${place.pair.source.user}@${formatAddress(place.pair.source)}`;
const here = (...parts: readonly string[]): string => join(place.desk, 'saved', ...parts);
const opened = (): readonly string[] =>
  place.pair.machine('source').record.operations.filter((each) => each.startsWith('open '));

type Line = Readonly<Record<string, unknown>> & { readonly type: string };

const begin = (args: readonly string[]) =>
  place.run(['archive', ...args], { HOME: place.desk, EPP_PASSWORD: secret });

/** Runs `archive` for a program. */
async function archive(args: readonly string[]) {
  const running = begin([...args, '--json']);
  const exitCode = await running.exitCode;
  expect(running.stdout() + running.stderr()).not.toContain(secret);
  const lines = running
    .stdout()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const of = (type: string) => lines.filter((line) => line.type === type);
  const result = lines.at(-1) as Line & { failure?: { code: string } };
  return { exitCode, of, result, code: result.failure?.code };
}

const save = () => archive([source(), ...known, '--to', 'saved']);

describe('archive', () => {
  test('lists what there is, with kind, size and date, and fetches nothing', async () => {
    const { exitCode, of } = await archive([source(), ...known, '--list']);
    expect(exitCode).toBe(0);
    expect(of('file')).toHaveLength(6);
    expect(of('file')[0]).toMatchObject({
      ...{ kind: 'audit-log', name: 'audit-1.csv', size: expect.any(Number) },
      createdAt: expect.stringMatching(/^2\d{3}-\d\d-\d\dT/),
    });
    expect(opened()).toEqual([]);
    const running = begin([source(), ...known, '--list', '--kind', 'log', '--kind', 'shadow']);
    expect(await running.exitCode).toBe(0);
    expect(running.stdout()).toMatch(
      /Kind +Size +Date \(UTC\) +File\nlog .+device-control\.csv\nshadow .+\nshadow +6\.0 MB .+shadow-big\.bin\n\n3 files, 6\.0 MB\n/,
    );
  });

  test('saves each file under the name of its kind, with a list for sha256sum', async () => {
    const { exitCode, of, result } = await save();
    expect(exitCode).toBe(0);
    expect(result).toMatchObject({ outcome: 'finished', folder: here(), files: 6, saved: 6 });
    expect(of('saved')).toContainEqual(
      expect.objectContaining({
        ...{ path: '/archives/shadow/shadow-big.bin', file: 'shadow/shadow-big.bin' },
        ...{ sha256: createHash('sha256').update(big).digest('hex'), found: false },
      }),
    );
    expect(readFileSync(here('shadow', 'shadow-big.bin')).equals(big)).toBe(true);
    expect(readdirSync(here()).sort()).toEqual([
      ...['SHA256SUMS', 'audit-log', 'log', 'shadow', 'system-backup'],
    ]);
    if (process.platform === 'linux') {
      const said = execFileSync('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: here() });
      expect(said.toString().match(/: OK$/gm)).toHaveLength(6);
      expect(statSync(here()).mode & 0o777).toBe(0o700);
    }
    const before = opened().length;
    const again = await save();
    expect(again).toMatchObject({ exitCode: 0, result: { saved: 6 } });
    expect(again.of('saved').every(({ found }) => found === true)).toBe(true);
    expect(opened()).toHaveLength(before);
  });

  test('saves the System Backups of a server in use too', async () => {
    const { host, port, user } = place.pair.target;
    const key = (await hostKeyAt(host, port, AbortSignal.timeout(10_000))).sha256;
    const server = `${user}@${formatAddress(place.pair.target)}`;
    const kinds = ['--kind', 'system-backup-v2'];
    const { exitCode, of } = await archive([
      ...[server, '--accept-key', key, '--to', 'saved', ...kinds],
    ]);
    expect(exitCode).toBe(0);
    expect(of('saved')).toMatchObject([{ file: expect.stringMatching(/^system-backup-v2\/.+/) }]);
  });

  test('goes on by itself where the connection drops once', async () => {
    await place.pair.setFault('source', 'drop-after-bytes', { bytes: 3_000_000 });
    expect((await save()).exitCode).toBe(0);
    const { logins } = place.pair.machine('source').record;
    expect(logins.filter(({ accepted }) => accepted)).toHaveLength(2);
    expect(readFileSync(here('shadow', 'shadow-big.bin')).equals(big)).toBe(true);
  });

  test('ends where it drops again and again; the next time goes on', async () => {
    const fault = { bytes: 1_000_000, times: 4 };
    await place.pair.setFault('source', 'drop-after-bytes', fault);
    expect(await save()).toMatchObject({ exitCode: 2, code: 'ssh.connection-lost' });
    const part = statSync(here('shadow', 'shadow-big.bin.part')).size;
    expect(part).toBeGreaterThan(1_000_000);
    const { exitCode, of } = await save();
    expect(exitCode).toBe(0);
    expect(of('progress')[0]).toBeDefined();
    expect(readFileSync(here('shadow', 'shadow-big.bin')).equals(big)).toBe(true);
  });

  test('goes on where it was when it was killed, and fetches nothing twice', async () => {
    await place.pair.setFault('source', 'slow', { bytesPerSecond: 2_000_000, latency: 1 });
    const running = begin([source(), ...known, '--to', 'saved', '--json']);
    await running.until(/"type":"progress".+shadow-big\.bin.+"done":[1-9]\d{5,}/);
    running.child.kill('SIGKILL');
    await running.exitCode;
    const part = here('shadow', 'shadow-big.bin.part');
    const got = statSync(part).size;
    expect(got).toBeGreaterThan(0);
    expect(got).toBeLessThan(big.length);
    expect(existsSync(here('shadow', 'shadow-big.bin'))).toBe(false);
    await place.pair.setFault('source', 'slow', false);
    const again = await save();
    expect(again).toMatchObject({ exitCode: 0, result: { saved: 6 } });
    const found = again.of('saved').filter((each) => each['found'] === true);
    expect(found.map(({ file }) => file)).toContain('audit-log/audit-1.csv');
    expect(opened().filter((each) => each.includes('audit-1.csv'))).toHaveLength(1);
    expect(existsSync(part)).toBe(false);
    expect(readFileSync(here('shadow', 'shadow-big.bin')).equals(big)).toBe(true);
  });

  test('stops at Ctrl+C, says how to go on, and keeps what it has', {
    skip: process.platform === 'win32',
  }, async () => {
    await place.pair.setFault('source', 'slow', { bytesPerSecond: 1_000_000, latency: 1 });
    const running = begin([source(), ...known, '--to', 'saved']);
    await running.until(/✓ log\/device-control\.csv/);
    running.child.kill('SIGINT');
    expect(await running.exitCode).toBe(130);
    expect(running.stderr()).toMatch(/Nothing was changed on the server\. \d of 6 files are saved/);
    expect(readFileSync(here('SHA256SUMS'), 'utf8')).toContain('  log/device-control.csv\n');
  });

  test('sets a damaged part aside; the next time fetches it anew', async () => {
    mkdirSync(here('shadow'), { recursive: true });
    const part = here('shadow', 'shadow-big.bin.part');
    writeFileSync(part, 'not what the server has');
    truncateSync(part, 2_000_000);
    expect(await save()).toMatchObject({
      ...{ exitCode: 8, code: 'transfer.hash-mismatch', result: { saved: 5 } },
    });
    expect(existsSync(here('shadow', 'shadow-big.bin'))).toBe(false);
    expect(existsSync(`${here('shadow', 'shadow-big.bin')}.damaged`)).toBe(true);
    expect((await save()).exitCode).toBe(0);
  });

  test('never overwrites another file', async () => {
    mkdirSync(here('log'), { recursive: true });
    writeFileSync(here('log', 'device-control.csv'), 'mine');
    const { exitCode, code, of } = await save();
    expect({ exitCode, code }).toEqual({ exitCode: 8, code: 'archive.file-differs' });
    expect(of('not-saved')).toMatchObject([{ path: '/archives/log/device-control.csv' }]);
    expect(of('saved')).toHaveLength(5);
    expect(readFileSync(here('log', 'device-control.csv'), 'utf8')).toBe('mine');
  });

  test('sends and saves nothing where the host key is not accepted', async () => {
    const logins = (): number => place.pair.machine('source').record.logins.length;
    const before = logins();
    const other = ['--accept-key', `SHA256:${'A'.repeat(43)}`];
    expect(await archive([source(), ...other, '--to', 'saved'])).toMatchObject({
      ...{ exitCode: 5, code: 'ssh.host-key-rejected' },
    });
    expect(await archive([source(), '--to', 'saved'])).toMatchObject({
      ...{ exitCode: 11, code: 'migration.waiting' },
    });
    expect(logins()).toBe(before);
    expect(existsSync(here())).toBe(false);
  });

  test('makes no folder where there is nothing to save', async () => {
    const none = ['--to', 'saved', '--kind', 'system-backup-v2'];
    expect(await archive([source(), ...known, ...none])).toMatchObject({ exitCode: 0 });
    expect(existsSync(here())).toBe(false);
  });

  test('says what is wrong with its use, and what the server cannot tell', async () => {
    expect(await archive([source()])).toMatchObject({ exitCode: 64, code: 'usage.wrong' });
    const kind = ['--to', 'saved', '--kind', 'everything'];
    expect(await archive([source(), ...kind])).toMatchObject({ exitCode: 64 });
    await place.pair.setFault('source', 'no-command', { at: 'archives' });
    expect(await save()).toMatchObject({ exitCode: 2, code: 'appliance.no-command' });
    expect(existsSync(here())).toBe(false);
  });
});
