import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { StepId } from '../../shared/steps';
import { killedAndResumed } from './killed-and-resumed';

/** Moments around the restore, in milliseconds after a step began: it is queued, restores, restarts and is done by the clock. */
const momentsOfRestore: readonly (readonly [StepId, number])[] = [
  ['validate-restore', 0],
  ['validate-restore', 60],
  ['restore-backup', 0],
  ['restore-backup', 40],
  ['restore-backup', 120],
  ['restore-backup', 250],
  ['restore-backup', 400],
  ['restore-backup', 700],
  ['verify-target', 0],
  ['recheck-plan', 0],
];

describe.concurrent('a program that is killed around the restore', () => {
  test.each(momentsOfRestore)(
    '%s + %i ms finds its own restore again and starts no second one',
    async (step, delay) => {
      await killedAndResumed(step, delay, ({ pair, after, message }) => {
        const { state, restoresStarted } = pair.machine('target');
        expect(restoresStarted, message).toBe(1);
        expect(state.restore, message).toMatchObject({ job: 'r-1', state: 'done' });
        expect(after?.facts.restore?.job, message).toBe('r-1');
        const mark = readFileSync(join(pair.folder, 'target/files/incoming/epp-migration.json'));
        expect(JSON.parse(mark.toString()), message).toMatchObject({
          ...{ migration: after?.id, job: 'r-1', state: 'restored' },
        });
      });
    },
  );
});

describe.concurrent('a program that is killed while the new server makes its first backup', () => {
  test.each([0, 15, 60, 150, 400])(
    '%i ms after it began leaves one there, with the key that was proven',
    async (delay) => {
      await killedAndResumed(
        'secure-target',
        delay,
        ({ pair, before, after, message }) => {
          const { firstBackup } = after?.facts ?? {};
          expect(firstBackup, message).toMatchObject({ made: true });
          const id = firstBackup?.made && firstBackup.backupId;
          const left = pair
            .machine('target')
            .state.backups.filter(({ name }) => name.includes('-first-'))
            .map((each) => [each.id, each.state]);
          expect(left, message).toEqual([[id, 'ready']]);
          const { request, keyProof } = before?.keyOfTarget ?? {};
          if (keyProof) expect(id, message).toBe(keyProof.backupId);
          else if (request) expect(id, message).not.toBe(request.backupId);
          expect(after?.keyOfTarget?.keyProof?.backupId, message).toBe(id);
          expect(pair.machine('source').power, message).toBe('off');
        },
        'new.txt',
      );
    },
  );
});
