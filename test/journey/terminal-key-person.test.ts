import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { readState } from '../../electron/engine/migration/journal';
import { both, confirming, openPlace, type Place, passwords, trusting } from './terminal-program';
import { keys, noWindow, openWindow, screens, type Window } from './terminal-window';

let place: Place | undefined;
const windows: Window[] = [];
afterEach(async () => {
  for (const { child } of windows.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  await place?.close();
  place = undefined;
});

function sitDown(args: readonly string[], at: Place): Window {
  const window = openWindow(args, at, passwords(at.pair));
  windows.push(window);
  return window;
}

/** The key as it stands on the second screen. */
const keyShown = (window: Window): string =>
  /\n {4}([A-Z0-9]{16})\r?\n/.exec(
    stripVTControlCharacters(window.shown().slice(window.shown().lastIndexOf(screens.second))),
  )?.[1] ?? 'no key';

describe.skipIf(noWindow)('a person who loses the key', () => {
  test('gives up the backup and comes to a good end with a new one', async () => {
    place = await openPlace();
    const { pair, home, desk } = place;
    const answers = [...(await trusting(pair)), ...confirming];

    const first = sitDown(['run', ...both(pair), ...answers], place);
    await first.sees('Save the recovery kit to');
    first.type(`${join(desk, 'kit.pdf')}\r`);
    await first.sees('.txt or');
    await first.sees('Save the recovery kit to');
    first.type('none\r');
    await first.sees(screens.first);
    const lost = keyShown(first);
    await first.sees('Prove that the key is saved');
    first.type('\r');
    await first.sees('from where you saved it');
    first.type(`${lost}\r`);
    await first.sees('Where is the key?');
    first.type(`${keys.down}\r`);
    await first.sees('Where is the recovery kit?');
    first.type('answers.json\r');
    await first.sees('This is not a recovery kit');
    await first.sees('Where is the key?');
    first.type(`${keys.down}${keys.down}\r`);
    await first.sees('because the key is lost?');
    first.type('y\r');
    await first.sees('key.lost');
    const command = await first.sees(/epp-migrate resume m\w+ --new-backup/);
    expect(await first.exitCode).toBe(7);
    expect(pair.machine('target').restoresStarted).toBe(0);

    const second = sitDown([...command.split(' ').slice(1), ...answers], place);
    await second.sees(/given\s+up:\s+nobody\s+has\s+its\s+key/);
    await second.sees('Save the recovery kit to');
    second.type('\r');
    await second.sees(screens.first);
    expect(keyShown(second)).not.toBe(lost);
    await second.sees('Prove that the key is saved');
    second.type(`${keys.down}\r`);
    await second.sees('Where is the recovery kit?');
    second.type('\r');
    await second.sees('Where is the key?');
    second.type('\r');
    await second.sees('System Backup Key');
    second.type(`${lost}\r`);
    await second.sees('The key does not open the backup');
    await second.sees('Where is the key?');
    second.type(`${keys.down}\r`);
    await second.sees('Where is the recovery kit?');
    second.type('\r');
    await second.sees('has taken the place of');
    expect(await second.exitCode).toBe(0);

    const [source, target] = [pair.machine('source'), pair.machine('target')];
    expect([source.backupsStarted, target.restoresStarted]).toEqual([2, 1]);
    const kit = readdirSync(desk).find((name) => name.endsWith('recovery-kit.txt')) ?? '';
    expect(existsSync(join(desk, kit))).toBe(true);
    const id = command.split(' ')[2] ?? '';
    const journal = join(home, 'migrations', id, 'journal.jsonl');
    expect(readState(journal)).toMatchObject({
      status: 'finished',
      kit: { path: join(desk, kit), complete: true },
      givenUp: [{ reason: 'key-lost' }],
      facts: { restore: { keyFrom: 'kit' } },
    });
    expect(readFileSync(journal, 'utf8')).not.toContain(lost);
  });
});
