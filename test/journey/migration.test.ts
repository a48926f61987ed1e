import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { createEngine } from '../../electron/engine/engine';
import { rulesFile } from '../../electron/engine/rules/load-rules';
import type { PracticePreset } from '../../shared/contract';
import { aRule, ruleSet } from '../unit/rules/rule-sets';
import { goodEnd, goodEndOf, type Stage, setStage } from './stage';

let stage: Stage;
afterEach(async () => {
  await stage?.close();
});

describe('a migration over real SSH', () => {
  test('ends with the old server off and the new one at its address, holding everything', async () => {
    stage = await setStage();
    const { ended, events } = await stage.start();
    const state = await ended;
    expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
    expect(state.facts.baseline?.computers).toBe(40);
    const { localFile, targetFile, backup } = state.facts;
    expect(new Set([localFile?.sha256, targetFile?.sha256, backup?.sha256]).size).toBe(1);
    const asked = events.flatMap((event) =>
      event.type === 'question-asked' ? event.question.kind : [],
    );
    expect(asked).toEqual([
      'trust-host',
      'enter-password',
      'trust-host',
      'enter-password',
      'review-findings',
      'save-key',
      'enter-key',
      'confirm-restore',
      'power-off',
      'move-address',
    ]);
  });

  test('writes a report that says what was proven', async () => {
    stage = await setStage();
    const state = await (await stage.start()).ended;
    const { html, text, json } = state.facts.report ?? { html: '', text: '', json: '' };
    const hostKey = state.facts.target?.hostKey.sha256 ?? 'none';
    expect(readFileSync(html, 'utf8')).toContain('OLD-EPP');
    expect(readFileSync(text, 'utf8')).toContain(hostKey);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
      id: state.id,
      facts: { source: { hostname: 'OLD-EPP' } },
    });
  });

  test.each<[PracticePreset, string]>([
    ['mismatched', 'version.not-allowed'],
    ['too-old', 'version.not-allowed'],
    ['nearly-full', 'preflight.blocked'],
  ])('of a %s pair stops with %s before anything is changed', async (preset, code) => {
    stage = await setStage({ preset });
    const state = await (await stage.start()).ended;
    expect(state).toMatchObject({ status: 'failed', failure: { code } });
    expect(state.commands.filter((run) => run.changes)).toEqual([]);
    expect(stage.pair.machine('source').backupsStarted).toBe(0);
  });

  test('looks again where it goes on later, as long as nothing was changed', async () => {
    stage = await setStage();
    const first = await stage.start({}, { until: 'check' });
    expect(await first.ended).toMatchObject({ status: 'paused' });
    await stage.pair.setFault('source', 'service-down', true);
    const state = await stage.resume(first.id).ended;
    expect(state).toMatchObject({ status: 'failed', failure: { code: 'preflight.blocked' } });
    expect(stage.pair.machine('source').record.changes).toEqual([]);
  });

  test('judges the versions again too: a pair that was refused meanwhile cannot be let pass', async () => {
    stage = await setStage();
    const first = await stage.start({}, { until: 'check' });
    expect(await first.ended).toMatchObject({ status: 'paused' });
    const refusing = ruleSet(aRule({ verdict: 'refused' }));
    writeFileSync(rulesFile(stage.dataFolder), JSON.stringify(refusing));
    const state = await stage.resume(first.id).ended;
    expect(state).toMatchObject({ status: 'failed', failure: { code: 'version.not-allowed' } });
    expect(stage.pair.machine('source').record.changes).toEqual([]);
  });

  test('stops after the phase that the plan names and goes on from there', async () => {
    stage = await setStage();
    const first = await stage.start({}, { until: 'verify' });
    expect(await first.ended).toMatchObject({ status: 'paused' });
    expect(stage.pair.machine('source').power).toBe('on');
    const state = await stage.resume(first.id).ended;
    expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
  });

  test('is run by one program at a time', async () => {
    stage = await setStage();
    const waiting = await stage.start({ answers: { 'save-key': () => undefined } });
    const other = createEngine({ dataFolder: stage.dataFolder, program: 'other' });
    await expect(other.handlers['resume-migration']({ id: waiting.id })).rejects.toMatchObject({
      failure: { code: 'migration.locked', facts: { pid: process.pid } },
    });
    await other.close();
  });
});

describe('a person who says no', () => {
  test('to a host key sends no password', async () => {
    stage = await setStage();
    const { ended } = await stage.start({
      answers: { 'trust-host': () => ({ kind: 'trust-host', accept: false }) },
    });
    expect((await ended).failure).toMatchObject({ code: 'ssh.host-key-rejected' });
    expect(stage.pair.machine('source').record.logins).toEqual([]);
  });

  test('by a wrong name overwrites nothing', async () => {
    stage = await setStage();
    const { ended } = await stage.start({
      answers: { 'confirm-restore': () => ({ kind: 'confirm-restore', typedName: 'OLD-EPP' }) },
    });
    expect((await ended).failure).toMatchObject({ code: 'restore.refused' });
    expect(stage.pair.machine('target').restoresStarted).toBe(0);
  });

  test('to the power-off leaves the old server on, and can still say yes', async () => {
    stage = await setStage();
    const first = await stage.start({
      answers: { 'power-off': () => ({ kind: 'power-off', typedName: 'no' }) },
    });
    expect((await first.ended).failure).toMatchObject({ code: 'cutover.declined' });
    expect(stage.pair.machine('source').power).toBe('on');
    const state = await stage.resume(first.id).ended;
    expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
  });

  test('to the address goes on later with the old server off', async () => {
    stage = await setStage();
    const first = await stage.start({
      answers: { 'move-address': () => ({ kind: 'move-address', accept: false }) },
    });
    expect((await first.ended).failure).toMatchObject({ code: 'cutover.declined' });
    const state = await stage.resume(first.id).ended;
    expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
  });
});

describe('what appliances do wrong', () => {
  test.each([
    ['source', 'fail-backup', 'backup.failed'],
    ['target', 'fail-restore', 'restore.failed'],
    ['target', 'disk-full', 'preflight.blocked'],
  ] as const)('%s %s is %s, and a way on when it is over', async (side, fault, code) => {
    stage = await setStage({ faults: { [side]: { [fault]: true } } });
    const first = await stage.start();
    expect((await first.ended).failure).toMatchObject({ code });
    expect(stage.pair.machine('source').power).toBe('on');
    await stage.pair.setFault(side, fault, false);
    const state = await stage.resume(first.id).ended;
    expect(state).toMatchObject({ status: 'finished', failure: undefined });
  });

  test.each([
    [{}, 'restore.failed'],
    [{ afterHash: true }, 'transfer.hash-mismatch'],
  ])(
    'a backup damaged on the old server (%j) ends as %s, with the old server on',
    async (how, code) => {
      stage = await setStage({ faults: { source: { 'corrupt-file': how } } });
      expect((await (await stage.start()).ended).failure).toMatchObject({ code });
      expect(stage.pair.machine('source').power).toBe('on');
    },
  );

  test('a restart in the middle of the restore is waited for', async () => {
    stage = await setStage({ faults: { target: { 'restart-during-restore': true } } });
    const state = await (await stage.start()).ended;
    expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
  });
});
