import { describe, expect, test } from 'vitest';
import { type StepId, stepIds } from '../../shared/steps';
import { killedAndResumed } from './killed-and-resumed';

/**
 * The command line is killed with SIGKILL at a random moment of a step and started again. EPP_KILLS says how often each step is
 * killed; without it, those once that killed-backup and killed-restore do not kill at chosen moments.
 */
const kills = Number(process.env['EPP_KILLS'] ?? 0);
const chosen: ReadonlySet<StepId> = new Set([
  'request-backup',
  'save-key',
  'take-baseline',
  'create-backup',
  'validate-restore',
  'restore-backup',
  'verify-target',
  'recheck-plan',
]);

describe.concurrent('a program that is killed', () => {
  const moments = stepIds.flatMap((step) =>
    Array.from(
      { length: kills || (chosen.has(step) ? 0 : 1) },
      (_, index) => [step, index + 1] as const,
    ),
  );
  test.each(moments)(
    'at %s (%i) goes on to the same end, with one backup and one restore',
    async (step) => {
      const delay = Math.round(Math.random() * typicalMilliseconds(step));
      await killedAndResumed(step, delay, ({ pair, after, message }) => {
        const [source, target] = [pair.machine('source'), pair.machine('target')];
        expect(
          {
            power: source.power,
            address: target.address,
            backups: source.backupsStarted,
            restores: target.restoresStarted,
            admitted: target.record.changes.filter((change) => change === 'clients enable').length,
          },
          message,
        ).toEqual({
          power: 'off',
          address: pair.source.host,
          backups: 1,
          restores: 1,
          admitted: 1,
        });
        expect(after?.facts.takeover?.counts, message).toEqual(after?.facts.baseline);
      });
    },
  );
});

/** Long enough to reach every part of the step, short enough that most kills hit it. */
const typicalMilliseconds = (step: StepId): number =>
  ({ 'create-backup': 700, 'restore-backup': 1200, 'power-off-source': 900, 'move-address': 700 })[
    step as string
  ] ?? 150;
