import { describe, expect, test } from 'vitest';
import { reportContent } from '../../../electron/engine/report/report-content';
import { reportHtml } from '../../../electron/engine/report/report-html';
import { reportText } from '../../../electron/engine/report/report-text';
import { foldAll } from '../../../shared/fold';
import type { MigrationEvent, MigrationState } from '../../../shared/migration';
import { parsePlan } from '../../../shared/plan';

const at = '2026-11-24T02:00:00.000Z';
const plan = parsePlan({
  source: { host: 'old.example', user: 'u' },
  target: { host: 'new.example', user: 'u' },
});
const counts = { computers: 7, users: 6, groups: 5, devices: 4, policies: 3, rights: 2, admins: 1 };
const state = (...events: MigrationEvent[]): MigrationState =>
  foldAll([{ at, type: 'migration-created', id: 'm1', plan }, ...events]) as MigrationState;
const nasty = '<img src=x onerror="alert(1)">&\'';
const ran: MigrationEvent = {
  at,
  type: 'command-run',
  side: 'source',
  command: `power off ${nasty}`,
  exitCode: 0,
  milliseconds: 12,
  changes: true,
};

describe('the report', () => {
  test('of a migration that is not finished says so', () => {
    expect(reportContent(state(), new Date(at)).summary).toMatch(/^Not finished/);
  });

  test('shows what was counted before and after, and every changing command', () => {
    const learned = { baseline: counts, takeover: { hostKey: 'SHA256:new', counts, provenAt: at } };
    const done: MigrationEvent = {
      at,
      type: 'step-done',
      step: 'prove-takeover',
      learned,
      found: false,
    };
    const text = reportText(
      reportContent(state(done, ran, { ...ran, command: 'look', changes: false }), new Date(at)),
    );
    expect(text).toMatch(/^computers +7 +7$/m);
    expect(text).toContain('SHA256:new');
    expect(text).toContain('power off');
    expect(text).not.toContain('look');
  });

  test('takes nothing that a server said for HTML', () => {
    const html = reportHtml(reportContent(state(ran), new Date(at)));
    expect(html).not.toContain('<img');
    expect(html).toContain('&#60;img');
    expect(html).toContain("default-src 'none'");
  });
});
