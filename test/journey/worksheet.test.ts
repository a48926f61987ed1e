import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createEngine } from '../../electron/engine/engine';
import { takeLock } from '../../electron/engine/migration/lock';
import { worksheetIds, worksheetRules } from '../../shared/worksheet';
import { goodEnd, goodEndOf, type Stage, setStage } from './stage';

let stage: Stage;
afterEach(async () => {
  await stage?.close();
});

const folderOf = (id: string): string => join(stage.dataFolder, 'migrations', id);
const journalOf = (id: string): string => readFileSync(join(folderOf(id), 'journal.jsonl'), 'utf8');
const note = (input: Parameters<Stage['engine']['handlers']['note-worksheet']>[0]) =>
  stage.engine.handlers['note-worksheet'](input);

test('is filled in while a run waits, answers its check, and is ticked off in the report after the end', async () => {
  stage = await setStage();
  const noted: Promise<null>[] = [];
  stage.engine.onEvent((id, event) => {
    if (event.type !== 'question-asked' || event.question.kind !== 'review-findings') return;
    for (const item of worksheetIds.filter((each) => worksheetRules[each].lookUp))
      noted.push(note({ id, item, state: 'not-used', by: 'Ada' }));
    noted.push(note({ id, item: 'smtp', state: 'to-do', where: 'mail:587', by: 'Ada' }));
  });
  const state = await (await stage.start()).ended;
  expect((await Promise.all(noted)).length).toBeGreaterThan(10);
  expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
  const finding = state.findings.find(({ id }) => id === 'EPP-142');
  expect(finding).toMatchObject({ level: 'ok' });
  expect(finding).not.toHaveProperty('statement');
  const { text, html, json } = state.facts.report ?? { text: '', html: '', json: '' };
  expect(readFileSync(text, 'utf8')).toMatch(/- E-mail \(SMTP\) \(mail:587\): Enter the password/);
  expect(readFileSync(text, 'utf8')).toMatch(/- eDiscovery: nobody said whether it is used/);

  await note({ id: state.id, item: 'smtp', state: 'tested', note: 'Seen by Bob' });
  expect(readFileSync(text, 'utf8')).not.toMatch(/- E-mail/);
  expect(readFileSync(html, 'utf8')).toContain('Seen by Bob');
  expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
    worksheet: { smtp: { state: 'tested', where: 'mail:587', note: 'Seen by Bob' } },
  });
  const [listed] = await stage.engine.handlers['list-migrations']({});
  expect(listed).toMatchObject({ status: 'finished', worksheet: { smtp: { state: 'tested' } } });
});

test('takes what is noted between two runs, and nothing that is a secret', async () => {
  stage = await setStage();
  const first = await stage.start({}, { until: 'check' });
  await first.ended;
  const { id } = first;
  const heard: string[] = [];
  stage.engine.onEvent((_id, event) => heard.push(event.type));
  await note({ id, item: 'directory', where: 'dc1.example.com:636, svc-epp' });
  expect(heard).toEqual(['worksheet-noted']);
  const before = journalOf(id);
  await expect(note({ id, item: 'smtp', note: 'password: hunter2-Kx' })).rejects.toMatchObject({
    failure: { code: 'worksheet.secret', facts: { part: 'note', seen: 'password' } },
  });
  expect(journalOf(id)).toBe(before);

  const tries: Promise<unknown>[] = [];
  const going = stage.resume(id, {
    answers: {
      'save-key': (_question, key) => {
        const tell = (how: { note: string } | { where: string }) =>
          tries.push(note({ id, item: 'smtp', ...how }).catch((thrown) => thrown.failure));
        tell({ note: `we log in with ${stage.pair.password}` });
        tell({ where: `x${key}` });
        return { kind: 'save-key', secret: key };
      },
    },
  });
  const state = await going.ended;
  const given = { code: 'worksheet.secret', facts: { seen: 'given' } };
  expect(await Promise.all(tries)).toMatchObject([given, given]);
  expect(state).toMatchObject({
    status: 'finished',
    worksheet: { directory: { state: 'to-do', where: 'dc1.example.com:636, svc-epp' } },
  });
  expect(state.worksheet.smtp).toBeUndefined();
  expect(journalOf(id)).not.toContain('hunter2');
});

test('waits for a program that runs the migration, and survives a line that was cut off', async () => {
  stage = await setStage();
  const first = await stage.start({}, { until: 'check' });
  await first.ended;
  const { id } = first;
  const lock = takeLock(folderOf(id), new Date().toISOString());
  await expect(note({ id, item: 'sso', state: 'not-used' })).rejects.toMatchObject({
    failure: { code: 'migration.locked' },
  });
  lock.release();
  writeFileSync(join(folderOf(id), 'journal.jsonl'), `${journalOf(id)}{"at":"2026`);
  await note({ id, item: 'sso', state: 'not-used' });
  const again = createEngine({ dataFolder: stage.dataFolder, program: 'other' });
  const [state] = await again.handlers['list-migrations']({});
  expect(state).toMatchObject({ status: 'paused', worksheet: { sso: { state: 'not-used' } } });
  await again.close();
});

test('is written as a table to print and for a spreadsheet', async () => {
  stage = await setStage();
  const first = await stage.start({}, { until: 'check' });
  await first.ended;
  const { id } = first;
  await note({ id, item: 'siem', where: 'siem.example.com:514', note: '=1+1 <b>', by: 'Ada' });
  const save = async (format: 'html' | 'csv') => {
    const path = join(stage.dataFolder, `sheet.${format}`);
    await stage.engine.handlers['export-worksheet']({ id, format, file: { path } });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    return readFileSync(path, 'utf8');
  };
  const csv = await save('csv');
  expect(csv).toMatch(/^"Id","Item","State"/);
  expect(csv).toContain(`"siem","SIEM (syslog-ng)","To do","siem.example.com:514","'=1+1 <b>"`);
  const html = await save('html');
  expect(html).toContain('siem.example.com:514');
  expect(html).not.toContain('<b>');
});
