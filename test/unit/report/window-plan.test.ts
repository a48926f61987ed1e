import { describe, expect, test } from 'vitest';
import type { WindowPlanPage } from '../../../electron/engine/report/window-plan-content';
import { windowPlanFile, windowPlanPage } from '../../../electron/engine/report/window-plan-file';
import { windowPlanHtml } from '../../../electron/engine/report/window-plan-html';
import { windowPlanText } from '../../../electron/engine/report/window-plan-text';
import { estimate } from '../../../shared/estimate';
import { fold } from '../../../shared/fold';
import { parsePlan } from '../../../shared/plan';
import { gateIds, type WindowOptions, windowPlan } from '../../../shared/window-plan';
import { gateWords, notKnownWords } from '../../../shared/words/window-plan';

const now = new Date('2026-11-20T08:00:00Z');
const made = estimate({ databaseBytes: 4e9, versions: 'dotted' });
const page = (more: Partial<WindowOptions> = {}, name = 'epp-old'): WindowPlanPage => ({
  estimate: made,
  plan: windowPlan(made, {
    start: '2026-11-24T09:00:00Z',
    clocks: { source: { aheadSeconds: 90, timeZoneOffsetMinutes: -210 } },
    lastPatchAt: '2026-11-01T00:00:00Z',
    ...more,
  }),
  servers: {
    source: { name, address: '10.0.0.20' },
    target: { name: 'epp-new', address: '10.0.0.21' },
  },
});

describe('the printed window plan', () => {
  test('names both servers with their addresses, and whose clock its times are of', () => {
    const text = windowPlanText(page(), now);
    expect(text).toMatch(/^old server +epp-old +10\.0\.0\.20$/m);
    expect(text).toMatch(/^new server +epp-new +10\.0\.0\.21$/m);
    expect(text).toContain("UTC-3:30, 1 min 30 s ahead of this computer's");
    expect(text).toMatch(/^Start +2026-11-24 05:31 +2026-11-24 09:00$/m);
  });

  test('says when it was written, by both clocks', () => {
    expect(windowPlanText(page(), now)).toMatch(
      /^Plan written +2026-11-20 04:31 +2026-11-20 08:00$/m,
    );
  });

  test('has a line to sign for every decision, as text and on paper', () => {
    expect(windowPlanText(page(), now).match(/Name and signature: _+$/gm)).toHaveLength(
      gateIds.length,
    );
    expect(windowPlanHtml(page(), now).match(/<td><\/td><td><\/td><td><\/td>/g)).toHaveLength(
      gateIds.length,
    );
  });

  test('names the point of no return, and the latest time to turn back where an end is wished', () => {
    expect(windowPlanText(page(), now)).toMatch(/^Point of no return: power-off +2026-11-24/m);
    expect(windowPlanText(page(), now)).not.toContain('Latest time to turn back');
    const text = windowPlanText(page({ end: '2026-11-24T20:00:00Z' }), now);
    expect(text).toMatch(/^Latest time to turn back +2026-11-24 16:01 +2026-11-24 19:30$/m);
    expect(text).toMatch(/^No power-off after +2026-11-24 15:31 +2026-11-24 19:00$/m);
  });

  test('says what speaks against it, and nothing of it where nothing does', () => {
    expect(windowPlanText(page(), now)).not.toContain('What speaks against it');
    const text = windowPlanText(page({ lastPatchAt: '2026-11-24T02:00:00Z' }), now);
    expect(text).toContain('within 24 h after the last patch');
    expect(text).toMatch(/The next safe start is 2026-11-2\d \d\d:\d\d\./);
  });

  test('tells documented, measured and assumed numbers apart', () => {
    const text = windowPlanText(page(), now);
    expect(text).toMatch(/^Restore +15 to 45 min +documented by the vendor +The vendor/m);
    expect(text).toMatch(/measured +The database has 4\.0 GB\.$/m);
    expect(text).toMatch(/assumed by us +The link to the old server is not measured/m);
  });

  test('takes no name of a server for HTML', () => {
    const html = windowPlanHtml(page({}, '<img src=x onerror="alert(1)">&$&'), now);
    expect(html).not.toContain('<img');
    expect(html).toContain('&#60;img src=x onerror=&#34;alert(1)&#34;&#62;&#38;$&#38;');
    expect(html).toContain("default-src 'none'");
    expect(html).not.toContain('<script');
  });

  test('keeps tables whole on paper and numbers its pages', () => {
    const html = windowPlanHtml(page(), now);
    const style = html.slice(0, html.indexOf('</head>'));
    expect(style).toMatch(/^table, ul \{ break-inside: avoid; \}$/m);
    expect(style).toContain('counter(page) " / " counter(pages)');
  });

  test('asks everything that has a decision', () => {
    const text = windowPlanText(page(), now);
    for (const gate of gateIds) expect(text).toContain(gateWords[gate].asks);
  });

  test('is of a migration: its servers, its start, and the time zone that a person said', () => {
    const state = fold(undefined, {
      ...{ at: '2026-11-20T08:00:00Z', type: 'migration-created', id: 'm1' },
      plan: parsePlan({ source: { host: 'a', user: 'u' }, target: { host: 'b', user: 'u' } }),
    });
    const start = '2026-11-24T09:00:00Z';
    const text = windowPlanFile(windowPlanPage(state, { start, zoneMinutes: 60 }), 'text', now);
    expect(text).toMatch(/^old server +a +a$/m);
    expect(text).toMatch(/^Start +2026-11-24 10:00 +2026-11-24 09:00$/m);
    const html = windowPlanFile(windowPlanPage(state, { start }), 'html', now);
    expect(html).toContain('<!doctype html>');
    expect(html).toContain(notKnownWords.zone);
  });
});
