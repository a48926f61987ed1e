import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEngine } from '../../../electron/engine/engine';
import { readArguments } from '../../../electron/terminal/arguments';
import { library } from '../../../electron/terminal/commands/library';
import { openInterruption } from '../../../electron/terminal/interruption';
import type { Desk } from '../../../electron/terminal/ports';
import { failureOf } from '../engine/failure-of';
import { page as errorPage, practiceBackup, put, sidecarOf } from '../engine/library/backups';
import { page } from './page';

let folder = '';
let root = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'epp-library-'));
  root = join(folder, 'backups');
  mkdirSync(root);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command as it is typed, with the real engine, on a page of this width. */
async function list(line: string, { width = 99, stop = false } = {}) {
  const choice = readArguments(['library', ...line.split(' ')], '1.0.0');
  if (choice.command !== 'library') throw new Error('another command');
  const items: Readonly<Record<string, unknown>>[] = [];
  const { lines, terminal } = page(width);
  const interruption = openInterruption(() => undefined);
  if (stop) interruption.trigger();
  const desk = {
    ...{ folder, terminal, interruption },
    ports: {
      openEngine: () => createEngine({ dataFolder: join(folder, 'home'), program: 'test 1' }),
    },
    screen: {
      write: terminal.print,
      item: (value: Readonly<Record<string, unknown>>) => items.push(value),
    },
  } as unknown as Desk;
  const ending = await library(choice.folder, choice.options, desk);
  return { ...ending, text: lines.join('\n'), lines, items };
}

describe('epp-migrate library', () => {
  test('lists each backup with what speaks against it, counts, and ends with the worst', async () => {
    const whole = practiceBackup('5.2.0.6', 'epp-a');
    put(root, 'a/epp-a.eppb', whole);
    put(root, 'a/epp-a.eppb.json', sidecarOf('epp-a.eppb', whole));
    put(root, 'b/epp-5.9.4.2.eppb', practiceBackup('5.2.0.6', 'epp-b'));
    put(root, 'cut.eppb', whole.subarray(0, whole.length - 60));
    put(root, 'page.eppb', errorPage);
    const { text, exitCode, lines, items } = await list('backups --target 5.2.0.6 --csv out.csv');
    expect(exitCode).toBe(8);
    expect(text).toMatch(/^5\.2\.0\.6 {2}2026-11-20 +\d+ B {2}Practice System Backup.* a\/epp-a/m);
    expect(text).toMatch(/b\/epp-5\.9\.4\.2\.eppb\n {4}wrongly named/);
    expect(text).toMatch(/cut\.eppb\n {4}cut off/);
    expect(text).toMatch(/page\.eppb\n {4}no backup/);
    expect(text).toMatch(/^4 backups, /m);
    expect(text).toMatch(/^ {2}\d {2}no kit here$/m);
    expect(lines.filter((line) => line.length > 99)).toEqual([]);
    expect(readFileSync(join(folder, 'out.csv'), 'utf8').split('\r\n')).toHaveLength(6);
    expect(items.filter(({ type }) => type === 'backup').map(({ path }) => path)).toEqual([
      ...['a/epp-a.eppb', 'b/epp-5.9.4.2.eppb', 'cut.eppb', 'page.eppb'],
    ]);
    expect(items.at(-1)).toMatchObject({ type: 'library', stage: 'done', found: 4, known: 0 });
  });

  test.each([
    ['fine', () => put(root, 'a.eppb', practiceBackup('5.2.0.6', 'a')), '', 0],
    ['not known', () => put(root, 'a.eppb', Buffer.alloc(90, 0xa5)), '', 1],
    ['no backup', () => put(root, 'a.eppb', errorPage), '', 12],
    ['empty', () => put(root, 'a.eppb', ''), '', 12],
    [
      'does not fit',
      () => put(root, 'a.eppb', practiceBackup('5.2.0.6', 'a')),
      ' --target 4.4.0.0',
      9,
    ],
    ['nothing there', () => undefined, '', 0],
  ])('%s', async (_name, make, options, exitCode) => {
    make();
    expect((await list(`backups${options}`)).exitCode).toBe(exitCode);
  });

  test('says what was not read again, and reads nothing to its end where that is not wanted', async () => {
    put(root, 'a.eppb', practiceBackup('5.2.0.6', 'a'));
    const quick = await list('backups --no-hash');
    expect(quick.items[0]).toMatchObject({ state: 'looked', sha256: undefined });
    expect((await list('backups')).items[0]).toMatchObject({ state: 'read' });
    expect((await list('backups')).text).toContain('1 had not changed since last time.');
    expect((await list('backups --fresh')).text).not.toContain('had not changed');
  });

  test('a name cannot steer the terminal', async () => {
    put(root, 'a\u001b[2Jb.eppb', '');
    const { text } = await list('backups');
    expect(text).toContain('a[U+001B][2Jb.eppb');
    expect(text).not.toContain('\u001b');
  });

  test('stopped, it says what it knows', async () => {
    put(root, 'a.eppb', practiceBackup('5.2.0.6', 'a'));
    const { exitCode, outcome, text } = await list('backups', { stop: true });
    expect([exitCode, outcome]).toEqual([130, 'cancelled']);
    expect(text).toContain('Stopped; not everything was read.');
  });

  test('a folder that is none is said to be so', async () => {
    expect((await failureOf(() => list('nowhere'))).code).toBe('library.no-folder');
  });

  test('a version is checked before anything is read', () => {
    expect(() => readArguments(['library', 'x', '--target', 'new'], '1')).toThrow('usage.wrong');
  });
});
