import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { MigrationEvent, MigrationState } from '../../shared/migration';
import type { StepId } from '../../shared/steps';
import { wayBackStage } from '../../shared/way-back';
import { type Stage, setStage } from './stage';

let stage: Stage;
afterEach(async () => {
  await stage?.close();
});

const onlySource = ({ pair }: Stage) => ({
  source: [pair.machine('source').power, pair.machine('source').address],
  target: [pair.machine('target').power, pair.machine('target').address],
});

/** Runs a migration up to where a person stops answering; then it is stopped. */
async function stoppedBefore(question: 'power-off' | 'move-address'): Promise<string> {
  const run = await stage.start({ answers: { [question]: () => undefined } });
  await asked(run.events, question);
  await stage.engine.handlers['cancel-migration']({ id: run.id, because: 'person' });
  expect(await run.ended).toMatchObject({ status: 'cancelled' });
  return run.id;
}

async function asked(events: readonly MigrationEvent[], kind: string): Promise<void> {
  const isAsked = (): boolean =>
    events.some((event) => event.type === 'question-asked' && event.question.kind === kind);
  await expect.poll(isAsked, { timeout: 60_000 }).toBe(true);
}

type Back = { readonly ended: Promise<MigrationState>; readonly waited: () => boolean };

/** Goes back; somebody switches the old machine on as soon as the program waits for that. */
function goBack(id: string, input: { typedName?: string; backup?: 'keep' | 'delete' } = {}): Back {
  let waited = false;
  const leave = stage.engine.onEvent((of, event, state) => {
    if (of !== id) return;
    if (event.type === 'roll-back-step' && state.rollBack?.waits === 'source-on' && !waited) {
      waited = true;
      void stage.pair.powerOn('source');
    }
    if (event.type === 'run-ended') leave();
  });
  const watched = stage.watch(id);
  const { backup = 'keep', typedName = 'NEW-EPP' } = input;
  const ended = stage.engine.handlers['roll-back']({ id, typedName, backup }).then(
    () => watched.ended,
  );
  return { ended, waited: () => waited };
}

const wayBackText = (id: string): string =>
  readFileSync(join(stage.dataFolder, 'migrations', id, 'way-back.txt'), 'utf8');

describe('going back', () => {
  test('from a verified new server leaves both as they are and deletes the backup', async () => {
    stage = await setStage();
    const first = await stage.start({}, { until: 'verify' });
    await first.ended;
    expect(wayBackText(first.id)).toContain('is restored and verified');
    const back = goBack(first.id, { backup: 'delete' });
    const state = await back.ended;
    expect(state).toMatchObject({ status: 'rolled-back', failure: undefined });
    expect(back.waited()).toBe(false);
    expect(onlySource(stage)).toMatchObject({ source: ['on', stage.pair.source.host] });
    expect(stage.pair.machine('source').state.backups).toEqual([]);
    expect(state.rollBack?.facts).toMatchObject({
      found: 'source',
      targetOff: 'not-there',
      silence: 'not-needed',
      backup: 'deleted',
      sourceBack: { hostKey: state.facts.source?.hostKey.sha256, fewer: [] },
    });
    expect(wayBackText(first.id)).toContain('Gone back: OLD-EPP');
  });

  test('from a powered off old server waits until somebody switches it on', async () => {
    stage = await setStage();
    const id = await stoppedBefore('move-address');
    expect(stage.pair.machine('source').power).toBe('off');
    expect(wayBackText(id)).toContain('Power on the virtual machine of OLD-EPP');
    const back = goBack(id);
    const state = await back.ended;
    expect(state).toMatchObject({ status: 'rolled-back', failure: undefined });
    expect(back.waited()).toBe(true);
    expect(onlySource(stage)).toEqual({
      source: ['on', stage.pair.source.host],
      target: ['on', stage.pair.target.host],
    });
    expect(state.rollBack?.facts.backup).toBe('kept');
  });

  test('from a finished migration powers the new server off before the old one comes', async () => {
    stage = await setStage();
    const { id, ended } = await stage.start();
    expect(await ended).toMatchObject({ status: 'finished' });
    await expect(stage.pair.powerOn('source')).rejects.toThrow('has the address');
    const back = goBack(id);
    const state = await back.ended;
    expect(state).toMatchObject({ status: 'rolled-back', failure: undefined });
    expect(onlySource(stage)).toMatchObject({
      source: ['on', stage.pair.source.host],
      target: ['off', stage.pair.source.host],
    });
    expect(state.rollBack?.facts).toMatchObject({ targetOff: 'command' });
    expect(state.rollBack?.facts.sourceBack?.counts).toEqual(state.facts.baseline);
    await expect(stage.engine.handlers['roll-back']({ id, backup: 'keep' })).rejects.toMatchObject({
      failure: { code: 'rollback.not-possible', facts: { why: 'rolled-back' } },
    });
    await expect(stage.engine.handlers['resume-migration']({ id })).rejects.toMatchObject({
      failure: { code: 'rollback.begun' },
    });
  });

  test('that is cut short goes on, and never on with the migration', async () => {
    stage = await setStage();
    const { id, ended } = await stage.start();
    await ended;
    const first = stage.watch(id);
    await stage.engine.handlers['roll-back']({ id, typedName: 'new-epp', backup: 'keep' });
    await expect
      .poll(() => first.events.some((event) => 'waits' in event && event.waits === 'source-on'), {
        timeout: 30_000,
      })
      .toBe(true);
    await stage.engine.handlers['cancel-migration']({ id, because: 'person' });
    expect(await first.ended).toMatchObject({ status: 'cancelled' });
    expect(stage.pair.machine('target').power).toBe('off');
    await expect(stage.engine.handlers['resume-migration']({ id })).rejects.toMatchObject({
      failure: { code: 'rollback.begun' },
    });
    const state = await goBack(id).ended;
    expect(state).toMatchObject({
      status: 'rolled-back',
      rollBack: { from: 'finished', facts: { targetOff: 'command', found: 'source' } },
    });
  });

  test('needs the name of the new server, and something to go back from', async () => {
    stage = await setStage();
    const first = await stage.start({}, { until: 'check' });
    await first.ended;
    expect(existsSync(join(stage.dataFolder, 'migrations', first.id, 'way-back.txt'))).toBe(false);
    const attempt = (typedName?: string) =>
      stage.engine.handlers['roll-back']({ id: first.id, typedName, backup: 'keep' });
    await expect(attempt('NEW-EPP')).rejects.toMatchObject({
      failure: { code: 'rollback.not-possible', facts: { why: 'untouched' } },
    });
    const id = await stoppedBeforeAgain(first.id, 'power-off-source');
    await expect(attempt('OLD-EPP')).rejects.toMatchObject({
      failure: { code: 'rollback.declined', facts: { name: 'NEW-EPP' } },
    });
    const after = stage.engine.handlers['list-migrations']({});
    expect((await after).find((state) => state.id === id)?.rollBack).toBeUndefined();
  });
});

/** Goes on with a migration until its power-off is asked for, and stops it there. */
async function stoppedBeforeAgain(id: string, step: StepId): Promise<string> {
  const run = stage.resume(id, { answers: { 'power-off': () => undefined } });
  await asked(run.events, 'power-off');
  await stage.engine.handlers['cancel-migration']({ id, because: 'person' });
  const state = await run.ended;
  expect(state.steps[step].state).toBe('running');
  expect(wayBackStage(state)).toBe('verified');
  return id;
}
