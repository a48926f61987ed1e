import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Side } from '../../shared/appliance';
import type { MigrationEvent } from '../../shared/migration';
import { changed, nothing, writePlan } from './terminal-plan-file';
import {
  everythingHolds,
  linesOf,
  openPlace,
  type Place,
  passwords,
  resultOf,
} from './terminal-program';

let place: Place | undefined;
afterEach(async () => {
  await place?.close();
  place = undefined;
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

  test('says how long it will take, and writes the window plan that was asked for', async () => {
    place = await openPlace();
    const { pair, run, desk } = place;
    const plan = await writePlan(place);
    const window = ['--window-plan', 'w.html', '--start', '2027-01-12T09:00Z'];
    const said = run(
      ['run', plan, '--preflight-only', ...window, '--time-zone', '+01:00'],
      passwords(pair),
    );
    expect([0, 1], said.stderr()).toContain(await said.exitCode);
    expect(said.stdout()).toMatch(/^How long it will take: \d+ min to \d+ h/m);
    expect(said.stdout()).toMatch(
      /^ {2}Back up +5 to 30 min +documented by the vendor, measured$/m,
    );
    expect(said.stdout()).toContain(`Window plan from 2027-01-12T09:00:00.000Z on: ${desk}`);
    const html = readFileSync(join(desk, 'w.html'), 'utf8');
    expect(html).toMatch(/Point of no return[\s\S]*2027-01-12 10:/);

    const told = run(
      ['run', plan, '--preflight-only', '--window-plan', 'w.txt', '--json'],
      passwords(pair),
    );
    expect([0, 1], told.stderr()).toContain(await told.exitCode);
    const lines = linesOf(told.stdout()) as readonly Record<string, unknown>[];
    expect(lines.find(({ type }) => type === 'estimate')).toMatchObject({
      total: { low: expect.any(Number), high: expect.any(Number) },
    });
    expect(lines.find(({ type }) => type === 'window-plan')).toMatchObject({
      path: join(desk, 'w.txt'),
    });
    expect(readFileSync(join(desk, 'w.txt'), 'utf8')).toMatch(/^Window plan: OLD-EPP/);
    expect(changed(place)).toEqual(nothing);
  });

  test('with --quiet says only how it ended', async () => {
    place = await openPlace();
    const { pair, run } = place;
    const args = ['run', await writePlan(place), '--preflight-only', '--quiet'];
    const running = run(args, passwords(pair));
    expect([0, 1], running.stderr()).toContain(await running.exitCode);
    expect(running.stdout()).toMatch(/^\nChecked; nothing blocks\.\n/);
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

  test('goes on in spite of a finding where the plan says why, and says so at the end', async () => {
    place = await openPlace({ targetInUse: true });
    const { pair, run } = place;
    const blocked = run(
      ['run', await writePlan(place), '--preflight-only', '--json'],
      passwords(pair),
    );
    expect(await blocked.exitCode).toBe(3);
    const ids = 'EPP-122 target, EPP-123 target';
    expect(resultOf(blocked.stdout()).failure?.facts).toEqual({ errors: 2, ids });

    const reason = 'a test server';
    const waivers = ['EPP-122', 'EPP-123'].map((id) => ({ id, on: 'target', reason }));
    const plan = await writePlan(place, (each) => ({
      ...each,
      answers: { ...everythingHolds, waivers },
    }));
    const running = run(['run', plan, '--preflight-only'], passwords(pair));
    expect(await running.exitCode, running.stderr()).toBe(1);
    expect(running.stdout()).toMatch(
      /EPP-123 [\s\S]*Jane Doe goes on in spite of it: a test\s+server/,
    );
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
