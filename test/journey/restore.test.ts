import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { MigrationEvent } from '../../shared/migration';
import type { StepId } from '../../shared/steps';
import { login } from '../unit/simulator/practice-client';
import { asked, isGood } from './key-gate';
import { onStage, type Stage, setStage } from './stage';
import { everythingHolds } from './terminal-program';

const doingsOf = (events: readonly MigrationEvent[], step: StepId) =>
  events.flatMap((event) =>
    event.type === 'progress' && event.step === step ? [event.progress] : [],
  );
/** Does something when a step begins, once. */
const whenBegun = (stage: Stage, step: StepId, act: () => Promise<void>): void => {
  const leave = stage.engine.onEvent((_id, event) => {
    if (event.type !== 'step-started' || event.step !== step) return;
    leave();
    void act();
  });
};
const markPath = ({ pair }: Stage): string =>
  join(pair.folder, 'target/files/incoming/epp-migration.json');
const markOf = (stage: Stage): unknown => JSON.parse(readFileSync(markPath(stage), 'utf8'));

describe.concurrent('a restore that is only to be validated', () => {
  test('is proven in every part, restores nothing, and goes on later without asking twice', () =>
    onStage(setStage(), async (stage) => {
      const first = await stage.start({}, { until: 'validate-restore' });
      const paused = await first.ended;
      expect(paused.status).toBe('paused');
      expect(paused.steps['restore-backup'].state).toBe('waiting');
      expect(stage.pair.machine('target').restoresStarted).toBe(0);
      const { proofs = [], login } = paused.facts.validated ?? {};
      expect(proofs.map(({ part, open }) => [part, open])).toEqual(
        ['file', 'versions', 'room', 'services', 'work', 'key'].map((part) => [part, undefined]),
      );
      expect(proofs[0]?.seen).toContain(paused.facts.backup?.sha256);
      expect(login?.user).toBe(stage.pair.source.user);
      expect(asked(first.events, 'enter-key')).toHaveLength(1);

      const second = stage.resume(first.id);
      isGood(stage, await second.ended);
      // The restore itself needs the key; to prove it once more does not.
      expect(asked(second.events, 'enter-key')).toHaveLength(1);
      const order = second.events.flatMap((event) =>
        event.type === 'step-started' ? [event.step] : [],
      );
      expect(order.slice(0, 3)).toEqual(['validate-restore', 'hold-clients', 'restore-backup']);
    }));

  test('stops at a service that is down, and goes on when it is up', () =>
    onStage(setStage(), async (stage) => {
      const first = await stage.start({}, { until: 'transfer' });
      expect((await first.ended).facts.validated).toBeUndefined();
      await stage.pair.setFault('target', 'service-down', true);
      const { failure } = await stage.resume(first.id).ended;
      expect(failure).toEqual({ code: 'restore.not-ready', facts: { services: 'mysql' } });
      expect(stage.pair.machine('target').restoresStarted).toBe(0);
      await stage.pair.setFault('target', 'service-down', false);
      isGood(stage, await stage.resume(first.id).ended);
    }));

  test('stops where what the file unpacks to does not fit', () =>
    onStage(setStage(), async (stage) => {
      const first = await stage.start({}, { until: 'transfer' });
      await first.ended;
      await stage.pair.setFault('target', 'disk-full', { freeBytes: 1000 });
      const { failure } = await stage.resume(first.id).ended;
      expect(failure).toMatchObject({ code: 'restore.not-ready', facts: { freeBytes: 1000 } });
      expect(stage.pair.machine('target').restoresStarted).toBe(0);
    }));

  test('brings the file again where the new server holds another one of the same size', () =>
    onStage(setStage(), async (stage) => {
      const first = await stage.start({}, { until: 'transfer' });
      const { path = '' } = (await first.ended).facts.targetFile ?? {};
      const file = join(stage.pair.folder, 'target/files', path);
      const spoilt = readFileSync(file);
      spoilt.fill(0, 1000, 1100);
      writeFileSync(file, spoilt);
      const { failure } = await stage.resume(first.id).ended;
      expect(failure?.code).toBe('transfer.hash-mismatch');
      expect(stage.pair.machine('target').restoresStarted).toBe(0);
      isGood(stage, await stage.resume(first.id).ended);
    }));
});

describe.concurrent('the question before a restore', () => {
  test('tells what is lost, whose login holds afterwards and what another migration left', () =>
    onStage(setStage({ targetInUse: true }), async (stage) => {
      const other = { migration: 'm-other', state: 'restored', at: '2026-11-20T10:00:00.000Z' };
      writeFileSync(markPath(stage), JSON.stringify({ ...other, program: 'another 1.0' }));
      const waivers = (['EPP-122', 'EPP-123'] as const).map((id) => ({
        ...({ id, on: 'target', reason: 'a test server' } as const),
      }));
      const { statements = [] } = everythingHolds;
      const started = await stage.start({
        answers: {
          'review-findings': () => ({
            ...{ kind: 'review-findings', action: 'go-on', statements, waivers },
          }),
        },
      });
      const state = await started.ended;
      const [question] = asked(started.events, 'confirm-restore');
      expect(question).toMatchObject({
        lostBackups: ['earlier'],
        logins: { now: stage.pair.target.user, after: stage.pair.source.user },
        mark: other,
      });
      expect(Date.parse(question?.logins?.provenAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
      isGood(stage, state);
      expect(markOf(stage)).toMatchObject({ migration: started.id, state: 'restored', job: 'r-1' });
      expect(state.facts.restore?.marked).toBe(true);
    }));
});

describe.concurrent('a restore', () => {
  test('that is queued for long is told as queued, and its silence with an end', () =>
    onStage(setStage(), async (stage) => {
      await stage.pair.setFault('target', 'queued-long', { seconds: 10 });
      const started = await stage.start();
      isGood(stage, await started.ended);
      const told = doingsOf(started.events, 'restore-backup');
      const kinds = new Set(told.map(({ doing }) => doing));
      expect(kinds).toContain('queued');
      expect(kinds).toContain('restoring');
      const queued = told.filter(({ doing }) => doing === 'queued');
      expect(queued.every(({ done }) => done === 0)).toBe(true);
      const silent = told.filter(({ givesUp }) => givesUp !== undefined);
      for (const { lastAnswer = '', givesUp = '' } of silent)
        expect(Date.parse(givesUp) - Date.parse(lastAnswer)).toBe(600_000);
    }));

  test('that finds no room fails with that, and is not done again without a new yes', () =>
    onStage(setStage(), async (stage) => {
      await stage.pair.setFault('target', 'queued-long', { seconds: 10 });
      whenBegun(stage, 'restore-backup', () =>
        stage.pair.setFault('target', 'disk-full', { freeBytes: 0 }),
      );
      const first = await stage.start();
      expect((await first.ended).failure).toEqual({
        code: 'restore.failed',
        facts: { reason: 'no-space' },
      });
      await stage.pair.setFault('target', 'disk-full', false);
      const refused = stage.resume(first.id, {
        answers: { 'confirm-restore': () => ({ kind: 'confirm-restore', typedName: 'no' }) },
      });
      expect((await refused.ended).failure?.code).toBe('restore.refused');
      expect(stage.pair.machine('target').restoresStarted).toBe(1);
      const state = await stage.resume(first.id).ended;
      expect(state.status).toBe('finished');
      expect(stage.pair.machine('target').restoresStarted).toBe(2);
    }));

  test('that changes the host key is a hard stop, and goes on with the accepted key without a second restore', () =>
    onStage(setStage(), async (stage) => {
      await stage.pair.setFault('target', 'new-host-key', true);
      const first = await stage.start();
      const { failure } = await first.ended;
      expect(failure).toMatchObject({ code: 'ssh.host-key-changed', facts: { restored: true } });
      expect(asked(first.events, 'replace-host-key')).toEqual([]);
      const second = stage.resume(first.id, {
        answers: {
          'replace-host-key': ({ host }) => ({ kind: 'replace-host-key', typedName: host }),
        },
      });
      const state = await second.ended;
      isGood(stage, state);
      expect(asked(second.events, 'replace-host-key')).toMatchObject([{ restored: true }]);
      expect(asked(second.events, 'confirm-restore')).toEqual([]);
      expect(state.facts.takeover?.hostKey).toBe(state.hostKeys.target?.sha256);
      expect(state.facts.takeover?.hostKey).not.toBe(state.facts.target?.hostKey.sha256);
    }));

  test.each(['upload-backup', 'validate-restore', 'restore-backup', 'verify-target'] as const)(
    'goes on where the new server restarts by itself at %s',
    (step) =>
      onStage(setStage(), async (stage) => {
        whenBegun(stage, step, () =>
          stage.pair.setFault('target', 'restart-by-itself', { seconds: 0.2 }),
        );
        const started = await stage.start();
        isGood(stage, await started.ended);
        expect(stage.pair.machine('target').state.faults).toEqual({});
      }),
  );

  test('of somebody else in its place is told as such', () =>
    onStage(setStage(), async (stage) => {
      const first = await stage.start({}, { until: 'validate-restore' });
      const { targetFile } = (await first.ended).facts;
      await stage.pair.setFault('target', 'queued-long', { seconds: 60 });
      const { one } = await login(stage.pair.target);
      await one(`backup import ${targetFile?.path} --request somebody-else`, 'THEIRKEY');
      const second = stage.resume(first.id);
      expect((await second.ended).failure).toMatchObject({
        code: 'restore.by-others',
        facts: { job: 'r-1' },
      });
      expect(asked(second.events, 'confirm-restore')).toEqual([]);
    }));
});

describe.concurrent('a restored server', () => {
  test('of which a service is down is not verified, until it runs', () =>
    onStage(setStage(), async (stage) => {
      await stage.pair.setFault('target', 'service-down', { afterRestore: true });
      const first = await stage.start();
      expect((await first.ended).failure).toEqual({
        code: 'verify.service-down',
        facts: { services: 'mysql' },
      });
      expect(stage.pair.machine('source').power).toBe('on');
      await stage.pair.setFault('target', 'service-down', false);
      isGood(stage, await stage.resume(first.id).ended);
    }));

  test('is compared with the old one, its errors among it', () =>
    onStage(setStage(), async (stage) => {
      await stage.pair.setFault('target', 'error-lines', { lines: 2 });
      const started = await stage.start({}, { until: 'verify' });
      const { verified } = (await started.ended).facts;
      const rows = Object.fromEntries(
        (verified?.comparison ?? []).map(({ what, verdict, why }) => [what, [verdict, why]]),
      );
      expect(rows).toMatchObject({
        computers: ['same', undefined],
        version: ['same', undefined],
        services: ['same', undefined],
        licence: ['allowed', 'own-licence'],
        errors: ['warning', 'errors-since'],
      });
      expect(verified?.errors?.map(({ text }) => text)).toEqual([
        'php-fpm: worker 1 was ended',
        'php-fpm: worker 2 was ended',
      ]);
    }));
});
