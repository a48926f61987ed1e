import { describe, expect, test } from 'vitest';
import { findingsText } from '../../../electron/engine/report/findings-export';
import { reportContent } from '../../../electron/engine/report/report-content';
import { reportText } from '../../../electron/engine/report/report-text';
import type { Finding } from '../../../shared/finding';
import { foldAll } from '../../../shared/fold';
import type { MigrationState } from '../../../shared/migration';
import { parsePlan } from '../../../shared/plan';

const at = '2026-11-24T02:00:00.000Z';
const now = new Date(at);
const who = { by: 'Ada', at };
const finding = (change: Partial<Finding>): Finding => ({
  ...{ id: 'EPP-106', on: 'source', level: 'error', measured: 'down: x', required: 'all running' },
  ...change,
});
const plan = parsePlan({
  source: { host: 'old.example', user: 'u' },
  target: { host: 'new.example', user: 'u' },
});
const state = (...findings: Finding[]): MigrationState =>
  foldAll([
    { at, type: 'migration-created', id: 'm1', plan },
    { at, type: 'findings-made', findings },
  ]) as MigrationState;

describe('what people said of the checks', () => {
  const said = state(
    finding({ waiver: { reason: 'a lab', ...who } }),
    finding({
      ...{ id: 'EPP-140', on: 'target', level: 'unknown', measured: 'no command tells this' },
      statement: { holds: false, note: '', ...who },
      waiver: { reason: 'the customer has none', ...who },
    }),
  );

  test.each([
    ['the report', (given: MigrationState) => reportText(reportContent(given, now))],
    ['the list', (given: MigrationState) => findingsText(given, 'html', now)],
  ])('stands in %s with name, time and reason', (_where, write) => {
    const text = write(said);
    for (const part of ['Ada', at, 'a lab', 'let pass', 'it does not hold', 'New server']) {
      expect(text, part).toContain(part);
    }
    expect(text).toContain('the customer has none');
    expect(write(state(finding({ level: 'ok' })))).not.toContain('What people said');
  });
});

describe('the list of findings', () => {
  test('ends without a heading where nothing remains to be done', () => {
    const html = findingsText(state(finding({ level: 'ok' })), 'html', now);
    expect(html).not.toContain('What remains to be done');
    expect(html).toContain('nothing blocks');
    expect(findingsText(state(finding({})), 'html', now)).toContain('What remains to be done');
  });

  test.each(['=1+1', '@x', 'a\n=1+1', 'db;=HYPERLINK(1)', '-1', '  +1'])(
    'gives a spreadsheet no formula in %j',
    (name) => {
      const csv = findingsText(state(finding({ measured: name })), 'csv', now);
      expect(csv).not.toMatch(/["\n\r\t;]\s*[=+\-@]/);
      expect(csv.split('\r\n')).toHaveLength(3);
    },
  );

  test('as data has how each stands and whether it blocks', () => {
    const data: unknown = JSON.parse(findingsText(state(finding({})), 'json', now));
    expect(data).toMatchObject({
      migration: 'm1',
      findings: [{ id: 'EPP-106', standing: 'error', blocking: true, waivable: true }],
    });
  });
});
