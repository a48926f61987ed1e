import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { practiceBackup, put } from './backups';
import { countingDisk, libraries } from './open-library';

const files = 10_000;
/** Milliseconds of the processor between two turns of the event loop: what other programs take away meanwhile does not count. */
const longestTurn = 100;

let folder: string;
let root: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'epp-many-'));
  root = join(folder, 'backups');
  mkdirSync(root);
  for (let index = 0; index < files; index++)
    put(root, `${index % 100}/${index}.eppb`, practiceBackup('5.2.0.6', `b-${index}`));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }), 60_000);

test('ten thousand files never hold up what else the process does', {
  timeout: 120_000,
}, async () => {
  const cold = await watched();
  expect(cold.end).toMatchObject({ stage: 'done', found: files, read: files, known: 0 });
  const cached = await watched();
  expect(cached.end).toMatchObject({ stage: 'done', found: files, read: files, known: files });
  expect(cached.opened).toBe(0);
  console.log(
    `${files} files: ${cold.took} ms (first row after ${cold.first} ms, longest turn ${cold.turn} ms); known: ${cached.took} ms (${cached.first} ms, ${cached.turn} ms)`,
  );
  expect(cold.turn).toBeLessThan(longestTurn);
  expect(cached.turn).toBeLessThan(longestTurn);
});

async function watched() {
  const { disk, opened } = countingDisk();
  const { make, changes } = libraries(join(folder, 'home'), disk);
  const began = Date.now();
  let [first, turn, over] = [0, 0, false];
  let before = process.cpuUsage();
  const look = (): void => {
    const { user, system } = process.cpuUsage(before);
    turn = Math.max(turn, (user + system) / 1000);
    before = process.cpuUsage();
    if (first === 0 && changes.some(({ found }) => found > 0)) first = Date.now() - began;
    if (!over) setTimeout(look, 1);
  };
  setTimeout(look, 1);
  const { end } = await make(root);
  over = true;
  return { end, opened: opened(), took: Date.now() - began, first, turn: Math.round(turn) };
}
