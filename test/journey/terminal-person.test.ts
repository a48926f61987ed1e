import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { writePlan } from './terminal-plan-file';
import { buildOnce, everythingHolds, openPlace, passwords } from './terminal-program';
import { keys, noWindow, openWindow, screens, type Window } from './terminal-window';

let folder = '';
let child: ChildProcess | undefined;
beforeAll(buildOnce);
afterEach(() => {
  if (child?.exitCode === null) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** A window in a new folder. */
function sitDown(args: readonly string[], env: Readonly<Record<string, string>> = {}): Window {
  folder = mkdtempSync(join(tmpdir(), 'epp-person-'));
  const window = openWindow(args, { home: join(folder, 'home'), desk: folder }, env);
  child = window.child;
  return window;
}

const kitIn = (desk: string): string => {
  const name = readdirSync(desk).find((file) => file.endsWith('recovery-kit.txt')) ?? '';
  return readFileSync(join(desk, name), 'utf8');
};

/** Says of each finding that cannot be measured that it holds, and goes on; gives how many there were. */
async function sayThatEverythingHolds({ sees, type }: Window): Promise<number> {
  for (let said = 0; ; said++) {
    const asked = await sees(/It holds: I know it|Go on\?/);
    type('\r');
    if (asked === 'Go on?') return said;
    await sees(/How do you know\?|Name of the snapshot, and when it was completed/);
    type('Jane, 18:00\r');
    // The answer is drawn once more before the next question comes.
    await sees('Jane, 18:00');
  }
}

describe.skipIf(noWindow)('a person at a terminal', () => {
  test('shows no secret whatever is pressed, and is stopped by Ctrl+D as by Ctrl+C', async () => {
    const { sees, type, shown, exitCode } = sitDown(['demo', '--interactive']);
    await sees('Is it the same?');
    type('yes\r');
    await sees('Password of epproot on the old server');
    type('CANARY-SECRET');
    await sees('•••••••••••••');
    type(keys.ctrlT);
    type(keys.ctrlD);
    expect(await exitCode).toBe(130);
    expect(shown()).not.toContain('CANARY');
  });

  test('answers every question in place and sees the migration through', async () => {
    const window = sitDown(['demo', '--interactive']);
    const { sees, type } = window;
    await sees('Is it the same?');
    type('yes\r');
    await sees('Password of epproot on the old server');
    type('practice\r');
    await sees('Is it the same?');
    type('yes\r');
    await sees('Password of epproot on the new server');
    type('practice\r');
    await sees('What the checks found: To be said');
    const said = await sayThatEverythingHolds(window);
    expect(said).toBeGreaterThan(3);
    await sees(screens.second);
    await sees('Save the recovery kit to');
    const pageBegan = window.shown().length;
    type('\r');
    await sees(screens.first);
    await sees('Prove that the key is saved');
    const key = /^System Backup Key +(\S+)$/m.exec(kitIn(folder))?.[1] ?? 'no key';
    const afterPage = window.shown().lastIndexOf(screens.first);
    type('\r');
    await sees('from where you saved it');
    type(`${key.slice(0, 5)}${key[5] === 'X' ? 'Y' : 'X'}${key.slice(6)}\r`);
    await sees('That was not the key');
    await sees('Group 2 is not right');
    await sees('Prove that the key is saved');
    type('\r');
    await sees('from where you saved it');
    type(`${key.slice(0, 4)} ${key.slice(4)}\r`);
    await sees('now stand in the recovery kit');
    await sees('Where is the key?');
    type(`${keys.down}\r`);
    await sees('Where is the recovery kit?');
    type('\r');
    await sees('Type NEW-EPP to go on');
    type('OLD-EPP\r');
    await sees('That is not the name of the new server');
    type(`${keys.empty}NEW-EPP\r`);
    await sees('point of no return');
    await sees('Who powers it off?');
    type('\r');
    await sees('Type OLD-EPP to go on');
    type('OLD-EPP\r');
    await sees('Give the old address to NEW-EPP?');
    await sees('(y/N)');
    type('y\r');
    await sees('has taken the place of');
    expect(await window.exitCode).toBe(0);

    expect(pageBegan).toBeGreaterThan(0);
    expect(window.shown().slice(afterPage)).not.toContain(key);
    const lines = stripVTControlCharacters(
      window.shown().slice(window.shown().indexOf('has taken')),
    );
    // Commands to copy are not broken.
    const words = lines.split(/\r?\n/).filter((line) => !/^\s+ssh-key(?:gen|scan) /.test(line));
    for (const line of words) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  test('is asked about what a plan does not say, and sees what it says', async () => {
    const place = await openPlace();
    try {
      const { by, statements = [] } = everythingHolds;
      const answers = { by, statements: statements.filter(({ id }) => id !== 'EPP-142') };
      const plan = join(place.desk, await writePlan(place, (each) => ({ ...each, answers })));
      const { sees, type, exitCode } = sitDown(['run', plan], passwords(place.pair));
      await sees('Jane Doe says that it holds');
      await sees(/What the checks found: To be said 1 /);
      await sees('EPP-142');
      await sees('It holds: I know it');
      type('\u0003');
      expect(await exitCode).toBe(130);
    } finally {
      await place.close();
    }
  });

  test('stops with Ctrl+C at a question and is told how to go on', async () => {
    const window = sitDown(['demo', '--interactive']);
    await window.sees('Is it the same?');
    window.type('\u0003');
    await window.sees('Nothing has been changed.');
    await window.sees('epp-migrate resume m');
    expect(await window.exitCode).toBe(130);
  });

  test('stops at the findings, whose number and exit code say why', async () => {
    const window = sitDown(['demo', '--interactive', '--preset', 'nearly-full']);
    const { sees, type } = window;
    await sees('Is it the same?');
    type('yes\r');
    await sees('Password of');
    type('practice\r');
    await sees('Is it the same?');
    type('yes\r');
    await sees('Password of');
    type('practice\r');
    await sees('What the checks found: Blocks');
    await sees('Stop here');
    type('\u001b[A\r');
    await sees('preflight.blocked');
    expect(await window.exitCode).toBe(3);
  });

  test('rejects a host key with no', async () => {
    const window = sitDown(['demo', '--interactive']);
    await window.sees('Is it the same?');
    window.type('no\r');
    await window.sees('The host key was not accepted');
    expect(await window.exitCode).toBe(5);
  });
});
