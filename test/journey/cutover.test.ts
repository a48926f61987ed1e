import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { MigrationEvent } from '../../shared/migration';
import { byHand, told, until } from './by-hand';
import { goodEnd, goodEndOf, onStage, setStage } from './stage';

const askedKinds = (events: readonly MigrationEvent[]): readonly string[] =>
  events.flatMap((event) => (event.type === 'question-asked' ? [event.question.kind] : []));

describe.concurrent('a move with a way back', () => {
  test('is confirmed after the login at the old address', () =>
    onStage(setStage(), async (stage) => {
      const state = await (await stage.start()).ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
      expect(told(stage)).toEqual(['network set-address', 'network confirm']);
      expect(state.facts.takeover?.confirmed).toBe(true);
      expect(stage.pair.machine('target').state.revert).toBeUndefined();
    }));

  test('goes back where the program ends before it is confirmed, and is made anew, without asking, by the next run', () =>
    onStage(setStage(), async (stage) => {
      const first = await stage.start({}, { cutover: { revertAfterSeconds: 20 } });
      const leave = stage.engine.onEvent((id, event) => {
        if (event.type !== 'step-started' || event.step !== 'prove-takeover') return;
        leave();
        void stage.engine.handlers['cancel-migration']({ id, because: 'unanswered' });
      });
      const stopped = await first.ended;
      expect(stopped.facts.moved).toMatchObject({ by: 'command', revertAfterSeconds: 20 });
      expect(stopped.facts.takeover).toBeUndefined();
      const own = stage.pair.plan.target.host;
      await until(() => stage.pair.machine('target').address === own);
      const second = stage.resume(first.id);
      const state = await second.ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
      expect(told(stage)).toEqual([
        ...['network set-address', 'network set-address', 'network confirm'],
      ]);
      expect(askedKinds(second.events)).not.toContain('move-address');
    }));

  test('is found and confirmed by the next run where that is in time', () =>
    onStage(setStage(), async (stage) => {
      const first = await stage.start();
      const leave = stage.engine.onEvent((id, event) => {
        if (event.type !== 'step-started' || event.step !== 'prove-takeover') return;
        leave();
        void stage.engine.handlers['cancel-migration']({ id, because: 'unanswered' });
      });
      await first.ended;
      const state = await stage.resume(first.id).ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
      expect(told(stage)).toEqual(['network set-address', 'network confirm']);
    }));

  test('is asked about anew where the new server has no such command', () =>
    onStage(setStage(), async (stage) => {
      await stage.pair.setFault('target', 'no-command', {
        at: 'network set-address --revert-after',
      });
      const nets: unknown[] = [];
      const run = await stage.start({
        answers: {
          'move-address': (question) => {
            nets.push(question.noSwitch ?? question.revertAfterSeconds);
            return { kind: 'move-address', accept: true };
          },
        },
      });
      const state = await run.ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
      expect(nets).toEqual([300, true]);
      expect(state.facts.takeover?.confirmed).toBeUndefined();
    }));

  test('is not wanted where the plan says so', () =>
    onStage(setStage(), async (stage) => {
      const run = await stage.start({}, { cutover: { revertAfterSeconds: 0 } });
      const state = await run.ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
      expect(told(stage)).toEqual(['network set-address']);
    }));
});

describe.concurrent('by hand', () => {
  test('both are done by a person, and the program sends nothing that changes anything', () =>
    onStage(setStage(), async (stage) => {
      const run = await stage.start(
        {
          answers: {
            'power-off': (question) => {
              void pause(500).then(() => byHand.powerOff(stage));
              return { kind: 'power-off', typedName: question.sourceName };
            },
            'move-address': () => {
              void byHand.move(stage);
              return undefined;
            },
          },
        },
        { cutover: { by: 'hand' } },
      );
      const state = await run.ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
      const changing = state.commands.filter(({ changes }) => changes).map((each) => each.command);
      expect(changing.filter((each) => /power|network/.test(each))).toEqual([]);
      expect(state.facts.moved).toMatchObject({ by: 'hand' });
      expect(state.facts.silence).toMatchObject({ by: 'hand', ssh: { state: 'quiet' } });
    }));

  test('a move that somebody made without being asked is found', () =>
    onStage(setStage(), async (stage) => {
      const first = await stage.start({
        answers: { 'move-address': () => ({ kind: 'move-address', accept: false }) },
      });
      await first.ended;
      await byHand.move(stage);
      await until(() => stage.pair.machine('target').address === stage.pair.plan.source.host);
      const second = stage.resume(first.id);
      const state = await second.ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
      expect(state.facts.moved).toMatchObject({ by: 'found' });
      expect(askedKinds(second.events)).not.toContain('move-address');
    }));
});

describe.concurrent('an old server that', () => {
  test('is taken off the network runs on', () =>
    onStage(setStage(), async (stage) => {
      const run = await stage.start(
        {
          answers: {
            'isolate-source': (question) => {
              expect(question.mac).toBe(stage.pair.machine('source').state.mac);
              void pause(500).then(() => stage.pair.setFault('source', 'unplugged', true));
              return { kind: 'isolate-source', typedName: question.sourceName };
            },
          },
        },
        { cutover: { source: 'isolate' } },
      );
      const state = await run.ended;
      expect(goodEnd(state, stage)).toEqual({ ...goodEndOf(stage, state), oldServer: 'on' });
      expect(state.facts.silence).toMatchObject({
        ...{ isolated: true, ssh: { state: 'quiet' }, fromTarget: { state: 'quiet' } },
        icmp: { state: 'not-measured', reason: 'this-computer' },
      });
      expect(stage.pair.machine('source').record.commands.join()).not.toContain('power off');
    }));

  test('is kept leaves the new one at its own address', () =>
    onStage(setStage(), async (stage) => {
      const run = await stage.start({}, { cutover: { source: 'keep' } });
      const state = await run.ended;
      expect(state.status).toBe('finished');
      expect(askedKinds(run.events).slice(-1)).toEqual(['keep-address']);
      expect(stage.pair.machine('source').power).toBe('on');
      expect(stage.pair.machine('target').address).toBe(stage.pair.plan.target.host);
      expect(told(stage)).toEqual([]);
      expect(state.facts).toMatchObject({ takeover: { counts: state.facts.baseline } });
      expect(state.facts.moved).toBeUndefined();
    }));

  test('is not kept where nobody accepts what follows', () =>
    onStage(setStage(), async (stage) => {
      const run = await stage.start(
        { answers: { 'keep-address': () => ({ kind: 'keep-address', accept: false }) } },
        { cutover: { source: 'keep' } },
      );
      expect((await run.ended).failure).toMatchObject({ code: 'cutover.declined' });
    }));

  test('is powered off last goes off when the new one is proven', () =>
    onStage(setStage(), async (stage) => {
      let provenBefore = false;
      const run = await stage.start(
        {
          answers: {
            'power-off': (question) => {
              provenBefore = question.last === true;
              return { kind: 'power-off', typedName: question.sourceName };
            },
          },
        },
        { cutover: { source: 'power-off-last' } },
      );
      const state = await run.ended;
      expect(state.status).toBe('finished');
      expect(provenBefore).toBe(true);
      expect(stage.pair.machine('source').power).toBe('off');
      expect(stage.pair.machine('target').address).toBe(stage.pair.plan.target.host);
      expect(state.facts.seenOff?.silence).toMatchObject({ ssh: { state: 'quiet' } });
      expect(state.facts.silence).toBeUndefined();
    }));
});
