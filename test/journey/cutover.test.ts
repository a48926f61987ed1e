import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { MigrationEvent } from '../../shared/migration';
import { goodEnd, goodEndOf, onStage, type Stage, setStage } from './stage';

/** What the new server was told, in its order, from the cutover on. */
const told = ({ pair }: Stage): readonly string[] =>
  pair.machine('target').record.changes.filter((change) => change.startsWith('network'));

const askedKinds = (events: readonly MigrationEvent[]): readonly string[] =>
  events.flatMap((event) => (event.type === 'question-asked' ? [event.question.kind] : []));

/** What a person does by hand at the console of a virtual machine. */
const byHand = {
  powerOff: async ({ pair }: Stage): Promise<void> => {
    await pair.atConsole('source', 'power off');
  },
  move: async ({ pair }: Stage): Promise<void> => {
    const { address, prefix, gateway, dns } = pair.machine('source').state.network;
    await pair.atConsole(
      'target',
      `network set-address ${address} --prefix ${prefix} --gateway ${gateway} --dns ${dns.join(',')}`,
    );
  },
};

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

  test('comes back before the move stops it', () =>
    onStage(setStage(), async (stage) => {
      const run = await stage.start({
        answers: {
          'move-address': (question) => {
            void comeBack(stage).then(() =>
              stage.engine.handlers['answer-question']({
                id: run.id,
                questionId: question.id,
                answer: { kind: 'move-address', accept: true },
              }),
            );
            return undefined;
          },
        },
      });
      const state = await run.ended;
      expect(state.failure).toMatchObject({ code: 'cutover.still-answering' });
      expect(told(stage)).toEqual([]);
      await byHand.powerOff(stage);
      await until(() => !stage.pair.machine('source').listening);
      const after = await stage.resume(run.id).ended;
      expect(goodEnd(after, stage)).toEqual(goodEndOf(stage, after));
    }));

  test('comes back after the move raises the alarm, and the run goes on when it is off again', () =>
    onStage(setStage(), async (stage) => {
      const run = await stage.start({}, { cutover: { watchMinutes: 0.2 } });
      const leave = stage.engine.onEvent((_id, event) => {
        if (event.type !== 'step-started' || event.step !== 'see-off-source') return;
        leave();
        void comeBack(stage);
      });
      const state = await run.ended;
      expect(state).toMatchObject({
        ...{ status: 'failed', failedStep: 'see-off-source' },
        failure: { code: 'cutover.source-back' },
      });
      await byHand.powerOff(stage);
      await until(() => stage.pair.machine('target').listening);
      const after = await stage.resume(run.id).ended;
      expect(goodEnd(after, stage)).toEqual(goodEndOf(stage, after));
    }));
});

describe.concurrent('a third machine', () => {
  test('at the old address keeps the new one from it', () =>
    onStage(setStage(), async (stage) => {
      const run = await stage.start({
        answers: {
          'move-address': (question) => {
            void stage.pair.setFault('source', 'address-taken', true).then(() =>
              stage.engine.handlers['answer-question']({
                id: run.id,
                questionId: question.id,
                answer: { kind: 'move-address', accept: true },
              }),
            );
            return undefined;
          },
        },
      });
      const state = await run.ended;
      expect(state.failure).toMatchObject({ code: 'cutover.address-taken' });
      const { source, target } = state.facts;
      expect([source?.hostKey.sha256, target?.hostKey.sha256]).not.toContain(
        state.failure?.facts['seen'],
      );
      expect(told(stage)).toEqual([]);
      await stage.pair.setFault('source', 'address-taken', false);
      const after = await stage.resume(run.id).ended;
      expect(goodEnd(after, stage)).toEqual(goodEndOf(stage, after));
    }));
});

/** The old server is switched on again by its host. */
async function comeBack({ pair }: Stage): Promise<void> {
  await pair.setFault('source', 'back-from-off', { afterSeconds: 0 });
  await until(() => pair.machine('source').listening);
}

async function until(holds: () => boolean): Promise<void> {
  const limit = Date.now() + 20_000;
  while (!holds()) {
    if (Date.now() > limit) throw new Error('it did not come about');
    await pause(50);
  }
}
