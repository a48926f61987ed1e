import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openProfiles } from '../../electron/engine/appliance/load-profile';
import { profileTrial } from '../../electron/engine/appliance/profile-trial';
import { openRedactor } from '../../electron/engine/appliance/redact';
import { type Pair, startPair } from '../../electron/simulator/pair';
import { readRecording, startReplay } from '../../electron/simulator/replay';
import type { Endpoint } from '../../shared/plan';
import type { TrialNews } from '../../shared/profile-trial';
import { failureOf } from '../unit/engine/failure-of';
import { clerk } from './clerk';

const acme = join(import.meta.dirname, '..', 'acme', 'acme.profile.jsonc');
let folder: string;
let pair: Pair;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'replay-'));
  pair = await startPair({
    folder: join(folder, 'pair'),
    ...{ dialect: 'acme', timeScale: 0.01, computers: 12, backupBytes: 100_000 },
  });
});
afterEach(async () => {
  await pair.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function trial(endpoint: Endpoint, password: string, recordTo?: string) {
  const news: TrialNews[] = [];
  const wish = { profile: acme, values: {}, recordTo, hear: (each: TrialNews) => news.push(each) };
  const profiles = openProfiles(folder);
  const run = profileTrial(endpoint, wish, { profiles, program: 'test 0' });
  await run(clerk([password]).desk, AbortSignal.timeout(30_000));
  return news;
}

const of = (news: readonly TrialNews[], type: TrialNews['type']) =>
  news.filter((each) => each.type === type).map(({ operation }) => operation);

test('a recorded appliance gives the same reading, and tells nobody who it was', async () => {
  for (const words of ['backup prepare --name first --description x', 'backup start b-1'])
    await pair.atConsole('source', words);
  await expect.poll(() => pair.machine('source').state.backups[0]?.file).toBeDefined();
  const changed = [...pair.machine('source').record.changes];
  const file = join(folder, 'rec.json');
  const told = await trial(pair.source, pair.password, file);

  expect(of(told, 'trial-failed')).toEqual([]);
  expect(of(told, 'trial-begins')).toEqual(of(told, 'trial-answered'));
  expect(of(told, 'trial-left-out')).toEqual(
    expect.arrayContaining(['prepareBackup', 'importBackup', 'setAddress', 'powerOff']),
  );
  expect(pair.machine('source').record.changes).toEqual(changed);
  const readings = (news: readonly TrialNews[]) =>
    news.flatMap((each) =>
      each.type === 'trial-answered' ? [[each.operation, each.reading] as const] : [],
    );
  expect(readings(told).every(([, reading]) => reading?.fault === undefined)).toBe(true);
  expect(new Set(of(told, 'trial-answered'))).toContain('hash');

  const recorded = readFileSync(file, 'utf8');
  const { state } = pair.machine('source');
  const serial = state.machineId.slice(0, 16).toUpperCase();
  for (const secret of [state.hostname, state.network.address, state.mac, serial, 'PC-000'])
    expect(recorded).not.toContain(secret);

  const replay = await startReplay(file, join(folder, 'replay'));
  try {
    const again = await trial({ ...pair.source, ...replay.endpoint }, replay.password);
    const hidden = (value: unknown): unknown => withoutWho(value);
    expect(hidden(readings(again))).toEqual(hidden(readings(told)));
    const twice = await trial({ ...pair.source, ...replay.endpoint }, replay.password);
    expect(readings(twice)).toEqual(readings(again));
  } finally {
    await replay.stop();
  }
});

/** Two readings without what a recording replaces: everything that has digits or capitals in a row, but for times and versions. */
function withoutWho(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value)
      .replaceAll(/(?:\d{1,3}\.){3}\d{1,3}/g, 'A')
      .replaceAll(/(?:[0-9a-f]{2}:)+[0-9a-f]{2}/gi, 'A')
      .replaceAll(/[0-9a-f]{64}/gi, 'A')
      .replaceAll(/AG-\w+|[A-Z]{2}-[A-Z0-9]{16}/g, 'A')
      .replaceAll(/OLD-EPP|host-\d+|PC-\d+/g, 'A'),
  );
}

test('equal values stay equal, others stay apart, and what is general stays', () => {
  const { redact, name, word, keep } = openRedactor();
  name('erebor');
  for (let each = 0; each < 100_000; each++) word(`PC-${each}`);
  keep('5.2.0.6');
  const text = redact(
    [
      'erebor EREBOR.lan 10.1.2.3 10.1.2.3 10.1.2.4 5.2.0.6 127.0.0.1 255.255.255.0',
      'jane@corp.example jane@corp.example 52:54:00:12:34:56 2026-11-24 18:00:00',
      'Serial: XK-42-99 password=hunter2 licence key: ABCD-EFGH-1234-5678',
      '0123456789abcdef0123456789abcdef ABCD1234EFGH5678 PC-99999 PC-0815x',
    ].join('\n'),
  );
  expect(text).not.toMatch(
    /erebor|10\.1\.2|jane|52:54|hunter2|XK-42|ABCD-EFGH|012345678|ABCD1234|PC-99999/i,
  );
  expect(text).toContain('PC-0815x');
  const [a, b, c] = text.match(/198\.18\.\d+\.\d+/g) ?? [];
  expect([a === b, b === c]).toEqual([true, false]);
  expect(text).toMatch(/host-1 host-1\.lan .* 5\.2\.0\.6 127\.0\.0\.1 255\.255\.255\.0\n/);
  expect(text).toContain('person-1@example.com person-1@example.com 02:00:00:00:00:01');
  expect(text).toContain('2026-11-24 18:00:00');
});

test.each([
  ['is no JSON', 'x', /not JSON/],
  ['is something else', '{"recording":1}', /program/],
])('a recording that %s is told so', async (_what, content, seen) => {
  const file = join(folder, 'bad.json');
  writeFileSync(file, content);
  const failure = await failureOf(() => readRecording(file));
  expect(failure).toMatchObject({ code: 'recording.invalid' });
  expect(String(failure.facts['seen'])).toMatch(seen);
});
