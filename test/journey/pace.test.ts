import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isGood } from './key-gate';
import { onStage, setStage } from './stage';

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

describe.concurrent('the pace of a transfer', () => {
  test('can be held and let go while it is under way', () =>
    onStage(setStage({ backupBytes: 60_000_000 }), async (stage) => {
      let done = 0;
      let held: Promise<number> | undefined;
      const hold = async (id: string): Promise<number> => {
        await stage.engine.handlers['set-pace']({ id, paused: true });
        // What was under way arrives.
        await wait(1500);
        const before = done;
        await wait(1000);
        expect(done).toBe(before);
        await stage.engine.handlers['set-pace']({ id, paused: false });
        return before;
      };
      stage.engine.onEvent((id, event) => {
        if (event.type !== 'progress' || event.step !== 'download-backup') return;
        done = event.progress.done;
        if (done > 0) held ??= hold(id);
      });
      const { ended, events } = await stage.start({}, { bytesPerSecond: 20_000_000 });
      isGood(stage, await ended);
      const before = await held;
      expect(before).toBeGreaterThan(0);
      expect(before).toBeLessThan(60_000_000);
      const paces = events.flatMap((event) => (event.type === 'pace-set' ? event.pace.paused : []));
      expect(paces).toEqual([true, false]);
    }));

  test('keeps a limit, and forgets it when it is taken away', () =>
    onStage(setStage({ backupBytes: 12_000_000 }), async (stage) => {
      const times: Record<string, number> = {};
      stage.engine.onEvent((id, event) => {
        if (event.type === 'step-started') times[`${event.step} from`] = Date.now();
        if (event.type === 'step-done') times[`${event.step} to`] = Date.now();
        if (event.type === 'step-started' && event.step === 'upload-backup')
          void stage.engine.handlers['set-pace']({ id, bytesPerSecond: null });
      });
      const { ended } = await stage.start({}, { bytesPerSecond: 3_000_000 });
      const state = await ended;
      isGood(stage, state);
      const took = (step: string): number =>
        (times[`${step} to`] ?? 0) - (times[`${step} from`] ?? 0);
      expect(took('download-backup')).toBeGreaterThan(3200);
      expect(took('upload-backup')).toBeLessThan(took('download-backup'));
      expect(state.pace).toEqual({ paused: false });
    }));

  test('and the manifest goes along to the new server', () =>
    onStage(setStage(), async (stage) => {
      const state = await (await stage.start({}, { until: 'transfer' })).ended;
      const { path = '' } = state.facts.targetFile ?? {};
      expect(existsSync(join(stage.pair.folder, 'target', 'files', `${path}.json`))).toBe(true);
    }));
});
