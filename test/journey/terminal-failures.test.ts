import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PairOptions } from '../../electron/simulator/pair';
import {
  both,
  buildOnce,
  openPlace,
  type Place,
  passwords,
  program,
  resultOf,
  startProgram,
  trusting,
} from './terminal-program';

let place: Place | undefined;
afterEach(async () => {
  await place?.close();
  place = undefined;
});

const aKey = `SHA256:${'A'.repeat(43)}`;

/** Runs as far as it gets and gives exit code, failure code and what a person reads. */
async function outcomeOf(
  options: Omit<PairOptions, 'folder'>,
  change: (args: readonly string[], at: Place) => readonly string[] = (args) => args,
  env?: Readonly<Record<string, string>>,
) {
  place = await openPlace(options);
  const { pair, run } = place;
  const args = ['run', ...both(pair), ...(await trusting(pair)), '--kit', 'kit.txt'];
  const running = run([...change(args, place), '--json'], env ?? passwords(pair));
  const exitCode = await running.exitCode;
  const { failure, outcome } = resultOf(running.stdout());
  expect(pair.machine('source').backupsStarted).toBe(0);
  return { exitCode, code: failure?.code, outcome };
}

const instead =
  (option: string, value: string) =>
  (args: readonly string[]): readonly string[] =>
    args.map((arg, index) => (args[index - 1] === option ? value : arg));

const without =
  (option: string) =>
  (args: readonly string[]): readonly string[] =>
    args.filter((arg, index) => arg !== option && args[index - 1] !== option);

describe('a run that cannot go on ends with the exit code of its cause', () => {
  test('9 for versions that do not go together', async () => {
    expect(await outcomeOf({ preset: 'mismatched' })).toMatchObject({
      exitCode: 9,
      code: 'version.not-allowed',
    });
  });

  test('9 for a version that is too old', async () => {
    expect(await outcomeOf({ preset: 'too-old' })).toMatchObject({
      exitCode: 9,
      code: 'version.not-allowed',
    });
  });

  test('3 where a check finds too little room', async () => {
    expect(await outcomeOf({ preset: 'nearly-full' })).toMatchObject({
      exitCode: 3,
      code: 'preflight.blocked',
    });
  });

  test('6 for a wrong password, which is tried once', async () => {
    const env = { EPP_SOURCE_PASSWORD: 'wrong', EPP_TARGET_PASSWORD: 'wrong' };
    expect(await outcomeOf({}, undefined, env)).toMatchObject({
      exitCode: 6,
      code: 'ssh.authentication',
    });
    const logins = place?.pair.machine('source').record.logins ?? [];
    expect(logins.filter(({ method }) => method !== 'none')).toHaveLength(1);
  });

  test('5 for another host key than the one that was given, before any secret leaves', async () => {
    const outcome = await outcomeOf({}, instead('--accept-source-key', aKey));
    expect(outcome).toMatchObject({ exitCode: 5, code: 'ssh.host-key-rejected' });
    expect(place?.pair.machine('source').record.logins).toEqual([]);
  });

  test('2 for a name that no DNS knows', async () => {
    const nowhere = instead('--source', 'epproot@no-such-server.invalid');
    expect(await outcomeOf({}, nowhere)).toMatchObject({ exitCode: 2, code: 'ssh.unknown-host' });
  });

  test('2 for a port where nobody listens', async () => {
    const closed = instead('--source', 'epproot@127.0.0.1:1');
    expect(await outcomeOf({}, closed)).toMatchObject({ exitCode: 2, code: 'ssh.refused' });
  });

  test.each([
    ['--accept-source-key', 'trust-host'],
    ['--kit', 'save-key'],
  ])('11 where %s is missing and nobody is there to ask', async (option) => {
    const outcome = await outcomeOf({}, without(option));
    expect(outcome).toEqual({ exitCode: 11, code: 'migration.waiting', outcome: 'waiting' });
  });

  test('2 where the journal cannot be written any more', {
    skip: process.platform === 'win32',
  }, async () => {
    place = await openPlace();
    const { pair, home, desk } = place;
    const args = ['run', ...both(pair), ...(await trusting(pair)), '--kit', 'kit.txt', '--json'];
    const limited = ['-c', 'ulimit -f 2; exec "$@"', 'sh', process.execPath, program, ...args];
    const running = startProgram('sh', limited, home, desk, passwords(pair));
    expect(await running.exitCode).toBe(2);
    expect(resultOf(running.stdout()).failure?.code).toBe('migration.storage');
  });

  test('tells a person what was seen, what is needed and what to do', async () => {
    place = await openPlace({ preset: 'mismatched' });
    const { pair, run } = place;
    const running = run(['run', ...both(pair), ...(await trusting(pair))], passwords(pair));
    expect(await running.exitCode).toBe(9);
    expect(running.stderr()).toMatch(
      /✗ These versions do not go together\n {2}Seen [\s\S]+\n {2}Needed [\s\S]+\n {2}Do next [\s\S]+version\.not-allowed\n {2}Now +Nothing has been changed\.\n {2}Go on +epp-migrate resume m\w+/,
    );
  });
});

describe('a command line that makes no sense', () => {
  let folder = '';
  beforeAll(() => {
    buildOnce();
    folder = mkdtempSync(join(tmpdir(), 'epp-usage-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    [['rum'], /Unknown command 'rum' \(Did you mean run\?\)/],
    [['run', '--sorce', 'a@b'], /Unknown option '--sorce' \(Did you mean --source\?\)/],
    [['run', '--source', 'a@b'], /--target is missing/],
    [['run', '--source', 'no body', '--target', 'a@b'], /user@host or\s+user@host:port/],
    [['demo', '--preset', 'huge'], /Allowed\s+choices are matching/],
    [['resume', 'm00000000'], /No migration “m00000000” was found/],
    [['resume'], /no unfinished migration/],
    [['inspect'], /Missing required argument 'file'/],
  ])('%j ends with 64 and says what is wrong', async (args, seen) => {
    const running = startProgram(process.execPath, [program, ...args], folder, folder);
    expect(await running.exitCode).toBe(64);
    expect(running.stderr()).toMatch(seen);
    expect(running.stdout()).toBe('');
  });

  test('is told to programs as a result', async () => {
    const args = [program, 'run', '--json'];
    const running = startProgram(process.execPath, args, folder, folder);
    expect(await running.exitCode).toBe(64);
    expect(resultOf(running.stdout())).toMatchObject({
      exitCode: 64,
      failure: { code: 'usage.wrong' },
    });
  });

  test('help names exit codes and environment', async () => {
    const running = startProgram(process.execPath, [program, '--help'], folder, folder);
    expect(await running.exitCode).toBe(0);
    expect(running.stdout()).toMatch(/Exit codes:\n {2}0 +done[\s\S]+EPP_SOURCE_PASSWORD/);
  });
});
