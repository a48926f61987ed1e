import { describe, expect, test } from 'vitest';
import type { StepId } from '../../shared/steps';
import { killedAndResumed } from './killed-and-resumed';

/** Ten moments between asking for the backup and its being ready, in milliseconds after a step began. */
const momentsOfBackup: readonly (readonly [StepId, number])[] = [
  ['request-backup', 0],
  ['request-backup', 8],
  ['save-key', 0],
  ['save-key', 40],
  ['save-key', 300],
  ['take-baseline', 0],
  ['create-backup', 0],
  ['create-backup', 20],
  ['create-backup', 250],
  ['create-backup', 600],
];

describe.concurrent('a program that is killed before the backup is ready', () => {
  test.each(momentsOfBackup)(
    '%s + %i ms starts no second backup and leaves one on the old server',
    async (step, delay) => {
      await killedAndResumed(step, delay, ({ pair, before, after, message }) => {
        const { state, backupsStarted } = pair.machine('source');
        expect(backupsStarted, message).toBe(1);
        const left = state.backups.map(({ id, state: now }) => ({ id, state: now }));
        const id = after?.facts.request?.backupId;
        expect(left, message).toEqual([{ id, state: 'ready' }]);
        const { request, keyProof } = before?.facts ?? {};
        const proven = keyProof !== undefined;
        // A proven key is still good; one that was not proven was in the memory of the killed program alone.
        if (proven) expect(id, message).toBe(keyProof.backupId);
        else if (request) expect(id, message).not.toBe(request.backupId);
        const givenUp = after?.givenUp.map((backup) => backup.backupId);
        expect(givenUp, message).toEqual(proven || !request ? [] : [request.backupId]);
        expect(after?.facts.keyProof?.backupId, message).toBe(id);
        expect(pair.machine('target').restoresStarted, message).toBe(1);
      });
    },
  );
});
