import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { writePlan } from './terminal-plan-file';
import { buildOnce, openPlace, type Place, passwords } from './terminal-program';
import { keys, noWindow, openWindow } from './terminal-window';

let place: Place | undefined;
let killWindow: (() => void) | undefined;
beforeAll(buildOnce);
afterEach(async () => {
  killWindow?.();
  await place?.close();
  place = undefined;
});

/** A run that takes some seconds to download 6 MB, in a window whose mode is written down after it. */
async function sitDown() {
  const opened = await openPlace({ backupBytes: 6_000_000 });
  place = opened;
  const plan = await writePlan(opened, (each) => ({ ...each, until: 'transfer' }));
  const window = openWindow(
    ['run', plan, '--limit', '2MB/s'],
    opened,
    passwords(opened.pair),
    'stty -a > mode.txt',
  );
  killWindow = () => void (window.child.exitCode === null && window.child.kill('SIGKILL'));
  const mode = (): string => readFileSync(join(opened.desk, 'mode.txt'), 'utf8');
  return { ...window, mode };
}

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

describe.skipIf(noWindow)('a person at a terminal, while a file moves', () => {
  test('holds it with a key and lets it go', async () => {
    const { sees, type, shown, exitCode, mode } = await sitDown();
    await sees('p pauses');
    type('p');
    await sees('Paused. What was under way has arrived.');
    await sees('p goes on');
    // A second of it at least would have arrived.
    await wait(1500);
    const held = shown().length;
    await wait(1500);
    const amounts = shown()
      .slice(held)
      .match(/\d[\d.]* [kM]?B of/g);
    expect(new Set(amounts).size).toBeLessThanOrEqual(1);
    expect(shown().slice(held)).not.toContain('✓');
    type('p');
    await sees('p pauses');
    await sees('Deliver the backup');
    // The plan ends there.
    expect(await exitCode).toBe(11);
    expect(mode()).toMatch(/ icanon .* echo /s);
  });

  test('stops it with Ctrl+C while it is held, and finds the terminal as it was', async () => {
    const { sees, type, exitCode, mode } = await sitDown();
    await sees('p pauses');
    type('p');
    await sees('p goes on');
    type(keys.ctrlC);
    await sees('epp-migrate resume m');
    expect(await exitCode).toBe(130);
    expect(mode()).toMatch(/ icanon .* echo /s);
  });
});
