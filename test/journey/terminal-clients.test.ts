import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  linesOf,
  openPlace,
  type Place,
  program,
  type Running,
  resultOf,
} from './terminal-program';

let place: Place | undefined;
afterEach(async () => {
  await place?.close();
  place = undefined;
});

/** A rehearsal in which a fifth of the clients never comes back; a minute of the plan is a second. */
async function rehearse(args: readonly string[]): Promise<Running> {
  place = await openPlace();
  const { run, desk, home } = place;
  execFileSync(process.execPath, [program, 'plan', 'init', 'rehearsal', '-o', 'plan.json'], {
    cwd: desk,
    env: { PATH: process.env['PATH'], EPP_MIGRATE_HOME: home },
  });
  const usual = [
    '--practice',
    '--until',
    'done',
    '--fault',
    'target:clients-missing',
    '--clients-minutes',
    '2',
  ];
  return run(['run', 'plan.json', ...usual, ...args]);
}

const missingList = (): readonly string[] => {
  const folder = join(place?.home ?? '', 'migrations');
  const file = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('computers-missing.csv'),
  );
  return readFileSync(join(folder, file ?? ''), 'utf8')
    .trimEnd()
    .split('\r\n');
};

describe('clients that do not come back', () => {
  test('make an unattended run wait for a person, with a list of them', async () => {
    const running = await rehearse(['--json']);
    expect(await running.exitCode, running.stderr()).toBe(11);
    expect(resultOf(running.stdout()).failure).toMatchObject({
      ...{ code: 'migration.waiting', facts: { question: 'clients-missing' } },
    });
    expect(missingList().length).toBeGreaterThan(100);
  });

  test('are left behind with --accept-missing, and the run ends with a warning', async () => {
    const running = await rehearse(['--accept-missing', '--json']);
    expect(await running.exitCode, running.stderr()).toBe(1);
    const done = linesOf(running.stdout()).flatMap((line) =>
      line.type === 'step-done' && line.step === 'await-clients' ? [line.learned.clientsBack] : [],
    );
    expect(done).toMatchObject([{ counted: { expected: 960 }, said: { holds: false } }]);
    expect(missingList()).toHaveLength(1 + 960 - (done[0]?.counted?.back ?? 0));
  });

  test('are no matter where enough of them are back', async () => {
    const running = await rehearse(['--clients-share', '5%', '--clients-minutes', '60']);
    expect(await running.exitCode, running.stderr()).toBe(0);
    expect(running.stdout()).toMatch(/Wait for the clients.* \d+ of 960 computers back; first at/);
  });
});
