import { describe, expect, it } from 'vitest';
import { kitsThatMayGo } from '../../../electron/engine/migration/kits-that-may-go';

describe('which kits a migration may take the place of', () => {
  const givenUp = (name: string, ready: boolean) =>
    ({ backupId: 'b', name, reason: 'cancelled', deleted: false, at: '', ready }) as const;
  const may = kitsThatMayGo({
    id: 'm-1',
    facts: { request: { backupId: 'b-3', name: 'three' } },
    givenUp: [givenUp('one', true), givenUp('two', false)],
  });
  it.each([
    ['m-1', 'three', true],
    ['m-1', 'two', true],
    ['m-1', 'one', false],
    ['m-1', 'none', false],
    ['m-2', 'three', false],
  ])('of %s, backup %s: %s', (migrationId, backupName, right) => {
    expect(may({ key: 'K', backupId: 'b', migrationId, backupName })).toBe(right);
  });
});
