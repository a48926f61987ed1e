import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { byHand } from './by-hand';
import { type Asked, atMachine, type Given, webPerson, webPlan } from './by-web-person';
import { goodEnd, goodEndOf, type Stage, setStage } from './stage';

let stage: Stage;
afterEach(async () => {
  await stage?.close();
});

describe('what a person says is held against what is there', () => {
  const run = async (
    otherwise: Partial<Record<Asked['operation'], (question: Asked) => Promise<Given> | Given>>,
  ) => {
    stage = await setStage();
    const { person, done } = webPerson(stage, otherwise);
    const state = await (await stage.start(person, webPlan(stage))).ended;
    return { state, done };
  };

  test('a web page in place of the backup is refused, and the right file taken then', async () => {
    let lied = false;
    const { person, done } = await (async () => {
      stage = await setStage();
      const honest = webPerson(stage);
      const usual = honest.person.answers?.['do-by-hand'];
      return {
        done: honest.done,
        person: {
          ...honest.person,
          answers: {
            ...honest.person.answers,
            'do-by-hand': async (question: Asked) => {
              if (question.operation !== 'backup' || lied) return await usual?.(question, '');
              lied = true;
              const path = join(stage.dataFolder, 'backup.eppb');
              writeFileSync(path, '<!DOCTYPE html><html><body>Log in</body></html>');
              return {
                ...({ kind: 'do-by-hand', action: 'done', given: { state: 'ready' } } as const),
                ...{ secrets: {}, file: { path } },
              };
            },
          },
        },
      };
    })();
    const state = await (await stage.start(person, webPlan(stage))).ended;
    expect(done).toContain('source backup (hand.not-a-backup)');
    expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
  });

  test('counts that went down after the restore end it', async () => {
    const { state } = await run({
      counts: async ({ side }) => {
        const restored = stage.pair.machine(side).restoresStarted > 0;
        const computers = side === 'source' ? '40' : restored ? '39' : '0';
        const others = { users: '1', groups: '1', devices: '1', policies: '1', rights: '1' };
        return { given: { computers, ...others, admins: '1' } };
      },
    });
    expect(state).toMatchObject({
      status: 'failed',
      failure: { code: 'verify.counts-differ', facts: { differences: 'computers 40 → 39' } },
    });
  });

  test('another version after the restore than before it ends it', async () => {
    const { state } = await run({
      identity: ({ side, fields }) => {
        const { version } = stage.pair.machine(side).state;
        const again = !fields.some(({ name }) => name === 'address');
        return {
          given: {
            ...{ version: again ? '5.9.4.2' : version, oldLogin: 'yes' },
            ...{ address: stage.pair.plan[side].host, prefix: '24', gateway: '127.0.0.1' },
            dns1: '127.0.0.1',
          },
        };
      },
    });
    expect(state.failure).toMatchObject({ code: 'verify.counts-differ' });
  });

  test('a power-off that nobody carried out is no power-off: its silence counts', async () => {
    stage = await setStage();
    const { person } = webPerson(stage);
    const answers: typeof person.answers = {
      ...person.answers,
      'power-off': (question) => {
        setTimeout(() => void byHand.powerOff(stage), 2000);
        return { kind: 'power-off', typedName: question.sourceName };
      },
    };
    const watched = await stage.start({ ...person, answers }, webPlan(stage));
    const powers: string[] = [];
    stage.engine.onEvent((_id, event) => {
      if (event.type === 'hand-work-done' && event.operation === 'powerOff')
        powers.push(stage.pair.machine('source').power);
    });
    const state = await watched.ended;
    expect(powers).toEqual(['off']);
    expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
  });

  test('error 500 is answered with a warning, and asked again', async () => {
    let said = 0;
    const { state, done } = await run({
      restoreJob: async () => {
        said++;
        if (said === 1) return { given: { state: 'error-500' } };
        const job = await atMachine(stage, 'target', (machine) => machine.restoreJob()).catch(
          () => undefined,
        );
        await new Promise((resolve) => setTimeout(resolve, 100));
        return { given: { state: job?.state === 'done' ? 'ready' : 'queued' } };
      },
    });
    expect(done).toContain('target restoreJob (hand.do-not-retry)');
    expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
  });
});
