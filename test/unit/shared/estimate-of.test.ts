import { expect, test } from 'vitest';
import { estimate } from '../../../shared/estimate';
import { calendarOf, estimateOf } from '../../../shared/estimate-of';
import { fold, foldAll } from '../../../shared/fold';
import { parsePlan } from '../../../shared/plan';

const at = '2026-11-24T02:00:00.000Z';
const plan = parsePlan({ source: { host: 'a', user: 'u' }, target: { host: 'b', user: 'u' } });
const created = fold(undefined, { at, type: 'migration-created', id: 'm1', plan });
const looked = foldAll([
  { at, type: 'migration-created', id: 'm1', plan },
  {
    at,
    type: 'findings-made',
    findings: [],
    measured: { databaseBytes: 100e9, newestBackupBytes: 5e6, lastPatchAt: '2026-11-01T00:00:00Z' },
  },
]);

test('a migration whose servers told nothing is estimated by documented durations, in wide ranges', () => {
  expect(estimateOf(created)).toEqual(estimate({}));
  expect(calendarOf(created)).toMatchObject({ clocks: { source: {} } });
});

test('what the servers told goes into the estimate, and the link stays not measured', () => {
  const { phases } = estimateOf(looked ?? created);
  const about = phases.transfer.grounds.map((ground) => ground.about);
  expect(about).toEqual(['file-as-before', 'link-unknown', 'link-unknown']);
  expect(phases['back-up'].minutes.high).toBe(60);
});

test('the time zone is what a person says, the last patch what the server told', () => {
  expect(calendarOf(looked ?? created, 60)).toMatchObject({
    clocks: { source: { timeZoneOffsetMinutes: 60 } },
    lastPatchAt: '2026-11-01T00:00:00Z',
  });
});
