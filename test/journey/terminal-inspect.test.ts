import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectionSchema } from '../../shared/inspection';
import { buildOnce, program, type Running, startProgram } from './terminal-program';

const root = join(import.meta.dirname, '../..');
const vector = (name: string): string => join(root, 'test/vectors', name);
const published = JSON.parse(
  readFileSync(join(root, 'resources/schemas/inspection.schema.json'), 'utf8'),
);
const validate = new Ajv2020({ strict: true, formats: { 'date-time': true } }).compile(published);

let folder = '';
beforeAll(() => {
  buildOnce();
  folder = mkdtempSync(join(tmpdir(), 'epp-inspect-'));
  writeFileSync(join(folder, 'page.eppb'), '<!doctype html><html>Log in</html>');
  writeFileSync(join(folder, 'opaque.eppb'), Buffer.from('ff00fe01fd02', 'hex'));
  copyFileSync(vector('version-1.eppb'), join(folder, 'epp-2604.eppb'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: readonly string[]): Running =>
  startProgram(process.execPath, [program, 'inspect', ...args], join(folder, 'home'), folder);

const linesOf = (running: Running) =>
  running
    .stdout()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('epp-migrate inspect, without any server', () => {
  test.each([
    ['a practice backup', [vector('version-1.eppb')], 0],
    ['one whose name says another version', ['epp-2604.eppb'], 1],
    ['one that fits no such server', [vector('version-1.eppb'), '--target', '2604'], 9],
    ['one that fits', [vector('version-1.eppb'), '--target', '5.2.0.6'], 0],
    ['one that was cut off', [vector('cut-archive.eppb')], 8],
    ['a web page', ['page.eppb'], 12],
    ['nothing', [vector('empty.eppb')], 12],
    ['what nobody knows', ['opaque.eppb'], 1],
    ['several, of which one is cut off', ['page.eppb', vector('cut-archive.eppb')], 8],
    ['a folder', ['.'], 2],
    ['no such file', ['none.eppb'], 2],
    ['a device', ['/dev/null'], 2],
    ['a version that is none', ['page.eppb', '--target', 'newest'], 64],
  ])('%s', async (_what, args, exitCode) => {
    const running = run(...args);
    expect(await running.exitCode, running.stdout() + running.stderr()).toBe(exitCode);
  });

  test('--json is as its schema says', async () => {
    const running = run(vector('version-1.eppb'), 'page.eppb', 'opaque.eppb', '--json');
    expect(await running.exitCode).toBe(12);
    const found = linesOf(running).filter(({ type }) => type === 'inspection');
    expect(found).toHaveLength(3);
    for (const each of found) {
      expect(validate(each), JSON.stringify(validate.errors)).toBe(true);
      expect(inspectionSchema.safeParse(each).success).toBe(true);
    }
    expect(found[0]).toMatchObject({ verdict: 'practice-backup', archive: { files: 4 } });
  });

  test('a pipe that nobody writes to does not hold it', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(await run('pipe').exitCode).toBe(2);
  });

  test('--compare says where two files differ', async () => {
    const running = run(vector('version-1.eppb'), vector('cut-archive.eppb'), '--compare');
    expect(await running.exitCode).toBe(8);
    expect(running.stdout().replaceAll(/\s+/g, ' ')).toContain(
      'cut-archive.eppb is the beginning of the other file and ends at byte 897',
    );
  });
});
