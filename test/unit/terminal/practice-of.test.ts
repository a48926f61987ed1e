import { describe, expect, test } from 'vitest';
import {
  practicePlan,
  practiceWishes,
  practiceWords,
} from '../../../electron/terminal/plan/practice-of';
import type { PracticePair } from '../../../electron/terminal/ports';
import type { PlanFile } from '../../../shared/plan-file';

const plan: PlanFile = {
  plan: 1,
  source: { host: '10.0.0.20', via: [{ host: 'bastion' }] },
  target: { host: 'new-epp' },
};
const pairAt = (source: string, target: string): PracticePair => ({
  folder: '/p',
  plan: {
    source: { host: source, port: 2222, user: 'epproot' },
    target: { host: target, port: 2222, user: 'epproot' },
    until: 'done',
    practice: '/p',
  },
  password: 'practice',
  powerOn: async () => undefined,
  stop: async () => undefined,
});

describe('practice servers for a plan', () => {
  test('have the versions that the plan expects, and the faults that were wished', () => {
    const expecting = { ...plan, expect: { sourceVersion: '2604.0.1.0' } };
    const faults = [{ side: 'target', name: 'disk-full' }] as const;
    expect(practiceWishes(expecting, faults)).toMatchObject({
      versions: { source: '2604.0.1.0', target: '2604.0.1.0' },
      faults: { source: {}, target: { 'disk-full': true } },
    });
    expect(practiceWishes(plan, []).versions).toBeUndefined();
  });

  test('are said to take only versions and end of the plan', () => {
    const expecting = { ...plan, expect: { sourceVersion: '5.2.0.6' } };
    expect(practiceWords(expecting, 'verify')).toMatch(
      /versions \(old server 5\.2\.0\.6\).+until verify.+not use its addresses, keys, names, statements/,
    );
    expect(practiceWords(plan, 'done')).toContain('versions (none are expected)');
  });

  test('take the place of the plan’s own servers', () => {
    const pair = pairAt('127.0.10.1', '127.0.10.2');
    const how = { until: 'verify', keyAtRestore: 'memory' } as const;
    expect(practicePlan(pair, plan, how)).toEqual({ ...pair.plan, ...how });
  });

  test.each([
    ['a server of the plan', pairAt('127.0.10.1', '10.0.0.20')],
    ['another computer', pairAt('10.9.9.9', '127.0.10.2')],
  ])('are refused where one is %s', (_what, pair) => {
    expect(() => practicePlan(pair, plan, { until: 'done' })).toThrow('plan.invalid');
  });

  test('are refused where the plan itself is for this computer', () => {
    const own = { ...plan, source: { host: '127.0.10.1' } };
    expect(() => practicePlan(pairAt('127.0.10.1', '127.0.10.2'), own, { until: 'done' })).toThrow(
      'plan.invalid',
    );
  });
});
