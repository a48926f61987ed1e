import type { Rule, Rules, VersionRange } from '../../../shared/compatibility';

/** A rule for 5.2.0.6 and later on both sides, with what a test changes of it. */
export const aRule = (change: Partial<Rule> = {}): Rule => ({
  id: 'first',
  source: [{ family: 'dotted', from: '5.2.0.6' }],
  target: [{ family: 'dotted', from: '5.2.0.6' }],
  verdict: 'accepted',
  reason: 'Because a test says so.',
  instead: 'Do what the test says.',
  documented: ['A test'],
  confidence: 'low',
  ...change,
});

/** A rule set that is later than the one that comes with the program. */
export const ruleSet = (...rules: readonly Rule[]): Rules => ({
  name: '2099-01',
  date: '2099-01-01',
  rules: rules.length === 0 ? [aRule()] : [...rules],
});

/** A source of one range of 5.x, for a rule. */
export const dotted = (bounds: Omit<VersionRange & { family: 'dotted' }, 'family'> = {}) => ({
  source: [{ family: 'dotted' as const, ...bounds }],
});
/** A range of newer releases. */
export const dated = (from?: string, to?: string): VersionRange => ({
  ...{ family: 'dated' },
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
});
