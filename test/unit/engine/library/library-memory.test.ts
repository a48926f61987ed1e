import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { realDisk } from '../../../../electron/engine/library/disk';
import { practiceBackup, put, sidecarOf } from './backups';
import { countingDisk, libraries } from './open-library';

let folder: string;
let root: string;
let home: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'epp-library-'));
  root = join(folder, 'backups');
  home = join(folder, 'home');
  mkdirSync(root);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const memoryFile = (): string => {
  const [name = ''] = readdirSync(join(home, 'library'));
  return join(home, 'library', name);
};

test('a second time nothing is opened, and what has changed is read anew', async () => {
  put(root, 'a/one.eppb', practiceBackup('5.2.0.6', 'one'));
  put(root, 'a/kit.txt', 'EPP-KIT-1 b-1 one m1a2b\n');
  const two = put(root, 'two.eppb', 'opaque \u0000');
  put(root, 'two.eppb.json', sidecarOf('two.eppb', Buffer.from('opaque \u0000')));
  const first = await libraries(home).make(root);
  expect(first.end.known).toBe(0);

  const again = countingDisk();
  const second = await libraries(home, again.disk).make(root);
  expect(again.opened()).toBe(0);
  expect(second.end).toMatchObject({ known: 2, read: 2, bytes: 0 });
  expect([...second.byPath]).toEqual([...first.byPath]);

  truncateSync(two, 3);
  const third = countingDisk();
  const changed = await libraries(home, third.disk).make(root);
  // Its beginning, all of it, and its manifest each time.
  expect(third.opened()).toBe(4);
  expect(changed.end.known).toBe(1);
  expect(changed.byPath.get('two.eppb')?.problems).toContain('sidecar-differs');

  const fresh = countingDisk();
  expect((await libraries(home, fresh.disk).make(root, { fresh: true })).end.known).toBe(0);
  expect(fresh.opened()).toBeGreaterThan(4);
});

test('what is remembered is for its owner only, and is made anew where it is damaged', async () => {
  put(root, 'one.eppb', practiceBackup('5.2.0.6', 'one'));
  put(root, 'two.eppb', practiceBackup('5.2.0.6', 'two'));
  const { byPath } = await libraries(home).make(root);
  expect(statSync(memoryFile()).mode & 0o777).toBe(0o600);
  expect(statSync(join(home, 'library')).mode & 0o777).toBe(0o700);

  const text = readFileSync(memoryFile(), 'utf8');
  for (const damaged of [
    '',
    'no JSON\n',
    text.replace('"library":1', '"library":9'),
    text.replace(root, '/elsewhere'),
    text.slice(0, 40),
    text.replaceAll('"container":"practice-v2"', '"container":"nothing"'),
    Buffer.alloc(3000, 0xff).toString('latin1'),
  ]) {
    writeFileSync(memoryFile(), damaged);
    const again = await libraries(home).make(root);
    expect(again.end.known).toBe(0);
    expect([...again.byPath]).toEqual([...byPath]);
    // In the order in which they were read, which is anybody's guess.
    expect(readFileSync(memoryFile(), 'utf8').split('\n').sort()).toEqual(text.split('\n').sort());
  }
  // One line that is damaged costs one file.
  const lines = text.split('\n');
  writeFileSync(memoryFile(), [lines[0], '{"file":', lines[2], ''].join('\n'));
  expect((await libraries(home).make(root)).end.known).toBe(1);
});

test('without hashes only beginnings are read', async () => {
  put(root, 'one.eppb', practiceBackup('5.2.0.6', 'one'));
  const { make } = libraries(home);
  const quick = await make(root, { hash: false });
  expect(quick.byPath.get('one.eppb')).toMatchObject({ state: 'looked', container: 'practice-v2' });
  expect(quick.byPath.get('one.eppb')?.sha256).toBeUndefined();
  const whole = await make(root);
  expect(whole.end.known).toBe(1);
  expect(whole.byPath.get('one.eppb')?.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test('it is cancelled at any time, and goes on from what it knows', async () => {
  for (const name of ['one', 'two', 'three'])
    put(root, `${name}.eppb`, practiceBackup('5.2.0.6', name));
  let handlers: ReturnType<typeof libraries>['handlers'] | undefined;
  let opened = 0;
  const slow = libraries(home, {
    ...realDisk,
    open: async (path) => {
      if (++opened === 5) void handlers?.['cancel-library']({ id });
      return realDisk.open(path);
    },
  });
  let id = '';
  handlers = slow.handlers;
  slow.listen(() => undefined);
  const over = new Promise<string>((resolve) =>
    slow.listen(({ stage }) => stage === 'cancelled' && resolve(stage)),
  );
  ({ id } = await slow.handlers['start-library']({ folder: { path: root } }));
  expect(await over).toBe('cancelled');
  expect(slow.rows.size).toBe(3);
  expect((await libraries(home).make(root)).end.known).toBe(3);
});
