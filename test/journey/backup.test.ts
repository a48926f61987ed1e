import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inspectFile } from '../../electron/engine/eppb/inspect-file';
import { sidecarSchema } from '../../shared/sidecar';
import { isGood, withKit } from './key-gate';
import { onStage, setStage } from './stage';

describe.concurrent('a backup', () => {
  test('is named after product version, day, purpose and migration', () =>
    onStage(setStage(), async (stage) => {
      const { id, ended } = await stage.start({}, { until: 'back-up' });
      const { facts, createdAt } = await ended;
      const day = createdAt.slice(0, 10);
      expect(facts.backup?.name).toBe(`epp-5.2.0.6-${day}-migration-${id}`);
      expect(stage.pair.machine('source').state.backups[0]?.description).toBe(
        `Migration ${id} to NEW-EPP`,
      );
    }));

  test('waits for its turn while the old server is busy, and says so', () =>
    onStage(setStage({ faults: { source: { 'other-work': true } } }), async (stage) => {
      const doing = new Set<string>();
      const leave = stage.engine.onEvent((_id, event) => {
        if (event.type !== 'progress') return;
        doing.add(event.progress.doing ?? '');
        if (event.progress.doing !== 'busy') return;
        leave();
        void stage.pair.setFault('source', 'other-work', false);
      });
      isGood(stage, await (await stage.start()).ended);
      expect(doing).toContain('busy');
    }));

  test('of a server that falls silent meanwhile is told from one that goes on', () =>
    onStage(setStage({ timeScale: 0.6 }), async (stage) => {
      const doing: string[] = [];
      let refused = false;
      stage.engine.onEvent((_id, event) => {
        if (event.type !== 'progress') return;
        const word = event.progress.doing ?? '';
        if (doing.at(-1) !== word) doing.push(word);
        if (word === 'generating' && !refused) {
          refused = true;
          void stage.pair.setFault('source', 'refuse', true);
        }
        if (word === 'no-answer') void stage.pair.setFault('source', 'refuse', false);
      });
      isGood(stage, await (await stage.start()).ended);
      expect(doing.join()).toMatch(/generating,no-answer/);
    }));

  test('that failed is deleted, and its kit and proof leave the record', () =>
    onStage(setStage({ faults: { source: { 'fail-backup': true } } }), async (stage) => {
      const kit = withKit(stage, 'first.txt');
      const first = await stage.start({ answers: kit.answers });
      kit.of(first.id);
      const failed = await first.ended;
      expect(failed).toMatchObject({
        failure: { code: 'backup.failed', facts: { deleted: true } },
        givenUp: [{ reason: 'failed', deleted: true }],
      });
      expect(stage.pair.machine('source').state.backups).toEqual([]);
      expect(readFileSync(kit.path, 'utf8')).toContain(first.keys[0]);
      await stage.pair.setFault('source', 'fail-backup', false);
      const state = await stage.resume(first.id).ended;
      expect(state).toMatchObject({ status: 'finished', kit: undefined });
      expect(state.facts.keyProof).not.toHaveProperty('kitPath');
    }));

  test.each([
    ['save-key', false, 'cancelled'],
    ['create-backup', true, 'cancelled'],
    ['create-backup', false, undefined],
  ] as const)('of a run that is cancelled at %s (delete it: %s) is %s', (step, discard, reason) =>
    onStage(setStage(), async (stage) => {
      const first = await stage.start();
      const leave = stage.engine.onEvent((id, event) => {
        if (event.type !== 'step-started' || event.step !== step) return;
        leave();
        const wish = discard ? { discardBackup: true } : {};
        void stage.engine.handlers['cancel-migration']({ id, because: 'person', ...wish });
      });
      const cancelled = await first.ended;
      expect(cancelled.status).toBe('cancelled');
      expect(cancelled.givenUp.map((backup) => backup.reason)).toEqual(reason ? [reason] : []);
      const left = stage.pair.machine('source').state.backups;
      expect(left).toHaveLength(reason ? 0 : 1);
      const state = await stage.resume(first.id).ended;
      expect(state.status).toBe('finished');
      expect(stage.pair.machine('source').state.backups).toHaveLength(1);
    }),
  );
});

describe.concurrent('the sidecar manifest', () => {
  test('says what the file is, tells its key from another, and holds no secret', () =>
    onStage(setStage(), async (stage) => {
      const started = await stage.start({}, { until: 'transfer' });
      const { facts } = await started.ended;
      const path = facts.localFile?.path ?? '';
      expect(facts.localFile?.sidecar).toBe(`${path}.json`);
      const text = readFileSync(`${path}.json`, 'utf8');
      const manifest = sidecarSchema.parse(JSON.parse(text));
      expect(manifest).toMatchObject({
        backup: { name: facts.request?.name },
        server: { hostname: 'OLD-EPP', version: '5.2.0.6' },
        file: { size: facts.backup?.size, sha256: facts.backup?.sha256 },
      });
      const key = started.keys[0] ?? '';
      expect(text).not.toContain(key);
      expect(statSync(`${path}.json`).mode & 0o777).toBe(0o600);
      const check = (secret: string) =>
        stage.engine.handlers['check-key']({ file: { path }, secret });
      expect(await check(key)).toEqual({ verdict: 'right' });
      expect(await check(` ${key.slice(0, 4)} ${key.slice(4)} `)).toEqual({ verdict: 'right' });
      expect(await check(`${key.slice(0, -1)}~`)).toEqual({ verdict: 'wrong' });
      const inspect = () => inspectFile(path);
      expect(await inspect()).toMatchObject({ sidecar: { file: 'same' }, findings: [] });
      // A damaged file is told from a wrong key: the key is still that of the manifest.
      truncateSync(path, (facts.backup?.size ?? 0) - 1);
      expect(await inspect()).toMatchObject({
        sidecar: { file: 'differs' },
        findings: expect.arrayContaining([expect.objectContaining({ code: 'sidecar-differs' })]),
      });
      expect(await check(key)).toEqual({ verdict: 'right' });
      // Another key's check value under this file's hash says wrong, and so does an exchanged file.
      writeFileSync(
        `${path}.json`,
        JSON.stringify({ ...manifest, file: { ...manifest.file, size: 7 } }),
      );
      expect(await check(key)).toEqual({ verdict: 'wrong' });
      writeFileSync(`${path}.json`, '{');
      expect(await inspect()).toMatchObject({
        findings: expect.arrayContaining([expect.objectContaining({ code: 'sidecar-unreadable' })]),
      });
      rmSync(`${path}.json`);
      expect(await check(key)).toEqual({ verdict: 'no-check-value' });
    }));
});
