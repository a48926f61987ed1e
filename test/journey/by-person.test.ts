import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { HandOperation } from '../../shared/hand-work';
import type { MigrationState } from '../../shared/migration';
import { type Asked, webPerson, webPlan } from './by-web-person';
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
