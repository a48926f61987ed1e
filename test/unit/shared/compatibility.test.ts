import { expect, test } from 'vitest';
import rulesFile from '../../../resources/rules/compatibility.json';
import { judge, rulesSchema } from '../../../shared/compatibility';

const rules = rulesSchema.parse(rulesFile);
const verdict = (source: string, target: string): string => {
  const { verdict, rule } = judge(rules, source, target);
  return `${verdict} by ${rule}`;
};

test.each([
  ['5.2.0.6', '5.2.0.6', 'accepted by same-version'],
  ['5206', '5.2.0.6', 'accepted by same-version'],
  ['5.9.4.2', '5.9.4.2', 'accepted by same-version'],
  ['2604.0.1.0', '2604.0.1.0', 'accepted by same-version'],
  ['5.2.0.6', '5.9.4.2', 'refused by different-version'],
  ['5.9.4.2', '2604.0.1.0', 'refused by different-version'],
  ['5.2.0.5', '5.2.0.5', 'refused by too-old'],
  ['4.4.0.7', '5.2.0.6', 'refused by too-old'],
  ['unknown', '5.2.0.6', 'unknown by unreadable'],
  ['5.2.0.6', '', 'unknown by unreadable'],
])('%s to %s is %s', (source, target, expected) => {
  expect(verdict(source, target)).toBe(expected);
});

test('a pair that no rule fits is unknown, never accepted', () => {
  const none = judge({ ...rules, rules: rules.rules.slice(0, 1) }, '5.9.4.2', '5.9.4.2');
  expect(none.verdict).toBe('unknown');
});

test('every rule says where it is documented', () => {
  expect(rules.rules.filter((rule) => rule.documented.length < 10)).toEqual([]);
});
