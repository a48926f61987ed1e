import { describe, expect, test } from 'vitest';
import { checkRules } from '../../../electron/engine/rules/check-rules';
import { judge, type Rule } from '../../../shared/compatibility';
import { failureOf } from '../engine/failure-of';
import { aRule, dated, dotted, ruleSet } from './rule-sets';

const second = (change: Partial<Rule>): Rule => aRule({ id: 'second', ...change });

describe('the first rule that fits decides, and a rule that never can is a fault:', () => {
  test.each<[string, readonly Rule[]]>([
    ['says the same of the same pairs', [aRule(), second({})]],
    ['contradicts an earlier one on all of its pairs', [aRule(), second({ verdict: 'refused' })]],
    [
      'is within an earlier one',
      [aRule(), second({ ...dotted({ from: '5.7.0.0', below: '5.9.4.2' }), verdict: 'refused' })],
    ],
    [
      'is covered by two earlier ones together',
      [
        aRule(dotted({ below: '5.7.0.0' })),
        aRule({ id: 'other', ...dotted({ from: '5.7.0.0' }) }),
        second({ ...dotted({ from: '5.2.0.6', to: '5.9.4.1' }), verdict: 'refused' }),
      ],
    ],
    [
      'comes after every relation was decided',
      [
        aRule({ relation: 'same-version' }),
        aRule({ id: 'up', relation: 'upgrade' }),
        aRule({ id: 'down', relation: 'downgrade' }),
        second({ verdict: 'refused' }),
      ],
    ],
    ['speaks of builds where releases of 5.x have none', [second({ relation: 'other-build' })]],
    [
      'wants the same version of two families',
      [second({ target: [dated()], relation: 'same-version' })],
    ],
    [
      'wants an upgrade across the two families',
      [second({ target: [dated()], relation: 'upgrade' })],
    ],
    [
      'wants an upgrade to an older release',
      [second({ source: [dated('2604')], target: [dated('2509', '2602')], relation: 'upgrade' })],
    ],
  ])('one that %s', async (_what, rules) => {
    const failure = await failureOf(() => checkRules(ruleSet(...rules), 'f'));
    expect(failure.code).toBe('rules.invalid');
    expect(failure.facts).toMatchObject({
      where: `rules.${rules.length - 1}`,
      seen: expect.stringMatching(/^second: (no pair of versions fits|the rules before it cover)/),
    });
  });

  test.each<[string, readonly Rule[], string, string]>([
    [
      'a special case before the general one',
      [second({ ...dotted({ from: '5.9.4.2', to: '5.9.4.2' }), verdict: 'refused' }), aRule()],
      '5.9.4.2',
      'refused',
    ],
    [
      'one that reaches a single version further',
      [
        aRule(dotted({ from: '5.2.0.6', to: '5.9.4.1' })),
        second({ ...dotted({ from: '5.2.0.6', to: '5.9.4.2' }), verdict: 'refused' }),
      ],
      '5.9.4.2',
      'refused',
    ],
    [
      'one that begins a single version earlier',
      [
        aRule(dotted({ from: '5.2.0.7' })),
        second({ ...dotted({ from: '5.2.0.6' }), verdict: 'refused' }),
      ],
      '5.2.0.6',
      'refused',
    ],
    [
      'what is left after the same version',
      [aRule({ relation: 'same-version' }), second({ verdict: 'refused' })],
      '5.2.0.6',
      'refused',
    ],
  ])('but not %s', (_what, rules, source, verdict) => {
    const checked = checkRules(ruleSet(...rules), 'f');
    expect(judge(checked, source, '5.9.9.9').verdict).toBe(verdict);
  });

  test('that is found in time also among a hundred rules', () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      aRule({
        id: `rule-${index}`,
        source: Array.from({ length: 4 }, (_, each) => ({
          ...{
            family: 'dotted' as const,
            from: `5.${index}.${each}.1`,
            to: `5.${index}.${each}.5`,
          },
        })),
      }),
    );
    expect(checkRules(ruleSet(...many), 'f').rules).toHaveLength(100);
  });
});
