// Long because: the scripts of one folder, a part each.

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asar, DEFAULT_APP } from '../../scripts/electron-default-app.mjs';
import { sameLibraries } from '../../scripts/setup.mjs';
import StuckTests from '../../scripts/stuck-tests.mjs';
import { countPlaywright, countVitest, lineOf, sum } from '../../scripts/test-counts.mjs';
import {
  failuresOfPlaywright,
  failuresOfVitest,
  tellFailures,
} from '../../scripts/test-failures.mjs';
import { extractZip } from '../../scripts/unzip.mjs';

const root = join(import.meta.dirname, '..', '..');

describe('the libraries on disk', () => {
  const locked = {
    packages: {
      '': { version: '1.0.0' },
      'node_modules/a': { version: '1.2.3' },
      'node_modules/for-mac': { version: '1.0.0', optional: true },
    },
  };

  it('are left alone when they are those of the lockfile', () => {
    expect(sameLibraries(locked, { packages: { 'node_modules/a': { version: '1.2.3' } } })).toBe(
      true,
    );
  });

  it('are installed again when one is older than the lockfile', () => {
    expect(sameLibraries(locked, { packages: { 'node_modules/a': { version: '1.2.2' } } })).toBe(
      false,
    );
  });

  it('are installed again when one is missing', () => {
    expect(sameLibraries(locked, { packages: {} })).toBe(false);
  });
});

describe('the sum of the tests', () => {
  const report = (...statuses: string[]) => ({
    testResults: [
      {
        status: statuses.includes('failed') ? 'failed' : 'passed',
        assertionResults: statuses.map((status) => ({ status })),
      },
    ],
  });

  it('counts what a runner reports', () => {
    expect(countVitest(report('passed', 'passed', 'skipped', 'failed'), 1)).toEqual({
      passed: 2,
      failed: 1,
      skipped: 1,
    });
  });

  it('counts a file that does not load as one failure', () => {
    const broken = { testResults: [{ status: 'failed', assertionResults: [] }] };
    expect(countVitest(broken, 1).failed).toBe(1);
  });

  it('counts a crash of a runner as one failure, though every test passed', () => {
    expect(countVitest(report('passed'), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(countVitest(null, 0).failed).toBe(1);
    expect(countPlaywright(null, 1).failed).toBe(1);
  });

  it('counts tests that could only be listed as skipped', () => {
    const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 7 };
    expect(countPlaywright({ stats }, 0, 'there is no display').skipped).toBe(7);
  });

  it('is one line, and mentions skipped tests only where there are some', () => {
    const one = { passed: 1, failed: 0, skipped: 0 };
    expect(lineOf(sum(one, one))).toBe('2 passed, 0 failed');
    expect(lineOf(sum(one, { passed: 0, failed: 2, skipped: 3 }))).toBe(
      '1 passed, 2 failed, 3 skipped',
    );
  });
});

describe('a zip file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'unzip-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gives the wanted files, with their content and mode, and only those', async () => {
    const zip = join(folder, 'some.zip');
    writeFileSync(
      zip,
      zipOf([
        { name: 'App/program', text: '#!/bin/sh\n'.repeat(1000), mode: 0o755 },
        { name: 'App/locales/en.pak', text: 'short', mode: 0o644, stored: true },
        { name: 'App/empty', text: '', mode: 0o644, stored: true },
        { name: 'App/unwanted', text: 'x', mode: 0o644 },
      ]),
    );
    const out = join(folder, 'out');
    await extractZip(zip, out, (name) =>
      name.endsWith('unwanted') ? undefined : name.replace('App/', ''),
    );
    expect(readdirSync(out, { recursive: true }).sort()).toEqual([
      'empty',
      'locales',
      join('locales', 'en.pak'),
      'program',
    ]);
    expect(readFileSync(join(out, 'program'), 'utf8')).toBe('#!/bin/sh\n'.repeat(1000));
    expect(statSync(join(out, 'program')).mode & 0o777).toBe(0o755);
    expect(readFileSync(join(out, 'locales', 'en.pak'), 'utf8')).toBe('short');
  });

  it('cannot write outside of its folder', async () => {
    const zip = join(folder, 'bad.zip');
    writeFileSync(zip, zipOf([{ name: '../outside', text: 'x', mode: 0o644 }]));
    await expect(extractZip(zip, join(folder, 'out'), (name) => name)).rejects.toThrow('bad name');
  });

  it('is refused when it is none', async () => {
    const zip = join(folder, 'text.zip');
    writeFileSync(zip, 'just text');
    await expect(extractZip(zip, folder, (name) => name)).rejects.toThrow('not a zip file');
  });
});

it('the default app is an archive that Electron can read', () => {
  const archive = asar(DEFAULT_APP);
  const length = archive.readUInt32LE(12);
  const start = 8 + archive.readUInt32LE(4);
  const { files } = JSON.parse(archive.toString('utf8', 16, 16 + length));
  for (const [name, text] of Object.entries(DEFAULT_APP)) {
    const at = start + Number(files[name].offset);
    expect(archive.toString('utf8', at, at + files[name].size)).toBe(text);
  }
});

it('the libraries come from whichever registry npm is set to', () => {
  const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
  expect(textOf('package-lock.json')).not.toContain('"resolved"');
  expect(textOf('.npmrc')).not.toMatch(/registry *=/);
});

it('the lockfile knows the builds for all systems, not only for the one it was written on', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const optional = Object.values<{ optionalDependencies?: Record<string, string> }>(
    packages,
  ).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
  const known = (name: string) =>
    Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`));
  expect(optional.filter((name) => !known(name))).toEqual([]);
});

interface ZipEntry {
  readonly name: string;
  readonly text: string;
  readonly mode: number;
  readonly stored?: boolean;
}

/** A zip file the way common programs write it, without what the reader under test does not look at. */
function zipOf(entries: readonly ZipEntry[]): Buffer {
  const contents: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text, mode, stored } of entries) {
    const packed = stored ? Buffer.from(text) : deflateRawSync(text);
    const method = stored ? 0 : 8;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(((0o100000 | mode) << 16) >>> 0, 38);
    central.writeUInt32LE(offset, 42);
    contents.push(local, Buffer.from(name), packed);
    directory.push(central, Buffer.from(name));
    offset += local.length + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...contents, ...directory, end]);
}

describe('a test file whose process is blocked', () => {
  const module = (moduleId: string) => ({
    moduleId,
    project: { config: { testTimeout: 2000, hookTimeout: 1000 } },
  });
  const watched = () => {
    let at = 0;
    const ended: string[] = [];
    const watch = new StuckTests({
      now: () => at,
      grace: 500,
      end: (message) => ended.push(message),
    });
    return { watch, ended, pass: (milliseconds: number) => (at += milliseconds) };
  };

  it('ends the run with its name and its test, after all that a test and a hook may take', () => {
    const { watch, ended, pass } = watched();
    watch.onTestModuleStart(module('/here/slow.test.ts'));
    watch.onTestCaseReady({ fullName: 'waits', module: module('/here/slow.test.ts') });
    pass(3500);
    watch.look();
    expect(ended).toEqual([]);
    pass(1);
    watch.look();
    expect(ended.join()).toMatch(/slow\.test\.ts: nothing for 4 s, during: waits/);
  });

  it('has the time of a second try where a test is tried again', () => {
    const { watch, ended, pass } = watched();
    const { moduleId, project } = module('/here/again.test.ts');
    watch.onTestModuleStart({ moduleId, project: { config: { ...project.config, retry: 1 } } });
    pass(6500);
    watch.look();
    expect(ended).toEqual([]);
    pass(1);
    watch.look();
    expect(ended).toHaveLength(1);
  });

  it('is none as long as its tests come to an end, or when it has ended', () => {
    const { watch, ended, pass } = watched();
    watch.onTestModuleStart(module('/here/a.test.ts'));
    watch.onTestModuleStart(module('/here/b.test.ts'));
    pass(3000);
    watch.onTestCaseResult({ fullName: 'one', module: module('/here/a.test.ts') });
    watch.onTestModuleEnd(module('/here/b.test.ts'));
    pass(3000);
    watch.look();
    expect(ended).toEqual([]);
  });
});

describe('the failures told at the end', () => {
  const vitest = (status: string, ...failureMessages: string[]) => ({
    testResults: [
      {
        name: '/here/test/a.test.ts',
        status,
        assertionResults: [{ status, fullName: 'a server answers', failureMessages }],
      },
    ],
  });

  it('name the test and what it said', () => {
    const [failure] = failuresOfVitest(vitest('failed', 'expected 1 to be 2\n at x'), '/here');
    expect(failure).toMatchObject({ test: 'test/a.test.ts > a server answers', again: false });
    expect(tellFailures(failure ? [failure] : [])).toContain('expected 1 to be 2');
  });

  it('name a test that passed at the second try apart', () => {
    const failures = failuresOfVitest(vitest('passed', 'too slow'), '/here');
    expect(tellFailures(failures)).toMatch(/^These failed once .*\n- test\/a.test.ts/);
    expect(tellFailures(failuresOfVitest(vitest('passed'), '/here'))).toBe('');
  });

  it('name a file that does not load', () => {
    const report = {
      testResults: [
        { name: '/here/b.ts', status: 'failed', message: 'no such', assertionResults: [] },
      ],
    };
    expect(failuresOfVitest(report, '/here')).toEqual([
      { test: 'b.ts', text: 'no such', again: false },
    ]);
  });

  it('find those of the window in suites of suites', () => {
    const spec = (status: string) => ({
      title: 'moves',
      tests: [{ status, results: [{ error: { message: 'no window' } }] }],
    });
    const suites = [{ title: 'a.spec.ts', suites: [{ title: 'it', specs: [spec('unexpected')] }] }];
    expect(failuresOfPlaywright({ suites })).toEqual([
      { test: 'a.spec.ts > it > moves', text: 'no window', again: false },
    ]);
    expect(failuresOfPlaywright({ suites: [{ title: 'a', specs: [spec('expected')] }] })).toEqual(
      [],
    );
  });
});
