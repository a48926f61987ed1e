import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MigrationEvent, Question } from '../../shared/migration';
import { login } from '../unit/simulator/practice-client';
import { goodEnd, goodEndOf, onStage, type Stage, type Started, setStage } from './stage';

/** Of 40 computers 32 are in use; the fault keeps the last quarter of them away. */
const quarterMissing = { faults: { target: { 'clients-missing': { share: 0.25 } } } } as const;
const soon = { clients: { minutes: 3 } } as const;

const asked = ({ events }: Started, kind: Question['kind']) =>
  events.flatMap((event) =>
    event.type === 'question-asked' && event.question.kind === kind ? [event.question] : [],
  );
const counted = (events: readonly MigrationEvent[]) =>
  events.flatMap((event) =>
    event.type === 'progress' && event.progress.unit === 'clients' ? [event.progress] : [],
  );
const switches = ({ pair }: Stage, side: 'source' | 'target' = 'target') =>
  pair.machine(side).record.changes.filter((change) => change.startsWith('clients '));
const fileIn = ({ dataFolder }: Stage, id: string, name: string): string =>
  join(dataFolder, 'migrations', id, name);

describe('the clients', () => {
  it('are kept away until the takeover is proven, then let in and counted until they are back', () =>
    onStage(setStage(), async (stage) => {
      const run = await stage.start();
      const state = await run.ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
      const { before, held, admitted, clientsBack, takeover } = state.facts;
      expect(before?.clients).toMatchObject({ count: 32, file: expect.stringMatching(/\.json$/) });
      expect(held?.how).toBe('found');
      expect(admitted?.how).toBe('switched');
      expect(switches(stage)).toEqual(['clients enable']);
      expect(clientsBack).toMatchObject({ counted: { expected: 32 } });
      expect(clientsBack?.counted?.back).toBeGreaterThanOrEqual(31);
      const first = Date.parse(clientsBack?.counted?.firstAt ?? '');
      expect(first).toBeGreaterThanOrEqual(Date.parse(takeover?.provenAt ?? '') - 2000);
      expect(first).toBeLessThanOrEqual(Date.parse(clientsBack?.endedAt ?? ''));
      // The names stay out of the journal, and are nobody else's business.
      const list = fileIn(stage, run.id, 'computers-before.json');
      expect(JSON.parse(readFileSync(list, 'utf8'))).toHaveLength(32);
      if (process.platform !== 'win32') expect(statSync(list).mode & 0o777).toBe(0o600);
      expect(readFileSync(fileIn(stage, run.id, 'journal.jsonl'), 'utf8')).not.toContain(
        'PC-00001',
      );

      const told = counted(run.events);
      expect(told[0]?.done).toBeLessThan(32);
      expect(told.at(-1)?.done).toBe(clientsBack?.counted?.back);
      expect(told[0]?.clients).toMatchObject({ enough: 31, until: expect.any(String) });
      expect(told[0]?.clients?.missing.length).toBeGreaterThan(0);
      const { certificate } = takeover ?? {};
      expect(certificate).toEqual({ seen: before?.certificates.target?.seen, was: 'target' });
      expect(before?.certificates.source?.told).toBe(before?.certificates.source?.seen);
      const html = readFileSync(state.facts.report?.html ?? '', 'utf8');
      expect(html).toContain(`${clientsBack?.counted?.back} of 32 computers back; first at`);
    }));

  it('are switched off where they reach the new server before the restore', () =>
    onStage(setStage(), async (stage) => {
      const run = await stage.start({
        answers: {
          'save-key': (_question, key) => {
            void login(stage.pair.target).then((client) => client.one('clients enable'));
            return { kind: 'save-key', secret: key };
          },
        },
      });
      const state = await run.ended;
      expect(state.status).toBe('finished');
      expect(state.facts.held?.how).toBe('switched');
      expect(switches(stage)).toEqual(['clients enable', 'clients disable', 'clients enable']);
      const order = stage.pair.machine('target').record.changes;
      expect(order.indexOf('clients disable')).toBeLessThan(order.indexOf('backup import'));
    }));

  it('that are missing when the time is over are asked about, and counted on meanwhile', () =>
    onStage(setStage(quarterMissing), async (stage) => {
      let answers = 0;
      const run = await stage.start(
        {
          answers: {
            'clients-missing': () => {
              answers++;
              if (answers === 1) return { kind: 'clients-missing', action: 'wait-on' };
              // Nobody answers: the rest of them comes by itself, and the question goes away.
              void stage.pair.setFault('target', 'clients-missing', false);
              return undefined;
            },
          },
        },
        soon,
      );
      const state = await run.ended;
      expect(state.status).toBe('finished');
      const [question, again] = asked(run, 'clients-missing');
      expect(question).toMatchObject({ back: 24, expected: 32, enough: 31 });
      expect(question?.kind === 'clients-missing' && question.missing).toHaveLength(8);
      expect(again?.id).not.toBe(question?.id);
      expect(state.facts.clientsBack?.counted).toMatchObject({ expected: 32, back: 32 });
      expect(state.facts.clientsBack?.said).toBeUndefined();
    }));

  it('may be left behind by a person, by name and with a list', () =>
    onStage(setStage(quarterMissing), async (stage) => {
      const run = await stage.start(
        {
          answers: {
            'clients-missing': () => ({ kind: 'clients-missing', action: 'go-on', by: 'Jane' }),
          },
        },
        soon,
      );
      const state = await run.ended;
      expect(state.status).toBe('finished');
      const { counted: count, said } = state.facts.clientsBack ?? {};
      expect(count).toMatchObject({ expected: 32, back: 24 });
      expect(said).toEqual({ by: 'Jane', holds: false });
      const list = readFileSync(count?.file ?? '', 'utf8')
        .trimEnd()
        .split('\r\n');
      expect(list).toHaveLength(9);
      expect(list.slice(0, 2)).toEqual(['"computer"', '"PC-00025"']);
      const text = readFileSync(state.facts.report?.text ?? '', 'utf8');
      expect(text).toContain('Jane went on without the others');
    }));

  it('are not said to be back where nobody can count them: a person says so', () =>
    onStage(
      setStage({ faults: { source: { 'no-command': { at: 'clients seen' } } } }),
      async (stage) => {
        const run = await stage.start({
          answers: {
            'clients-by-person': () => ({ kind: 'clients-by-person', holds: true, by: 'Jane' }),
          },
        });
        const state = await run.ended;
        expect(state.status).toBe('finished');
        expect(state.facts.before?.clients).toBeUndefined();
        expect(asked(run, 'clients-by-person')).toMatchObject([{ about: 'back', why: 'no-list' }]);
        expect(state.facts.clientsBack).toMatchObject({ said: { by: 'Jane', holds: true } });
        expect(state.facts.clientsBack?.counted).toBeUndefined();
      },
    ));

  it('stop the run where a person says that they cannot be let in, and it goes on later', () =>
    onStage(
      setStage({ faults: { target: { 'no-command': { at: 'clients enable' } } } }),
      async (stage) => {
        const run = await stage.start({
          answers: { 'clients-by-person': () => ({ kind: 'clients-by-person', holds: false }) },
        });
        const stopped = await run.ended;
        expect(stopped.failure).toMatchObject({ code: 'clients.not-on' });
        expect(asked(run, 'clients-by-person')).toMatchObject([{ about: 'on', why: 'no-command' }]);
        await stage.pair.setFault('target', 'no-command', false);
        const state = await stage.resume(run.id).ended;
        expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
        expect(state.facts.admitted?.how).toBe('switched');
      },
    ));

  it('are warned of where the certificate at the old address is a new one', () =>
    onStage(setStage({ faults: { target: { 'new-certificate': true } } }), async (stage) => {
      const state = await (await stage.start()).ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
      const { certificate } = state.facts.takeover ?? {};
      expect(certificate?.was).toBe('changed');
      expect(certificate?.seen).not.toBe(state.facts.before?.certificates.target?.seen);
      const text = readFileSync(state.facts.report?.text ?? '', 'utf8');
      expect(text.replaceAll(/\s+/g, ' ')).toContain('trust only the former certificate');
    }));

  it('are waited for again after the run was stopped, and nothing is switched twice', () =>
    onStage(setStage(quarterMissing), async (stage) => {
      const run = await stage.start();
      await new Promise<void>((resolve) => {
        const leave = stage.engine.onEvent((_id, event) => {
          if (event.type !== 'progress' || event.progress.unit !== 'clients') return;
          leave();
          resolve();
        });
      });
      await stage.engine.handlers['cancel-migration']({
        id: run.id,
        because: 'person',
        discardBackup: false,
      });
      const stopped = await run.ended;
      expect(stopped.status).toBe('cancelled');
      expect(stopped.steps['await-clients'].state).toBe('running');
      await stage.pair.setFault('target', 'clients-missing', false);
      const again = stage.resume(run.id);
      const state = await again.ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
      expect(switches(stage)).toEqual(['clients enable']);
      expect(counted(again.events).length).toBeGreaterThan(0);
      expect(state.facts.clientsBack?.counted?.expected).toBe(32);
    }));
});
