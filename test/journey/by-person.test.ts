import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { HandOperation } from '../../shared/hand-work';
import type { MigrationState } from '../../shared/migration';
import { byHand } from './by-hand';
import { type Asked, atMachine, type Given, webPerson, webPlan } from './by-web-person';
import { goodEnd, goodEndOf, type Stage, setStage } from './stage';

let stage: Stage;
afterEach(async () => {
  await stage?.close();
});

const proofs = ({ handWork }: MigrationState): readonly string[] =>
  handWork.map(({ side, operation, proof }) => `${side} ${operation} ${proof}`);

describe('a migration without SSH', () => {
  test('ends as one by command does, each piece of work with its proof', async () => {
    stage = await setStage();
    const { person, done } = webPerson(stage);
    const { ended, events, keys } = await stage.start(person, webPlan(stage));
    const state = await ended;
    expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
    expect(state.commands).toEqual([]);
    expect(state.hostKeys).toMatchObject({ source: { type: 'x509' }, target: { type: 'x509' } });
    expect(proofs(state)).toEqual(
      expect.arrayContaining([
        'source backup file',
        'target restoreJob login',
        'target counts counts',
        'source powerOff silence',
        'target setAddress certificate',
        'target setClients stated',
      ]),
    );
    // How it is done at the servers goes with the questions of the cutover.
    const places = events.flatMap((event) =>
      event.type === 'question-asked' &&
      (event.question.kind === 'power-off' || event.question.kind === 'move-address')
        ? [event.question.guide?.place]
        : [],
    );
    expect(places).toEqual([
      expect.stringContaining('Appliance Operations'),
      expect.stringContaining('Networking'),
    ]);
    // Everything once, but for what waits and what a restore or a move changes.
    const once = done.filter((each) => !/ (?:backup|restoreJob)$/.test(each));
    expect(once.filter((each) => each === 'source prepareBackup')).toHaveLength(1);
    expect(once.filter((each) => each === 'target importBackup')).toHaveLength(1);
    expect(once.filter((each) => each === 'source backups')).toHaveLength(2);
    const { text = '', json = '', html = '' } = state.facts.report ?? {};
    const report = readFileSync(text, 'utf8');
    expect(report).toMatch(/stated by Anna at 20/);
    expect(report).toContain('proven by the file and its SHA-256');
    expect(readFileSync(html, 'utf8')).toContain('Done by hand');
    expect(JSON.parse(readFileSync(json, 'utf8'))).toHaveProperty('handWork');
    const journal = readFileSync(
      join(stage.dataFolder, 'migrations', state.id, 'journal.jsonl'),
      'utf8',
    );
    expect(keys).not.toEqual([]);
    for (const key of keys) expect(JSON.stringify(events) + journal + report).not.toContain(key);
  });

  test('another certificate after the move of the address is compared by a person', async () => {
    stage = await setStage();
    await stage.pair.setFault('target', 'new-certificate', true);
    const { person } = webPerson(stage);
    const { ended, events } = await stage.start(person, webPlan(stage));
    const state = await ended;
    expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
    const asked = events.flatMap((event) =>
      event.type === 'question-asked' && event.question.kind === 'trust-host'
        ? [`${event.question.side} ${event.question.host} ${event.question.hostKey.type}`]
        : [],
    );
    const { source, target } = stage.pair.plan;
    expect(asked).toEqual([
      `source ${source.host} x509`,
      `target ${target.host} x509`,
      `target ${source.host} x509`,
    ]);
    expect(state.replacedKeys).toHaveLength(1);
  });

  test('a certificate that nobody accepts ends it before anything is asked', async () => {
    stage = await setStage();
    const { person, done } = webPerson(stage);
    const answers = {
      ...person.answers,
      'trust-host': () => ({ kind: 'trust-host', accept: false }) as const,
    };
    const state = await (await stage.start({ ...person, answers }, webPlan(stage))).ended;
    expect(state.failure).toMatchObject({ code: 'web.certificate-rejected' });
    expect(done).toEqual([]);
  });
});

describe('the program ended while a person was asked', () => {
  const operations: readonly HandOperation[] = [
    'identity',
    'counts',
    'startBackup',
    'backup',
    'importBackup',
    'restoreJob',
  ];
  test.each(operations)(
    'for %s: nothing that was done is asked or done twice',
    async (operation) => {
      stage = await setStage();
      let cut = false;
      let id = '';
      const { person, done } = webPerson(stage);
      const usual = person.answers?.['do-by-hand'];
      const cutting = {
        ...person,
        answers: {
          ...person.answers,
          'do-by-hand': async (question: Asked) => {
            if (!cut && question.operation === operation) {
              cut = true;
              void stage.engine.handlers['cancel-migration']({ id, because: 'unanswered' });
              return undefined;
            }
            return await usual?.(question, '');
          },
        },
      };
      const first = await stage.start(cutting, webPlan(stage));
      ({ id } = first);
      expect(await first.ended).toMatchObject({ status: 'paused' });
      const before = [...done];
      const state = await stage.resume(id, person).ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
      const after = done.slice(before.length);
      // Before the restore is over, nothing of what was read is read again.
      const upTo = after.indexOf('target restoreJob');
      const early = after.slice(0, upTo < 0 ? undefined : upTo);
      const twice = early.filter((each) => before.includes(each) && !each.endsWith(' backup'));
      expect(twice).toEqual([]);
    },
  );
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
