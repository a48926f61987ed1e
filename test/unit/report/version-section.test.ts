import { describe, expect, test } from 'vitest';
import { reportContent } from '../../../electron/engine/report/report-content';
import { reportText } from '../../../electron/engine/report/report-text';
import builtIn from '../../../resources/rules/compatibility.json';
import { judge, rulesSchema, type Verdict } from '../../../shared/compatibility';
import { foldAll } from '../../../shared/fold';
import type { MigrationState } from '../../../shared/migration';
import { parsePlan } from '../../../shared/plan';

const at = '2026-11-24T02:00:00.000Z';
const plan = parsePlan({ source: { host: 'a', user: 'u' }, target: { host: 'b', user: 'u' } });
const rules = rulesSchema.parse(builtIn);

const reportOf = (verdict: Verdict | undefined): string => {
  const state = foldAll([
    { at, type: 'migration-created', id: 'm1', plan },
    {
      ...{ at, type: 'step-done', step: 'match-versions', found: false },
      learned: verdict ? { verdict } : {},
    },
  ]) as MigrationState;
  return reportText(reportContent(state, new Date(at)));
};

describe('the report says of the versions', () => {
  test('the verdict, why, where it is documented, and that the built-in rules were used', () => {
    const text = reportOf(judge(rules, '2509', '2604'));
    expect(text).toMatch(/^Do the versions go together\?$/m);
    expect(text).toMatch(/^Verdict +The vendor’s own documents disagree/m);
    expect(text).toMatch(/^Why +The guide’s table allows this pair/m);
    expect(text).toMatch(/^Documented +Migration Procedure, Migrating to 2510; /m);
    expect(text).toMatch(
      /^Rules used +2026-11, built into this program, rule early-newer-to-2604$/m,
    );
  });

  test('that the rules came from a file', () => {
    const text = reportOf(judge({ ...rules, name: '2027-02', origin: 'file' }, '2604', '2608'));
    expect(text).toMatch(
      /^Rules used +2027-02, from compatibility\.json in the data folder, rule/m,
    );
    expect(text).not.toMatch(/^What to do/m);
  });

  test('no more than an older journal knows', () => {
    const text = reportOf({ verdict: 'accepted', rule: 'same-version', documented: 'A page' });
    expect(text).toMatch(/^Documented +A page$/m);
    expect(text).toMatch(/^Rules used +rule same-version$/m);
    expect(text).not.toContain('undefined');
  });

  test('nothing before they were compared', () => {
    expect(reportOf(undefined)).not.toContain('go together');
  });
});
