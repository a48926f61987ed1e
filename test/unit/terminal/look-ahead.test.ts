import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { kitLine } from '../../../electron/engine/kit/kit-record';
import { kitText } from '../../../electron/engine/kit/kit-text';
import { lookAhead } from '../../../electron/terminal/answers/look-ahead';
import type { MigrationState } from '../../../shared/migration';
import { failureOf } from '../engine/failure-of';
import { contentOf, usualKey } from '../engine/kit/kits';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'look-ahead-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const state = {
  id: 'm1',
  facts: { source: { hostname: 'OLD-EPP' }, target: { hostname: 'NEW-EPP' } },
  givenUp: [],
} as unknown as MigrationState;

describe('what is answered beforehand', () => {
  test.each([
    [{ overwrite: 'OLD-EPP' }, 'OLD-EPP, but the new server is called NEW-EPP'],
    [{ powerOff: 'NEW-EPP' }, 'NEW-EPP, but the old server is called OLD-EPP'],
  ])('stops before anything is changed where a name is wrong: %j', async (given, seen) => {
    const failure = await failureOf(() => lookAhead(given, state));
    expect(failure).toMatchObject({ code: 'plan.invalid', facts: { seen } });
  });

  const kitFailure = (kit: string) => failureOf(() => lookAhead({ kit }, state));
  const kitOf = (migrationId: string): string =>
    `${kitLine({ backupId: 'b1', backupName: 'b', migrationId })}\n`;

  test('stops where anything but a kit of this migration is in the way', async () => {
    const kit = join(folder, 'kit.txt');
    await lookAhead({ kit }, state);
    for (const there of ['a letter', kitOf('m0'), '']) {
      writeFileSync(kit, there);
      expect(await kitFailure(kit), there).toMatchObject({
        code: 'file.unwritable',
        facts: { file: kit, seen: 'another file has this name' },
      });
    }
    const own = contentOf(usualKey, { migrationId: 'm1', backupName: 'b' });
    writeFileSync(kit, kitText(own));
    const request = { backupId: 'b1', name: 'b' };
    await lookAhead({ kit }, { ...state, facts: { ...state.facts, request } });
    expect(await kitFailure(kit)).toMatchObject({ code: 'file.unwritable' });
  });

  test.each([
    ['kit.pdf', { code: 'kit.form', facts: { seen: 'PDF files are made in the window only' } }],
    ['kit.docx', { code: 'kit.form' }],
    [join('nowhere', 'kit.txt'), { code: 'file.unwritable', facts: { seen: 'ENOENT' } }],
    [join('file', 'kit.txt'), { code: 'file.unwritable', facts: { seen: 'ENOTDIR' } }],
  ])('stops where no kit can be written: %s', async (name, failure) => {
    writeFileSync(join(folder, 'file'), '');
    expect(await kitFailure(join(folder, name))).toMatchObject(failure);
    expect(readdirSync(folder)).toEqual(['file']);
  });

  test('stops where the folder takes no file', { skip: process.platform !== 'linux' }, async () => {
    // Nobody may write there, not even root.
    expect(await kitFailure('/proc/kit.txt')).toMatchObject({ code: 'file.unwritable' });
  });

  test('leaves nothing behind in the folder of the kit', async () => {
    await lookAhead({ kit: join(folder, 'kit.txt') }, state);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('goes on where all is right, or nothing is said', async () => {
    await lookAhead({ overwrite: 'new-epp ', powerOff: 'OLD-EPP' }, state);
    await lookAhead({}, state);
  });
});
