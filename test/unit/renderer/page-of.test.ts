import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../renderer/page-of';
import { phaseViews } from '../../../renderer/phase-states';
import { serverFace } from '../../../renderer/server-face';
import { truths } from '../../../renderer/truths';
import type { MigrationState } from '../../../shared/migration';
import { stepIds } from '../../../shared/steps';
import { connectingQuestions } from './script-questions';
import {
  endedAt,
  failedAt,
  finished,
  progressing,
  questions,
  runningAt,
  scriptStart,
  stateOf,
} from './states';
import { testAsking, testPassed } from './test-states';

const inside = { at: 'migration', id: 'm-1' } as const;
const failure = { code: 'ssh.timeout', facts: {} } as const;

describe('the page', () => {
  it('is where the person went, outside a migration', () => {
    for (const at of ['home', 'connect', 'practise', 'inspect', 'profiles'] as const) {
      expect(pageOf(undefined, { at })).toBe(at);
      expect(pageOf(finished(), { at })).toBe(at);
    }
  });

  it('is the question while one is asked', () => {
    for (const [kind, state] of Object.entries(questions)) {
      expect(pageOf(state, inside)).toBe(kind);
    }
  });

  it('is the question of a test on the connect page and that of profiles, and nowhere else', () => {
    for (const question of Object.values(connectingQuestions)) {
      const test = testAsking('source', question);
      expect(pageOf(undefined, { at: 'connect' }, test)).toBe(question.kind);
      expect(pageOf(undefined, { at: 'profiles' }, test)).toBe(question.kind);
      expect(pageOf(undefined, { at: 'home' }, test)).toBe('home');
      expect(pageOf(finished(), inside, test)).toBe('done');
    }
    expect(pageOf(undefined, { at: 'connect' }, testPassed('source'))).toBe('connect');
  });

  it('is the running page at every step that asks nothing', () => {
    for (const step of stepIds) expect(pageOf(stateOf(runningAt(step)), inside)).toBe('running');
  });

  it('is the failure, the stop or the end when the run is over', () => {
    expect(pageOf(failedAt('upload-backup', failure), inside)).toBe('failed');
    expect(pageOf(endedAt('upload-backup', 'cancelled'), inside)).toBe('stopped');
    expect(pageOf(endedAt('power-off-source', 'stopped'), inside)).toBe('stopped');
    expect(pageOf({ ...finished(), status: 'ready' }, inside)).toBe('stopped');
    expect(pageOf(finished(), inside)).toBe('done');
  });

  it('says that it opens until the first snapshot is there', () => {
    expect(pageOf(undefined, inside)).toBe('opening');
  });
});

describe('the rail', () => {
  const words = (state: MigrationState) =>
    Object.fromEntries(phaseViews(state, scriptStart).map((view) => [view.phase, view.state]));

  it('shows what is done, what runs and what waits', () => {
    expect(words(stateOf(runningAt('create-backup')))).toMatchObject({
      connect: 'done',
      'save-key': 'done',
      'back-up': 'running',
      transfer: 'waiting',
    });
  });

  it('shows where a person is needed, where it failed and where it was stopped', () => {
    expect(words(questions['save-key'])['save-key']).toBe('asking');
    expect(words(failedAt('download-backup', failure))['transfer']).toBe('failed');
    expect(words(endedAt('restore-backup', 'cancelled'))['restore']).toBe('stopped');
    expect(new Set(Object.values(words(finished())))).toEqual(new Set(['done']));
  });

  it('counts the time of a phase until now while it runs, and keeps it afterwards', () => {
    const running = progressing('create-backup', { unit: 'percent', done: 5, total: 100 });
    const now = Date.parse(running.updatedAt) + 10_000;
    const took = (at: number) =>
      phaseViews(running, at).find(({ phase }) => phase === 'back-up')?.took ?? 0;
    expect(took(now + 5000) - took(now)).toBe(5000);
    const connect = (at: number) => phaseViews(running, at)[0]?.took;
    expect(connect(now)).toBe(connect(now + 5000));
  });
});

describe('the card of a server', () => {
  it('shows the address of the plan until the server has said its name', () => {
    const face = serverFace(stateOf(runningAt('connect-source')), 'source');
    expect(face).toMatchObject({ name: '10.0.0.10', address: '10.0.0.10:22' });
    expect(face.version).toBeUndefined();
  });

  it('counts a transfer that moves on as an answer', () => {
    const moving = progressing('upload-backup', { unit: 'bytes', done: 5, total: 10 });
    expect(serverFace(moving, 'target').answeredAt).toBe(moving.updatedAt);
    expect(serverFace(moving, 'source').answeredAt).not.toBe(moving.updatedAt);
  });

  it('says reconnecting, and when it last answered, once it has been connected', () => {
    const made = runningAt('create-backup');
    made.play({ type: 'contact', side: 'source', state: 'lost' });
    expect(serverFace(stateOf(made), 'source').contact).toBe('lost');
    made.play({ type: 'contact', side: 'source', state: 'connecting' });
    const face = serverFace(stateOf(made), 'source');
    expect(face.contact).toBe('reconnecting');
    const last = stateOf(made).commands.findLast(({ side }) => side === 'source');
    expect(face.answeredAt).toBe(last?.at);
    const first = serverFace(stateOf(runningAt('connect-source')), 'source');
    expect(first.contact).toBe('connecting');
    expect(first.answeredAt).toBeUndefined();
  });

  it('claims no connection when nothing runs', () => {
    expect(serverFace(failedAt('upload-backup', failure), 'target').contact).toBe('none');
  });

  it('says powered off from the proof of silence on, and shows the new address', () => {
    const state = finished();
    expect(serverFace(state, 'source').contact).toBe('off');
    expect(serverFace(state, 'target').address).toBe('10.0.0.10:22');
  });

  it('says after the end when the new server proved itself, instead of no connection', () => {
    expect(serverFace(finished(), 'target')).toMatchObject({
      contact: 'answered',
      answeredAt: '2026-11-24T02:03:00Z',
    });
    expect(serverFace({ ...finished(), status: 'running' }, 'target').contact).toBe('connected');
  });
});

describe('what is true now', () => {
  it('claims nothing that has not happened', () => {
    const early = truths(failedAt('check-readiness', failure));
    expect(early.source).toMatch(/Nothing has been changed/);
    expect(early.target).toMatch(/Nothing has been changed/);
    expect(early.file).toMatch(/none yet/);
    expect(early.key).toMatch(/none yet/);
  });

  it('tells a key that was shown and not proven', () => {
    expect(truths(endedAt('save-key', 'cancelled')).key).toMatch(/Not proven saved/);
  });

  it('tells a key that nobody has any more, and that the new server has not seen a wrong one', () => {
    const at = (code: 'key.lost' | 'key.wrong', facts = {}, before = false) => {
      const made = runningAt('restore-backup');
      const kind = 'confirm-restore';
      if (before) made.play({ type: 'question-answered', questionId: kind, kind, accepted: true });
      made.play({ type: 'step-failed', step: 'restore-backup', failure: { code, facts } });
      return truths(stateOf(made));
    };
    expect(at('key.lost').key).toMatch(/Nobody has it any more/);
    expect(at('key.lost').target).toMatch(/Nothing else has been changed/);
    expect(at('key.wrong').target).toMatch(/Nothing else has been changed/);
    expect(at('key.wrong', { by: 'target' }).target).toMatch(/The restore failed/);
    // Where the name was typed before, an earlier try has got further.
    expect(at('key.lost', {}, true).target).toMatch(/The restore failed/);
  });

  it('tells a backup that was given up, until another one is asked for', () => {
    const given = (deleted: boolean) => {
      const made = runningAt('create-backup');
      const backup = { backupId: 'b-1', name: 'first', reason: 'cancelled', deleted } as const;
      made.play({ type: 'backup-given-up', ...backup });
      return made;
    };
    const now = truths(stateOf(given(true)));
    expect(now.source).toMatch(/backup first was deleted/);
    expect(now.key).toMatch(/none yet.*first.*worthless/);
    expect(truths(stateOf(given(false))).source).toMatch(/may still be there/);
    const next = given(true);
    const request = { backupId: 'b-2', name: 'second' };
    next.play({ type: 'step-started', step: 'request-backup' });
    next.play({
      type: 'step-done',
      step: 'request-backup',
      learned: { request },
      found: false,
    });
    expect(truths(stateOf(next)).key).toMatch(/Not proven saved/);
  });

  it('says that a server stays as it is while nobody has confirmed', () => {
    expect(truths(questions['power-off']).source).toMatch(/serves its clients/);
    expect(truths(questions['confirm-restore']).target).toMatch(/Nothing else has been changed/);
  });

  it('does not call off what still answers, nor serving what does not answer', () => {
    const at = { host: '10.0.0.10', port: 22 };
    const still = failedAt('power-off-source', { code: 'cutover.still-answering', facts: at });
    expect(truths(still).source).toMatch(/not proven off/);
    const again = failedAt('move-address', { code: 'cutover.still-answering', facts: at });
    expect(truths(again).source).toMatch(/It was off/);
    for (const failure of [
      { code: 'ssh.timeout', facts: at },
      { code: 'cutover.drift', facts: { changed: 'source-silent' } },
    ] as const)
      expect(truths(failedAt('recheck-plan', failure)).source).toMatch(/does not answer/);
  });

  it('tells a file that is not the backup any more, and a key that is rejected', () => {
    const gone = { code: 'transfer.hash-mismatch', facts: { where: 'the new server' } } as const;
    expect(truths(failedAt('validate-restore', gone)).file).toMatch(/not the same/);
    const rejected = { code: 'key.wrong', facts: { by: 'target' } } as const;
    expect(truths(failedAt('restore-backup', rejected)).key).toMatch(/rejects it/);
  });

  it('tells a restored server that is not verified from one that is, and whom it lets in', () => {
    expect(truths(failedAt('verify-target', failure)).target).toMatch(/not verified/);
    expect(truths(endedAt('power-off-source', 'stopped')).target).toMatch(/and verified/);
    const refused = { code: 'clients.not-on', facts: {} } as const;
    expect(truths(failedAt('admit-clients', refused)).target).toMatch(/lets no client in/);
    expect(truths(endedAt('admit-clients', 'cancelled')).target).toMatch(/not settled/);
    expect(truths(endedAt('await-clients', 'cancelled')).target).toMatch(/are let in/);
  });

  it('follows the old server off and the new one to its address', () => {
    const made = runningAt('power-off-source');
    made.play({
      type: 'question-answered',
      questionId: 'q-1',
      kind: 'power-off',
      accepted: true,
    });
    expect(truths(stateOf(made)).source).toMatch(/power-off was confirmed/);
    expect(truths(finished()).source).toMatch(/Powered off/);
    expect(truths(finished()).target).toMatch(/10\.0\.0\.10/);
  });
});
