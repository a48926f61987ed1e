import { afterEach, describe, expect, test } from 'vitest';
import type { WaysOfSide } from '../../shared/hand-work';
import type { MigrationState } from '../../shared/migration';
import { type Asked, webPerson } from './by-web-person';
import { goodEnd, goodEndOf, type Stage, setStage } from './stage';

let stage: Stage;
afterEach(async () => {
  await stage?.close();
});

/** Backup and restore in the console, power and address by hand, everything else by command. */
const mixedPlan = ({ pair }: Stage) => {
  const backup: WaysOfSide = { prepareBackup: 'hand', startBackup: 'hand', backup: 'hand' };
  return {
    source: { ...pair.plan.source, ways: { ...backup, powerOff: 'hand' } as const },
    target: {
      ...pair.plan.target,
      ways: { importBackup: 'hand', restoreJob: 'hand', setAddress: 'hand' } as const,
    },
  };
};

const changing = ({ commands }: MigrationState): readonly string[] =>
  commands.filter((run) => run.changes).map((run) => run.command.replace(/^.*eppctl /, ''));

describe('operations that go different ways', () => {
  test('by command for what is read, by people for backup, restore, power and address', async () => {
    stage = await setStage();
    const { person, done } = webPerson(stage);
    const state = await (await stage.start(person, mixedPlan(stage))).ended;
    expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
    expect(new Set(done)).toEqual(
      new Set([
        'source prepareBackup',
        'source startBackup',
        'source backup',
        'target importBackup',
        'target restoreJob',
      ]),
    );
    expect(changing(state).every((command) => command.startsWith('clients '))).toBe(true);
    expect(state.facts.silence).toMatchObject({ by: 'hand' });
    expect(state.facts.moved).toMatchObject({ by: 'hand' });
  });

  test('the import by a person is followed by command', async () => {
    stage = await setStage();
    const { person, done } = webPerson(stage);
    const target = { ...stage.pair.plan.target, ways: { importBackup: 'hand' } as const };
    const state = await (await stage.start(person, { target })).ended;
    expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
    expect(done).toEqual(['target importBackup']);
  });

  test('a person lets the program do what was theirs, in the middle of a run', async () => {
    stage = await setStage();
    const { person, done } = webPerson(stage);
    const usual = person.answers?.['do-by-hand'];
    const answers: typeof person.answers = {
      ...person.answers,
      'do-by-hand': async (question, key) =>
        ['prepareBackup', 'backup'].includes(question.operation)
          ? await usual?.(question, key)
          : {
              ...{ kind: 'do-by-hand', action: 'switch', to: 'command' },
              ...{ given: {}, secrets: {} },
            },
      'power-off': (question) => ({
        kind: 'power-off',
        typedName: question.sourceName,
        by: 'command',
      }),
      'move-address': () => ({ kind: 'move-address', accept: true, by: 'command' }),
    };
    const state = await (await stage.start({ ...person, answers }, mixedPlan(stage))).ended;
    expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
    expect(new Set(done)).toEqual(new Set(['source prepareBackup', 'source backup']));
    expect(state.switched).toEqual({
      source: { startBackup: 'command' },
      target: { importBackup: 'command' },
    });
  });

  test('an open question is taken back where it goes by command from now on', async () => {
    stage = await setStage();
    const { person } = webPerson(stage);
    let id = '';
    let asked = 0;
    const answers: typeof person.answers = {
      'do-by-hand': (question: Asked) => {
        asked++;
        const { side, operation } = question;
        void stage.engine.handlers['switch-way']({ id, side, operation, way: 'command' });
        return undefined;
      },
    };
    const source = { ...stage.pair.plan.source, ways: { counts: 'hand' } as const };
    const started = await stage.start({ answers }, { source });
    ({ id } = started);
    const state = await started.ended;
    expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
    expect(asked).toBe(1);
  });

  test('a command that fails can be taken over by a person before the run goes on', async () => {
    stage = await setStage();
    const { person, done } = webPerson(stage, {
      counts: ({ side }) => {
        const { counts } = stage.pair.machine(side).state.database;
        return {
          given: Object.fromEntries(
            Object.entries(counts).map(([name, count]) => [name, String(count)]),
          ),
        };
      },
    });
    await stage.pair.setFault('source', 'no-command', { at: 'counts' });
    const first = await stage.start(person);
    const stopped = await first.ended;
    expect(stopped.failure).toMatchObject({ facts: { operation: 'counts', side: 'source' } });
    const { id } = first;
    const wayOfCounts = async () =>
      (await stage.engine.handlers['ways-of']({ id })).source.find(
        ({ operation }) => operation === 'counts',
      );
    expect(await wayOfCounts()).toMatchObject({ way: 'command', possible: ['command', 'hand'] });
    await stage.engine.handlers['switch-way']({
      ...{ id, side: 'source', operation: 'counts', way: 'hand' },
    });
    expect(await wayOfCounts()).toMatchObject({ way: 'hand' });
    const state = await stage.resume(id, person).ended;
    expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
    expect(done).toEqual(['source counts', 'source counts']);
  });
});
