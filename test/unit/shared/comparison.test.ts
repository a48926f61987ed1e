import { describe, expect, it } from 'vitest';
import { type Counts, countedEntities, type Licence } from '../../../shared/appliance';
import {
  compareCounts,
  compareErrors,
  compareLicence,
  compareServices,
  mayGain,
  servicesLost,
} from '../../../shared/comparison';
import { countDrift, sameDrift } from '../../../shared/drift';
import { countedTwice } from '../../../shared/not-counted';
import { verdictText } from '../../../shared/words/comparison';

const counts: Counts = {
  ...{ computers: 400, users: 500, groups: 10, devices: 1000, policies: 20 },
  ...{ rights: 300, admins: 2 },
};
const up = (...names: readonly string[]) => names.map((name) => ({ name, running: true }));
const down = (...names: readonly string[]) => names.map((name) => ({ name, running: false }));
const licence: Licence = { valid: true, kind: 'trial', computers: 50, until: '2026-12-24' };

describe('the comparison of counts', () => {
  it('calls a few more usual and many more a warning', () => {
    expect([mayGain(0), mayGain(400), mayGain(1000)]).toEqual([10, 10, 20]);
    const rows = compareCounts(counts, { ...counts, computers: 410, devices: 1021 });
    const of = (what: string) => rows.find((row) => row.what === what);
    expect(of('computers')).toMatchObject({ before: '400', after: '410', verdict: 'more' });
    expect(of('devices')).toMatchObject({ verdict: 'warning', why: 'gained-many' });
    expect(of('users')).toMatchObject({ verdict: 'same' });
    expect(of('users')).not.toHaveProperty('why');
  });
});

describe('the comparison of services', () => {
  it('names what runs no more, by what ran before on either server', () => {
    const now = [...up('nginx'), ...down('mysql', 'cron', 'extra')];
    expect(servicesLost(now, up('nginx', 'mysql'), [...up('cron'), ...down('extra')])).toEqual([
      'mysql',
      'cron',
    ]);
    expect(servicesLost(now, undefined, undefined)).toEqual(['mysql', 'cron', 'extra']);
    expect(servicesLost(up('nginx'), up('nginx', 'gone'))).toEqual([]);
  });

  it.each([
    ['the same', up('a', 'b'), up('a', 'b'), 'same', undefined],
    ['others in another version', up('a', 'b'), up('a', 'c'), 'allowed', 'other-services'],
    ['one that was down before', up('a'), [...up('a'), ...down('b')], 'warning', 'down-before'],
    ['not told after', up('a'), undefined, 'allowed', 'not-told'],
    ['not told before', undefined, up('a'), 'allowed', 'not-told'],
  ] as const)('%s', (_what, before, after, verdict, why) => {
    const row = compareServices(before, after);
    expect([row.verdict, row.why]).toEqual([verdict, why]);
  });
});

describe('the comparison of licences', () => {
  it('expects another one on the new server and warns of one that is over', () => {
    const full: Licence = { valid: true, kind: 'full', computers: 400, until: '2027-12-31' };
    expect(compareLicence(full, licence)).toMatchObject({ verdict: 'allowed', why: 'own-licence' });
    expect(compareLicence(licence, licence)).toMatchObject({ verdict: 'same' });
    const over = compareLicence(full, { ...licence, valid: false });
    expect(over).toMatchObject({ verdict: 'warning', why: 'licence-invalid' });
    expect(verdictText(over)).toMatch(/import the licence/);
    expect(compareLicence(full, undefined)).toMatchObject({ why: 'not-told' });
  });
});

describe('errors since the restore', () => {
  it('are a warning, none is as it should be, and unknown is said', () => {
    const line = { time: '2026-11-24T02:00:00.000Z', level: 'error', text: 'x' } as const;
    expect(compareErrors([line])).toMatchObject({ after: '1', verdict: 'warning' });
    expect(compareErrors([])).toMatchObject({ after: '0', verdict: 'same' });
    expect(compareErrors(undefined)).toMatchObject({ after: '', why: 'not-told' });
  });
});

describe('what has drifted', () => {
  it('is each count that is another one, gained or lost', () => {
    const drift = (now: Counts) => countDrift(counts, now, countedEntities);
    expect(drift(counts)).toEqual([]);
    const rows = drift({ ...counts, computers: 401, policies: 19 });
    expect(rows).toEqual([
      { what: 'computers', before: '400', now: '401' },
      { what: 'policies', before: '20', now: '19' },
    ]);
    expect(sameDrift(rows, [...rows])).toBe(true);
    expect(sameDrift(rows, rows.slice(1))).toBe(false);
    expect(sameDrift(rows, drift({ ...counts, computers: 402, policies: 19 }))).toBe(false);
  });

  it('is nothing that a person left out at one of the two times', () => {
    const given = { computers: '400' };
    const work = { side: 'source', operation: 'counts', way: 'hand', by: 'Jane', proof: 'stated' };
    const read = { handWork: [{ ...work, given }] } as unknown as Parameters<
      typeof countedTwice
    >[3];
    const drift = (before: Counts, now: Counts) =>
      countDrift(before, now, countedTwice(before, now, 'source', read));
    expect(drift(counts, { ...counts, policies: 0 })).toEqual([]);
    expect(drift({ ...counts, rights: 0 }, counts)).toEqual([]);
    expect(drift(counts, { ...counts, computers: 0 })).toMatchObject([
      { what: 'computers', before: '400', now: '0' },
    ]);
  });
});
