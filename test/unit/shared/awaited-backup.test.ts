import { describe, expect, test } from 'vitest';
import { awaitedBackup } from '../../../shared/awaited-backup';
import type { MigrationState } from '../../../shared/migration';

type Given = Parameters<typeof awaitedBackup>[0];
const work = (operation: string, side = 'source') =>
  ({ side, operation }) as unknown as MigrationState['handWork'][number];
const request = { backupId: 'hand-epp', name: 'epp' };

describe('the backup that is awaited', () => {
  test('is another one for each server, and when its name is asked for anew', () => {
    const none: Given = { facts: {}, handWork: [] };
    expect(awaitedBackup(none, 'source')).toBeUndefined();
    const first: Given = { facts: { request }, handWork: [work('prepareBackup')] };
    const later: Given = {
      ...first,
      handWork: [...first.handWork, work('backup'), work('prepareBackup', 'target')],
    };
    const anew: Given = { ...first, handWork: [...later.handWork, work('prepareBackup')] };
    const of = (state: Given) => awaitedBackup(state, 'source');
    expect(of(later)).toBe(of(first));
    expect(of(anew)).not.toBe(of(first));
    expect(awaitedBackup(first, 'target')).toBeUndefined();
    const own: Given = { ...later, keyOfTarget: { request, givenUp: [] } };
    expect(awaitedBackup(own, 'target')).toBeDefined();
  });
});
