import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { hostKeyAt } from '../../electron/engine/ssh/reach';
import type { Side } from '../../shared/appliance';
import type { MigrationEvent } from '../../shared/migration';
import {
  everythingHolds,
  linesOf,
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

/** Writes a plan for the pair as somebody would who knows both servers, and gives its name. */
async function writePlan(
  { pair, desk }: Place,
  change: (plan: Readonly<Record<string, unknown>>) => unknown = (plan) => plan,
): Promise<string> {
  const server = (side: Side) => {
    const { host, port, user } = pair[side];
    return { host, port, user };
  };
  const key = async (side: Side): Promise<string> =>
    (await hostKeyAt(pair[side].host, pair[side].port, AbortSignal.timeout(10_000))).sha256;
  const plan = {
    plan: 1,
    source: server('source'),
    target: server('target'),
    secrets: {
      sourcePassword: { env: 'EPP_SOURCE_PASSWORD' },
      targetPassword: { env: 'EPP_TARGET_PASSWORD' },
    },
    acceptKeys: { source: [await key('source')], target: [await key('target')] },
    answers: {
      ...everythingHolds,
      kit: 'kit.txt',
      overwrite: 'NEW-EPP',
      powerOff: 'OLD-EPP',
      moveAddress: true,
    },
  };
  const text = JSON.stringify(change(plan), null, 2);
  writeFileSync(join(desk, 'plan.json'), `// Somebody’s plan.\n${text}`);
  return 'plan.json';
}

const changed = ({ pair }: Place) => ({
  source: pair.machine('source').record.changes,
  target: pair.machine('target').record.changes,
});
const nothing = { source: [], target: [] };

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

describe('only looking', () => {
  test('with --preflight-only says what the checks found and changes nothing', async () => {
    place = await openPlace();
    const { pair, run } = place;
    const running = run(['run', await writePlan(place), '--preflight-only'], passwords(pair));
    expect([0, 1]).toContain(await running.exitCode);
    expect(running.stdout()).toMatch(/What the checks found: .*Fine \d+/);
    expect(running.stdout()).toMatch(/✓ EPP-110 {2}Does the old server have room/);
    expect(running.stdout()).toContain('Checked; nothing blocks.');
    expect(changed(place)).toEqual(nothing);
  });

  test('with a blocking finding ends with 3 and names it, without an endless question', async () => {
    place = await openPlace({ preset: 'nearly-full' });
    const { pair, run } = place;
    const plan = await writePlan(place);
    for (const args of [['--preflight-only'], []]) {
      const running = run(['run', plan, ...args, '--json'], passwords(pair));
      expect(await running.exitCode).toBe(3);
      const { failure } = resultOf(running.stdout());
      expect(failure).toMatchObject({ code: 'preflight.blocked' });
      expect(failure?.facts['ids']).toMatch(/EPP-110/);
    }
    expect(changed(place)).toEqual(nothing);
  });

  test('with --dry-run lists what a run runs, and a run runs what was listed', async () => {
    place = await openPlace();
    const { pair, run } = place;
    const plan = await writePlan(place);
    const dry = run(['run', plan, '--dry-run', '--json'], passwords(pair));
    expect([0, 1]).toContain(await dry.exitCode);
    expect(changed(place)).toEqual(nothing);
    const listed = linesOf(dry.stdout())
      .map((line) => line as unknown as WouldRun)
      .filter(({ type }) => type === 'would-run');
    const looked = commandsOf(dry.stdout());
    expect(looked.every(({ changes }) => !changes)).toBe(true);

    const real = run(['run', plan, '--json'], passwords(pair));
    expect(await real.exitCode, real.stderr()).toBeLessThan(2);
    const ran = commandsOf(real.stdout());
    const forms = listed.map(({ side, command, changes }) => ({
      ...{ side, changes },
      form: formOf(command),
    }));
    for (const { side, command, changes } of ran) {
      const known =
        looked.some((each) => each.side === side && each.command === command) ||
        forms.some(
          (each) => each.side === side && each.changes === changes && each.form.test(command),
        );
      expect(known, `${side} ${command}`).toBe(true);
    }
    for (const { side, command } of listed.filter((each) => !each.command.startsWith('sftp '))) {
      const did = ran.some((each) => each.side === side && formOf(command).test(each.command));
      expect(did, `${side} ${command}`).toBe(true);
    }
  });

  test('with --dry-run marks for people what changes and what reads', async () => {
    place = await openPlace();
    const { pair, run } = place;
    const running = run(['run', await writePlan(place), '--dry-run'], passwords(pair));
    expect([0, 1]).toContain(await running.exitCode);
    expect(running.stdout()).toMatch(/^ +reads +old server +eppctl identity$/m);
    expect(running.stdout()).toMatch(/^ +changes {2}old server \S+ +eppctl power off$/m);
    expect(running.stdout()).toContain(`eppctl network set-address ${pair.source.host}`);
  });
});

type WouldRun = {
  readonly type: string;
  readonly side: Side;
  readonly command: string;
  readonly changes: boolean;
};

/** The commands that ran, by their events. */
const commandsOf = (stdout: string) =>
  linesOf(stdout)
    .map((line) => line as MigrationEvent)
    .filter((event) => event.type === 'command-run')
    // The word that a shell has to say back is another one each time.
    .map((event) => ({ ...event, command: event.command.replace(/^echo epp-\w+$/, 'echo') }));

/** A command with its braces as what a run puts in their place. */
const formOf = (command: string): RegExp =>
  new RegExp(
    `^${command.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[a-z]+\}/g, '.+')}$`,
  );

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
