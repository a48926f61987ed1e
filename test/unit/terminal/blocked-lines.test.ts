import { expect, test } from 'vitest';
import { checkedEnding, failedEnding } from '../../../electron/terminal/ending';
import { findingList } from '../../../electron/terminal/finding-text';
import { endWords } from '../../../electron/terminal/screens/end-words';
import { plainScreen } from '../../../electron/terminal/screens/plain-screen';
import type { Finding } from '../../../shared/finding';
import { page, plainPaint } from './page';
import { stateAfter } from './state';

const at = '2026-11-24T10:00:00.000Z';
const finding = (id: Finding['id'], level: Finding['level'], on: Finding['on']): Finding => ({
  ...{ id, level, on, measured: `down: ${id}`, required: 'that' },
});
const findings = [
  finding('EPP-142', 'unknown', 'source'),
  finding('EPP-141', 'unknown', 'both'),
  finding('EPP-106', 'error', 'source'),
  finding('EPP-110', 'error', 'source'),
];
const made = { at, type: 'findings-made', findings } as const;

test('the list of findings begins with those that block, and says of each that it does', () => {
  const text = findingList(findings, 79, plainPaint).join('\n');
  const order = [...text.matchAll(/^ {2}\S (EPP-\d+)/gm)].map(([, id]) => id);
  expect(order).toEqual(['EPP-106', 'EPP-110', 'EPP-141', 'EPP-142']);
  expect(text.replaceAll(/\s+/g, ' ')).toMatch(/EPP-141 [^.]+ Blocks: to be said\. Both servers\./);
  expect(text.match(/Blocks/g)).toHaveLength(3);
});

test('a run that is blocked ends with what blocks and the lines that the plan lacks', () => {
  const { lines, terminal } = page();
  const failure = { code: 'preflight.blocked', facts: { errors: 3, ids: 'all' } } as const;
  endWords(failedEnding(failure, stateAfter(made)), terminal);
  const text = lines.join('\n');
  expect(text.replaceAll(/\s+/g, ' ')).toContain(
    '3 of the checks block: 1 not answered (EPP-141 both), 2 not fulfilled (EPP-106 source, EPP-110 source).',
  );
  expect(text).toMatch(/“statements” in the plan’s\s+“answers”, or --answers FILE/);
  expect(text).toContain('  EPP-106  Old server: down: EPP-106');
  expect(text).toContain('\n    { "id": "EPP-141", "on": "both", "holds": true, "note": "…" }\n');
  expect(text).toContain('\n    { "id": "EPP-106", "on": "source", "reason": "…" }\n');
  // Nobody may let that one pass.
  expect(text).not.toContain('"EPP-110"');
  expect(text).not.toContain('EPP-142');
});

test('checks that nothing blocks say what going on from there does', () => {
  const { lines, terminal } = page();
  const state = { ...stateAfter(), status: 'paused' } as const;
  endWords(checkedEnding({ outcome: 'paused', exitCode: 11, state }), terminal);
  expect(lines.join('\n')).toMatch(
    /Go on +epp-migrate resume m1\n +This leaves the checks and asks the old server for a backup\.$/,
  );
});

test('the same findings are listed once', () => {
  const { lines, terminal } = page();
  const screen = plainScreen(terminal);
  const state = stateAfter(made);
  screen.show('m1', made, state);
  const once = lines.length;
  screen.show('m1', made, state);
  expect(lines).toHaveLength(once);
});
