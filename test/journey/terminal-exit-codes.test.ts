import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { PairOptions } from '../../electron/simulator/pair';
import { exitCodes } from '../../shared/failure';
import {
  both,
  confirming,
  openPlace,
  type Place,
  passwords,
  program,
  type Running,
  resultOf,
  trusting,
} from './terminal-program';

let place: Place | undefined;
afterEach(async () => {
  await place?.close();
  place = undefined;
});

/** Runs a whole migration of a pair with every answer given beforehand. */
async function migrate(
  options: Omit<PairOptions, 'folder'>,
  env: Readonly<Record<string, string>> = {},
): Promise<Running> {
  place = await openPlace(options);
  const { pair, run } = place;
  const args = ['run', ...both(pair), ...(await trusting(pair)), ...confirming];
  return run([...args, '--kit', 'kit.txt', '--json'], { ...passwords(pair), ...env });
}

describe('a whole run ends', () => {
  test('with 1 where a check had a warning', async () => {
    const running = await migrate({ faults: { target: { 'small-machine': true } } });
    expect(await running.exitCode, running.stderr()).toBe(1);
    expect(resultOf(running.stdout())).toMatchObject({ outcome: 'finished', exitCode: 1 });
  });

  test('with 7 where no key opens the backup', async () => {
    const running = await migrate({ faults: { source: { 'wrong-key': true } } });
    expect(await running.exitCode).toBe(7);
    expect(resultOf(running.stdout()).failure).toMatchObject({
      ...{ code: 'key.wrong', facts: { by: 'target' } },
    });
    expect(place?.pair.machine('source').power).toBe('on');
  });

  test('with 8 where the file is not the one that the old server has', async () => {
    const running = await migrate({ faults: { source: { 'corrupt-file': { afterHash: true } } } });
    expect(await running.exitCode).toBe(8);
    expect(resultOf(running.stdout()).failure?.code).toBe('transfer.hash-mismatch');
    expect(place?.pair.machine('target').restoresStarted).toBe(0);
  });

  test('with 2 where the backup fails', async () => {
    const running = await migrate({ faults: { source: { 'fail-backup': {} } } });
    expect(await running.exitCode).toBe(2);
    expect(resultOf(running.stdout()).failure?.code).toBe('backup.failed');
  });
});

describe('a plan with --practice', () => {
  const practice = async (args: readonly string[]): Promise<Running> => {
    place = await openPlace();
    const { run, desk, home } = place;
    execFileSync(process.execPath, [program, 'plan', 'init', 'rehearsal', '-o', 'plan.json'], {
      cwd: desk,
      env: { PATH: process.env['PATH'], EPP_MIGRATE_HOME: home },
    });
    return run(['run', 'plan.json', '--practice', '--json', ...args]);
  };
  const plans = (running: Running): string => running.stdout().split('\n')[0] ?? '';

  test('runs between practice servers of the versions that it expects, and never asks for its own', async () => {
    const running = await practice(['--until', 'check']);
    expect(await running.exitCode).toBe(11);
    const created = JSON.parse(plans(running));
    expect(created.plan).toMatchObject({ until: 'check', practice: expect.any(String) });
    for (const { host } of [created.plan.source, created.plan.target])
      expect(host).toMatch(/^(127\.|::1)/);
    expect(running.stdout()).toContain('"version":"5.2.0.6"');
    expect(running.stdout()).not.toContain('10.0.0.20');
    const journals = readdirSync(join(place?.home ?? '', 'migrations'), { recursive: true });
    const journal = journals.find((name) => String(name).endsWith('journal.jsonl'));
    const text = readFileSync(join(place?.home ?? '', 'migrations', String(journal)), 'utf8');
    expect(text).not.toContain('10.0.0.2');
  });

  test('has the faults that were wished', async () => {
    const running = await practice(['--fault', 'source:fail-backup']);
    expect(await running.exitCode).toBe(2);
    expect(resultOf(running.stdout()).failure?.code).toBe('backup.failed');
  });

  test('finds what blocks, as a real run would', async () => {
    const running = await practice(['--preflight-only', '--fault', 'source:disk-full']);
    expect(await running.exitCode).toBe(3);
    expect(resultOf(running.stdout()).failure?.code).toBe('preflight.blocked');
  });

  test('is refused with 64 for a fault that there is not', async () => {
    for (const name of ['no-command', 'drop-at']) {
      const needy = await practice(['--fault', `source:${name}`]);
      expect(await needy.exitCode, name).toBe(64);
    }
    const running = await practice(['--fault', 'source:fire']);
    expect(await running.exitCode).toBe(64);
    expect(resultOf(running.stdout()).failure?.facts['seen']).toContain('There is no fault “fire”');
  });
});

test('each exit code that a person can bring about is brought about by some test', () => {
  const texts = readdirSync(import.meta.dirname)
    .filter((name) => /^terminal.*\.test\.ts$/.test(name))
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
    .join('\n');
  // 70 is a fault in this program.
  const codes = Object.keys(exitCodes).filter((code) => code !== '70');
  const untried = codes.filter(
    (code) => !new RegExp(`exitCode[^;]*\\.toBe\\(${code}\\)|exitCode: ${code}\\b`).test(texts),
  );
  expect(untried).toEqual([]);
});
