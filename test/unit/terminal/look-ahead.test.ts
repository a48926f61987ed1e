import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lookAhead } from '../../../electron/terminal/answers/look-ahead';
import type { MigrationState } from '../../../shared/migration';
import { failureOf } from '../engine/failure-of';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'look-ahead-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const state = {
  id: 'm1',
  facts: { source: { hostname: 'OLD-EPP' }, target: { hostname: 'NEW-EPP' } },
} as MigrationState;

describe('what is answered beforehand', () => {
  test.each([
    [{ overwrite: 'OLD-EPP' }, 'OLD-EPP, but the new server is called NEW-EPP'],
    [{ powerOff: 'NEW-EPP' }, 'NEW-EPP, but the old server is called OLD-EPP'],
  ])('stops before anything is changed where a name is wrong: %j', async (given, seen) => {
    const failure = await failureOf(async () => lookAhead(given, state));
    expect(failure).toMatchObject({ code: 'plan.invalid', facts: { seen } });
  });

  test('stops where the kit of another migration is in the way', async () => {
    const kit = join(folder, 'kit.txt');
    lookAhead({ kit }, state);
    writeFileSync(kit, 'Migration   m1\n');
    lookAhead({ kit }, state);
    writeFileSync(kit, 'Migration   m0\n');
    expect(await failureOf(async () => lookAhead({ kit }, state))).toMatchObject({
      code: 'file.unwritable',
    });
  });

  test('goes on where all is right, or nothing is said', () => {
    lookAhead({ overwrite: 'new-epp ', powerOff: 'OLD-EPP' }, state);
    lookAhead({}, state);
  });
});
