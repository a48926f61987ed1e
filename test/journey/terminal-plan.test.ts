import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { changed, nothing, writePlan } from './terminal-plan-file';
import {
  everythingHolds,
  openPlace,
  type Place,
  passwords,
  program,
  resultOf,
  startProgram,
} from './terminal-program';

let place: Place | undefined;
afterEach(async () => {
  await place?.close();
  place = undefined;
});

const canaries = { source: 'canary-Old-7Kq!x', target: 'canary-New-3Zw!y' };

const filesWith = (folder: string, secret: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(secret));

describe('epp-migrate run PLAN', () => {
  test('migrates without a window and without a terminal, and writes no secret down', async () => {
    place = await openPlace({ password: canaries });
    const { pair, home, desk, run } = place;
    const running = run(['run', await writePlan(place), '--quiet'], passwords(pair));
    expect(await running.exitCode, running.stderr()).toBe(0);
    expect(running.stdout()).toContain('NEW-EPP has taken the place of OLD-EPP');
    expect(running.stdout()).not.toMatch(/^\d{4}-/m);
    expect([pair.machine('source').power, pair.machine('target').address]).toEqual([
      'off',
      pair.source.host,
    ]);
    const key = /^System Backup Key +(\S+)$/m.exec(
      readFileSync(join(desk, 'kit.txt'), 'utf8'),
    )?.[1];
    for (const secret of [key ?? '', canaries.source, canaries.target]) {
      expect(secret).not.toBe('');
      expect(`${running.stdout()}${running.stderr()}`).not.toContain(secret);
      expect(running.child.spawnargs.join(' ')).not.toContain(secret);
      expect(filesWith(home, secret)).toEqual([]);
    }
  });

  test('takes passwords as lines of stdin', async () => {
    place = await openPlace({ password: canaries });
    const { home, desk } = place;
    const plan = await writePlan(place, (each) => ({
      ...each,
      secrets: { sourcePassword: { stdin: true }, targetPassword: { stdin: true } },
    }));
    expect(
      await piped(
        `printf '%s\\n%s\\n' "$A" "$B" | "$@"`,
        ['run', plan, '--until', 'connect'],
        home,
        desk,
      ),
    ).toBe(11);
  });

  test('takes passwords from file descriptors', async () => {
    place = await openPlace({ password: canaries });
    const { home, desk } = place;
    const plan = await writePlan(place, (each) => ({
      ...each,
      secrets: { sourcePassword: { fd: 3 }, targetPassword: { fd: 4 } },
    }));
    const command = `"$@" 3< <(printf '%s' "$A") 4<<< "$B"`;
    expect(await piped(command, ['run', plan, '--until', 'connect'], home, desk)).toBe(11);
  });

  test('stops after a phase, and resume takes answers and secrets of the same plan', async () => {
    place = await openPlace({ password: canaries });
    const { pair, run } = place;
    const env = { OLD: canaries.source, NEW: canaries.target };
    const plan = await writePlan(place, (each) => ({
      ...each,
      until: 'check',
      secrets: { sourcePassword: { env: 'OLD' }, targetPassword: { env: 'NEW' } },
    }));
    expect(await run(['run', plan], env).exitCode).toBe(11);
    expect(changed(place)).toEqual(nothing);
    const rest = run(['resume', '--plan', plan, '--json'], env);
    expect(await rest.exitCode, rest.stderr()).toBe(0);
    expect(pair.machine('target').address).toBe(pair.source.host);
  });

  test('says which answer is missing where a plan leaves one to somebody', async () => {
    place = await openPlace();
    const { pair, run } = place;
    const plan = await writePlan(place, (each) => ({ ...each, answers: everythingHolds }));
    const running = run(['run', plan, '--json'], passwords(pair));
    expect(await running.exitCode).toBe(11);
    expect(resultOf(running.stdout()).failure?.facts).toEqual({ question: 'save-key' });
  });

  test('lets options go before what it says', async () => {
    place = await openPlace();
    const { pair, run } = place;
    const args = ['run', await writePlan(place), '--source', 'epproot@127.0.0.1:1', '--json'];
    const running = run(args, passwords(pair));
    expect(await running.exitCode).toBe(2);
    expect(resultOf(running.stdout()).failure?.code).toBe('ssh.refused');
  });

  test('stops with 4 where a server is not the one that the plan expects, and changes nothing', async () => {
    place = await openPlace();
    const { pair, run } = place;
    const plan = await writePlan(place, (each) => ({
      ...each,
      expect: { sourceVersion: '5.9.4.2' },
    }));
    const running = run(['run', plan, '--json'], passwords(pair));
    expect(await running.exitCode).toBe(4);
    expect(resultOf(running.stdout()).failure?.facts['where']).toBe('expect.sourceVersion');
    expect(changed(place)).toEqual(nothing);
  });

  test.each([
    ['an unknown member', { sorce: 1 }, 'plan.json: “sorce” is not known here'],
    ['a password', { password: canaries.source }, 'plan.json, password: passwords'],
    ['another form', { plan: 2 }, 'plan.json, plan: version 2'],
  ])('is refused with 4 for %s before any connection', async (_what, more, seen) => {
    place = await openPlace();
    const { pair, run } = place;
    const running = run(
      ['run', await writePlan(place, (each) => ({ ...each, ...more }))],
      passwords(pair),
    );
    expect(await running.exitCode).toBe(4);
    expect(running.stderr().replaceAll(/\s+/g, ' ')).toContain(seen);
    expect(running.stderr()).not.toContain(canaries.source);
    expect(pair.machine('source').record.connections).toBe(1);
  });
});

/** Runs the program in a shell with both passwords as variables of the shell alone. */
async function piped(command: string, args: readonly string[], home: string, desk: string) {
  const text = `A='${canaries.source}'; B='${canaries.target}'; ${command}`;
  const running = startProgram(
    'bash',
    ['-c', text, 'bash', process.execPath, program, ...args],
    home,
    desk,
  );
  const exitCode = await running.exitCode;
  expect(running.stdout()).not.toContain(canaries.source);
  return exitCode;
}
