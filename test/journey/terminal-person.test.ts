import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { writePlan } from './terminal-plan-file';
import { buildOnce, everythingHolds, openPlace, passwords, program } from './terminal-program';

/** Of util-linux: runs a command in a terminal of its own. */
const scriptProgram = '/usr/bin/script';
const noWindow =
  spawnSync(scriptProgram, ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') !==
  true;

let folder = '';
let child: ChildProcess | undefined;
beforeAll(buildOnce);
afterEach(() => {
  if (child?.exitCode === null) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** The program in a window of 80 columns, with somebody at the keys. */
function sitDown(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  folder = mkdtempSync(join(tmpdir(), 'epp-person-'));
  const command = `stty cols 80 rows 40; exec '${process.execPath}' '${program}' ${args.join(' ')}`;
  const window = spawn(scriptProgram, ['-qfec', command, '/dev/null'], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      TERM: 'xterm-256color',
      EPP_MIGRATE_HOME: join(folder, 'home'),
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child = window;
  let shown = '';
  let read = 0;
  const look = new Set<() => void>();
  window.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString('utf8');
    for (const each of look) each();
  });
  const exitCode = new Promise<number | null>((resolve) => window.once('close', resolve));
  return {
    shown: () => shown,
    exitCode,
    type: (keys: string) => window.stdin.write(keys),
    /** Waits for a text after the last one that was waited for. */
    sees: (text: string | RegExp): Promise<string> =>
      new Promise((resolve, reject) => {
        const each = (): void => {
          const rest = shown.slice(read);
          const found = typeof text === 'string' ? text : (text.exec(rest)?.[0] ?? '');
          const at = found === '' ? -1 : rest.indexOf(found);
          if (at < 0) return;
          read += at + found.length;
          look.delete(each);
          resolve(found);
        };
        look.add(each);
        each();
        void exitCode.then(() =>
          reject(new Error(`ended before “${text}”:\n${shown.slice(-2000)}`)),
        );
      }),
  };
}

const kitIn = (desk: string): string => {
  const name = readdirSync(desk).find((file) => file.endsWith('recovery-kit.txt')) ?? '';
  return readFileSync(join(desk, name), 'utf8');
};

/** Says of each finding that cannot be measured that it holds, and goes on; gives how many there were. */
async function sayThatEverythingHolds({ sees, type }: ReturnType<typeof sitDown>): Promise<number> {
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
    await sees('\u001b[?1049h');
    await sees('Save the recovery kit to');
    const pageBegan = window.shown().length;
    type('\r');
    await sees('\u001b[?1049l');
    await sees('Type the key back');
    const key = /^System Backup Key +(\S+)$/m.exec(kitIn(folder))?.[1] ?? 'no key';
    const afterPage = window.shown().lastIndexOf('\u001b[?1049l');
    type('not the key\r');
    await sees('That was not the key');
    await sees('Type the key back');
    type(`${key.slice(0, 4)} ${key.slice(4)}\r`);
    await sees('Type NEW-EPP to go on');
    type('OLD-EPP\r');
    await sees('That is not the name of the new server');
    type('\u0015NEW-EPP\r');
    await sees('point of no return');
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
    for (const line of lines.split(/\r?\n/)) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('is asked about what a plan does not say, and sees what it says', async () => {
    const place = await openPlace();
    try {
      const { by, statements = [] } = everythingHolds;
      const answers = { by, statements: statements.filter(({ id }) => id !== 'EPP-142') };
      const plan = join(place.desk, await writePlan(place, (each) => ({ ...each, answers })));
      const { sees, type, exitCode } = sitDown(['run', plan], passwords(place.pair));
      await sees(/What the checks found: To be said 1 /);
      await sees('Jane Doe says that it holds');
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
