import { describe, expect, test } from 'vitest';
import type { Side } from '../../shared/appliance';
import { stepIds } from '../../shared/steps';
import { goodEnd, goodEndOf, onStage, setStage } from './stage';

const drops: readonly (readonly [Side, string, 'before' | 'after'])[] = [
  ['source', 'identity', 'before'],
  ['source', 'disk', 'after'],
  ['source', 'counts', 'before'],
  ['source', 'backup list', 'after'],
  ['source', 'backup prepare', 'before'],
  ['source', 'backup prepare', 'after'],
  ['source', 'backup start', 'before'],
  ['source', 'backup start', 'after'],
  ['source', 'backup status', 'after'],
  ['source', 'sftp open', 'before'],
  ['source', 'power off', 'before'],
  ['source', 'power off', 'after'],
  ['target', 'identity', 'after'],
  ['target', 'counts', 'before'],
  ['target', 'sftp open', 'after'],
  ['target', 'sftp rename', 'before'],
  ['target', 'sftp rename', 'after'],
  ['target', 'hash', 'before'],
  ['target', 'backup import', 'before'],
  ['target', 'backup import', 'after'],
  ['target', 'restore status', 'after'],
  ['target', 'network set-address', 'before'],
  ['target', 'network set-address', 'after'],
  ['target', 'clients enable', 'before'],
  ['target', 'clients enable', 'after'],
  ['target', 'clients seen', 'after'],
  ['source', 'clients seen', 'before'],
];

describe.concurrent('a connection that breaks', () => {
  test.each(drops)(
    'on the %s at “%s”, %s it was done, is made again and nothing happens twice',
    (side, at, when) =>
      onStage(setStage({ faults: { [side]: { 'drop-at': { at, when } } } }), async (stage) => {
        const state = await (await stage.start()).ended;
        expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
      }),
  );

  test.each<[Side, string]>([
    ['source', 'download'],
    ['target', 'upload'],
  ])('on the %s in the middle of the %s goes on where the file ended', (side) =>
    onStage(
      setStage({
        backupBytes: 24_000_000,
        faults: { [side]: { 'drop-after-bytes': { bytes: 20_000_000 } } },
      }),
      async (stage) => {
        const state = await (await stage.start()).ended;
        expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
        const size = state.facts.backup?.size ?? 0;
        const written = stage.pair
          .machine('target')
          .record.writes.reduce((sum, write) => sum + write.length, 0);
        expect(state.notes.map(({ note }) => note.kind)).toContain('goes-on');
        expect(written).toBeGreaterThanOrEqual(size);
        expect(written).toBeLessThan(size + 16_000_000);
      },
    ),
  );
});

describe.concurrent('a run that is cancelled', () => {
  test.each(stepIds)('at %s goes on later to the same end', (step) =>
    onStage(setStage(), async (stage) => {
      const first = await stage.start();
      const leave = stage.engine.onEvent((id, event) => {
        if (event.type !== 'step-started' || event.step !== step) return;
        leave();
        void stage.engine.handlers['cancel-migration']({ id, because: 'person' });
      });
      const cancelled = await first.ended;
      expect(cancelled.status).toBe('cancelled');
      expect(cancelled.steps[step].state).not.toBe('done');
      const state = await stage.resume(first.id).ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
    }),
  );
});
