import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Appliance } from '../../electron/engine/appliance/appliance';
import { throughLocalCopy } from '../../electron/engine/transport/through-local-copy';
import { type Pair, startPair } from '../../electron/simulator/pair';
import type { Side } from '../../shared/appliance';
import { failureOf } from '../unit/engine/failure-of';
import { open } from './appliance-contract';
import { clerk } from './clerk';

const { signal } = new AbortController();
const quiet = { signal, onProgress: () => {} };
let folder: string;
let pair: Pair;
const appliances: Appliance[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'look-'));
  pair = await startPair({
    ...{ timeScale: 0.05, computers: 30, backupBytes: 3_000_000, folder: join(folder, 'pair') },
  });
});
afterEach(async () => {
  for (const each of appliances.splice(0)) each.close();
  await pair.stop();
  await rm(folder, { recursive: true, force: true });
});
const connect = async (side: Side): Promise<Appliance> => {
  const appliance = await open(side, pair[side], clerk([pair.passwords[side]]).desk, signal);
  appliances.push(appliance);
  return appliance;
};

it('a practice appliance tells what is in a place, and offers neither flush nor room', async () => {
  const { files } = await connect('target');
  const here = join(folder, 'file');
  await writeFile(here, randomBytes(5000));
  const before = Math.floor(Date.now() / 1000) * 1000;
  await throughLocalCopy.upload(here, files, '/incoming/file', quiet);
  const found = await files.look?.('/incoming/file');
  expect(found).toMatchObject({ kind: 'file', size: 5000 });
  expect(found?.modifiedAt).toBeGreaterThanOrEqual(before);
  expect(await files.look?.('/incoming')).toMatchObject({ kind: 'folder' });
  expect(await files.look?.('/incoming/nothing')).toBeUndefined();
  expect(await files.room?.('/incoming')).toBeUndefined();
  const file = await files.open('/incoming/file', 'write');
  expect(file.sync).toBeUndefined();
  await file.close();
  const failure = await failureOf(() => throughLocalCopy.upload(here, files, '/incoming', quiet));
  expect(failure.facts['seen']).toBe('a folder has this name');
});

it('a file is relayed from one practice appliance to the other', async () => {
  const [source, target] = [await connect('source'), await connect('target')];
  const here = join(folder, 'file');
  const content = randomBytes(9_000_001);
  await writeFile(here, content);
  const { sha256 } = await throughLocalCopy.upload(here, source.files, '/incoming/from', quiet);
  const moved = await throughLocalCopy.relay(
    { files: source.files, path: '/incoming/from' },
    { files: target.files, path: '/incoming/to' },
    { ...quiet, sha256, hash: target.hash, record: join(folder, 'record') },
  );
  expect(moved).toEqual({ size: content.length, sha256 });
  expect(await target.hash('/incoming/to')).toEqual(moved);
});
