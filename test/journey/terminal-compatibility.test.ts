import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildOnce, program, type Running, startProgram } from './terminal-program';

let folder = '';
beforeAll(() => {
  buildOnce();
  folder = mkdtempSync(join(tmpdir(), 'epp-compatibility-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: readonly string[]): Running =>
  startProgram(process.execPath, [program, 'compatibility', ...args], join(folder, 'home'), folder);

describe('epp-migrate compatibility, without any server', () => {
  test.each([
    [['5206', '5.2.0.6'], 0],
    [['v5942', ' 2604.0.1.0 '], 0],
    [['2602', '2608'], 1],
    [['2509', '2604'], 1],
    [['2608', '2604'], 9],
    [['2604', '2611'], 9],
    [['latest', '2604'], 64],
    [['2604'], 64],
  ])('%j ends with %i', async (args, exitCode) => {
    expect(await run(...args).exitCode).toBe(exitCode);
  });

  test('--json answers with the verdict and a result, and nothing else', async () => {
    const running = run('5.9.4.1', '2604', '--json');
    expect(await running.exitCode).toBe(9);
    const lines = running.stdout().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { type: 'compatibility', verdict: 'refused', rule: 'before-5942-to-newer' },
      { type: 'result', exitCode: 9 },
    ]);
    expect(running.stderr()).toBe('');
  });

  test('a rule file with a fault is named, with what is wrong in it', async () => {
    const home = join(folder, 'home');
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'compatibility.json'), '{"name": "mine"}');
    const running = run('5.2.0.6', '5.2.0.6');
    expect(await running.exitCode).toBe(4);
    expect(running.stderr()).toContain('compatibility.json');
    expect(running.stderr()).toContain('rules.invalid');
    rmSync(join(home, 'compatibility.json'));
  });
});
