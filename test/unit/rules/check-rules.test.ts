import { describe, expect, test } from 'vitest';
import { checkRules } from '../../../electron/engine/rules/check-rules';
import builtIn from '../../../resources/rules/compatibility.json';
import schemaFile from '../../../resources/rules/compatibility.schema.json';
import { type Rule, rulesJsonSchema } from '../../../shared/compatibility';
import { describeFailure } from '../../../shared/words/failures';
import { failureOf } from '../engine/failure-of';
import { aRule, dated, dotted, ruleSet } from './rule-sets';

describe('the rule set that comes with the program', () => {
  test('is valid, and each of its rules can decide a pair', () => {
    expect(checkRules(builtIn, 'built-in').rules).toHaveLength(builtIn.rules.length);
  });

  // After a change of the form, write what rulesJsonSchema() gives into the file.
  test('has the JSON schema that the program itself checks with', () => {
    expect(schemaFile).toEqual(rulesJsonSchema());
    expect(builtIn.$schema).toBe('./compatibility.schema.json');
  });
});

describe('a rule set is not taken where', () => {
  const changed = (member: string, value: unknown): unknown => ({ ...ruleSet(), [member]: value });
  const ruleWith = (member: string, value: unknown): unknown => ({
    ...ruleSet(),
    rules: [{ ...aRule(), [member]: value }],
  });
  const without = (member: keyof Rule): unknown => {
    const rule: Partial<Rule> = aRule();
    delete rule[member];
    return { ...ruleSet(), rules: [rule] };
  };

  test.each<[string, unknown, string, RegExp]>([
    ['it is no object', null, '', /object/],
    ['it is a list', [], '', /object/],
    ['it has no rules', changed('rules', []), 'rules', /small|least|>=/],
    ['it has too many rules', changed('rules', Array(101).fill(aRule())), 'rules', /big|<=/],
    ['it has no name', changed('name', ''), 'name', /small|>=/],
    ['its date is none', changed('date', '2026-02-30'), 'date', /date/],
    ['it says more than is known', changed('version', 2), '', /"version"/],
    ['a rule says more than is known', ruleWith('expires', 'soon'), 'rules.0', /"expires"/],
    ['a rule lacks its reason', without('reason'), 'rules.0.reason', /string/],
    ['a rule lacks its documents', ruleWith('documented', []), 'rules.0.documented', /small|>=/],
    ['a rule has another verdict', ruleWith('verdict', 'fine'), 'rules.0.verdict', /accepted/],
    ['a rule has another confidence', ruleWith('confidence', 1), 'rules.0.confidence', /high/],
    ['a rule has another relation', ruleWith('relation', 'newer'), 'rules.0.relation', /upgrade/],
    ['an id has blanks', ruleWith('id', 'the first'), 'rules.0.id', /pattern/],
    ['a rule has no source', ruleWith('source', []), 'rules.0.source', /small|>=/],
    [
      'a family is unknown',
      ruleWith('source', [{ family: 'any' }]),
      'rules.0.source.0.family',
      /./,
    ],
    [
      'a 5.x bound has no dots',
      ruleWith('source', [{ family: 'dotted', from: '5206' }]),
      'rules.0.source.0.from',
      /pattern/,
    ],
    [
      'a 5.x range has a bound of the other family',
      ruleWith('target', [{ family: 'dotted', to: '2604' }]),
      'rules.0.target.0.to',
      /pattern/,
    ],
    [
      'a newer range has a bound of 5.x',
      ruleWith('target', [{ family: 'dated', from: '5.9.4.2' }]),
      'rules.0.target.0.from',
      /pattern/,
    ],
    [
      'a month does not exist',
      ruleWith('target', [{ family: 'dated', from: '2613' }]),
      'rules.0.target.0.from',
      /pattern/,
    ],
    [
      'a release is before 2509',
      ruleWith('target', [{ family: 'dated', from: '2508' }]),
      'rules.0.target.0.from',
      /pattern/,
    ],
    [
      'a range says more than is known',
      ruleWith('source', [{ family: 'dated', below: '2604' }]),
      'rules.0.source.0',
      /"below"/,
    ],
    [
      'a 5.x range ends before it begins',
      ruleSet(aRule(dotted({ from: '5.9.4.2', to: '5.9.4.1' }))),
      'rules.0.source.0',
      /ends before it begins/,
    ],
    [
      'a range is empty because its end does not belong to it',
      ruleSet(aRule(dotted({ from: '5.9.4.2', below: '5.9.4.2' }))),
      'rules.0.source.0',
      /ends before it begins/,
    ],
    [
      'the second of two ranges ends before it begins',
      ruleSet(aRule({ target: [dated(), dated('2604', '2602')] })),
      'rules.0.target.1',
      /ends before it begins/,
    ],
    [
      'a range has two ends',
      ruleSet(aRule(dotted({ to: '5.9.4.1', below: '5.9.4.2' }))),
      'rules.0.source',
      /not with both/,
    ],
    ['two rules have one id', ruleSet(aRule(), aRule()), 'rules.1.id', /another rule/],
    ['an id is the program’s own', ruleSet(aRule({ id: 'none' })), 'rules.0.id', /taken/],
    [
      'a refusal does not say what to do',
      ruleSet(aRule({ verdict: 'refused', instead: '' })),
      'rules.0.instead',
      /what to do/,
    ],
    [
      'caution does not say what to do',
      ruleSet(aRule({ verdict: 'caution', instead: '           ' })),
      'rules.0.instead',
      /what to do/,
    ],
  ])('%s', async (_what, value, where, seen) => {
    const failure = await failureOf(() => checkRules(value, '/data/compatibility.json'));
    expect(failure).toMatchObject({
      code: 'rules.invalid',
      facts: { file: '/data/compatibility.json', where, seen: expect.stringMatching(seen) },
    });
    expect(describeFailure(failure).seen).toContain('/data/compatibility.json');
  });
});
