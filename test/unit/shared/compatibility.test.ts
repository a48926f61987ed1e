import { describe, expect, test } from 'vitest';
import rulesFile from '../../../resources/rules/compatibility.json';
import { documentsOf, judge, rulesSchema, type VerdictId } from '../../../shared/compatibility';

const rules = rulesSchema.parse(rulesFile);

const backup = 'Backup and Recovery Solutions, System Backup v2';
const to2510 = 'Migration Procedure, Migrating to 2510';
const legacy = 'Migration Procedure, Migrating from legacy 5.x appliances';
const guide = 'Migration Procedure, Migration Guide';
const faq = 'Migration Procedure, FAQ';
const troubleshooting = 'Migration Procedure, Troubleshooting';

type Row = readonly [
  source: string,
  target: string,
  verdict: VerdictId,
  rule: string,
  documented: readonly string[],
];

const pairs: readonly Row[] = [
  // The same version on both, from 5.2.0.6 on.
  ['5.2.0.6', '5.2.0.6', 'accepted', 'same-5x', [backup]],
  ['5206', '5.2.0.6', 'accepted', 'same-5x', [backup]],
  ['5.7.0.0', '5.7.0.0', 'accepted', 'same-5x', [backup]],
  ['5.9.4.2', 'v5942', 'accepted', 'same-5x', [backup]],
  ['5.2.0.6', '5.2.0.7', 'refused', 'other-5x', [backup]],
  ['5.2.0.6', '5.9.4.2', 'refused', 'other-5x', [backup]],
  ['5.2.0.5', '5.2.0.5', 'refused', 'before-5206', [backup]],
  ['4.4.0.7', '5.2.0.6', 'refused', 'before-5206', [backup]],
  ['4407', '4407', 'refused', 'before-5206', [backup]],
  // Below 5.7.0.0: stepwise first.
  ['4.4.0.7', '2604', 'refused', 'before-5206-to-newer', [guide, backup]],
  ['5.2.0.5', '2510', 'refused', 'before-5206-to-newer', [guide, backup]],
  ['5.2.0.6', '2510', 'refused', 'before-5700-to-newer', [to2510, guide]],
  ['5.2.0.6', '2604', 'refused', 'before-5700-to-newer', [to2510, guide]],
  ['5.6.9.9', '2608', 'refused', 'before-5700-to-newer', [to2510, guide]],
  // 5.7.0.0 to 5.9.4.1: the cumulative patch first.
  ['5.7.0.0', '2510', 'refused', 'before-5942-to-newer', [to2510, guide]],
  ['5.8.1.0', '2604', 'refused', 'before-5942-to-newer', [to2510, legacy]],
  ['5.9.4.1', '2604', 'refused', 'before-5942-to-newer', [to2510, legacy]],
  ['5941', '2608', 'refused', 'before-5942-to-newer', [to2510, guide]],
  // 5.9.4.2 exactly.
  ['5.9.4.2', '2510', 'caution', '5942-to-2510', [to2510]],
  ['5.9.4.2', '2604', 'accepted', '5942-to-2604', [to2510, legacy]],
  ['5942', '2604.0.1.0', 'accepted', '5942-to-2604', [to2510, legacy]],
  ['5.9.4.2', '2608', 'accepted', '5942-to-2608', [guide]],
  ['5.9.4.2', '2509', 'unknown', '5942-to-unnamed', [guide]],
  ['5.9.4.2', '2602', 'unknown', '5942-to-unnamed', [guide]],
  ['5.9.4.2', '2610', 'unknown', '5942-to-unnamed', [guide]],
  // A table allows it, the text beside it does not.
  ['2509', '2510', 'conflicting', '2509-to-2510', [to2510, faq, troubleshooting]],
  ['2509', '2604', 'conflicting', 'early-newer-to-2604', [to2510, faq, troubleshooting]],
  ['2510', '2604.0.1.0', 'conflicting', 'early-newer-to-2604', [to2510, troubleshooting]],
  ['2601', '2604', 'conflicting', 'early-newer-to-2604', [to2510, troubleshooting]],
  ['2602.0.2.0', '2604.0.1.0', 'conflicting', 'early-newer-to-2604', [to2510, troubleshooting]],
  // To 2608.
  ['2509', '2608', 'caution', 'early-newer-to-2608', [guide]],
  ['2510', '2608', 'caution', 'early-newer-to-2608', [guide]],
  ['2601', '2608', 'caution', 'early-newer-to-2608', [guide]],
  ['2602', '2608', 'caution', 'early-newer-to-2608', [guide]],
  ['2604', '2608', 'accepted', '2604-to-2608', [guide]],
  ['2604.0.1.0', '2608.0.1.0', 'accepted', '2604-to-2608', [guide]],
  // The same version meets the list of newer releases.
  ['2509', '2509', 'accepted', 'same-newer', [backup]],
  ['2601', '2601', 'accepted', 'same-newer', [backup]],
  ['2602', '2602', 'accepted', 'same-newer', [backup]],
  ['2608.0.1.0', '2608.0.1.0', 'accepted', 'same-newer', [backup]],
  ['2510', '2510', 'caution', 'same-2510', [backup, to2510, troubleshooting]],
  ['2604.0.1.0', '2604.0.1.0', 'caution', 'same-2604', [backup, to2510, troubleshooting]],
  ['2604', '2604.0.1.0', 'caution', 'same-2604', [backup, to2510, troubleshooting]],
  ['2604.0.1.0', '2604.0.2.0', 'caution', 'other-build', [backup, guide]],
  ['2604.0.2.0', '2604.0.1.0', 'caution', 'other-build', [backup, guide]],
  ['2610', '2610', 'caution', 'same-unnamed', [backup]],
  ['2511', '2511', 'caution', 'same-unnamed', [backup]],
  // Releases that no guide names.
  ['2511', '2604', 'unknown', 'newer-unnamed', [guide]],
  ['2604', '2609', 'unknown', 'newer-unnamed', [guide]],
  ['2510', '2601', 'unknown', 'newer-unnamed', [guide]],
  ['2608', '2610', 'unknown', 'newer-unnamed', [guide]],
  // No downgrades.
  ['5.9.4.2', '5.9.4.1', 'refused', 'older-5x', [faq]],
  ['5.9.4.2', '5.2.0.5', 'refused', 'older-5x', [faq]],
  ['2604', '2510', 'refused', 'older-newer', [faq]],
  ['2608', '2604', 'refused', 'older-newer', [faq]],
  ['2602', '2601', 'refused', 'older-newer', [faq]],
  ['2604', '5.9.4.2', 'refused', 'back-to-5x', [faq]],
  ['2509', '5206', 'refused', 'back-to-5x', [faq]],
];

describe('what the vendor documents about a pair is what the rules say of it:', () => {
  test.each(pairs)('%s to %s is %s by %s', (source, target, verdict, rule, documented) => {
    const judgement = judge(rules, source, target);
    expect([judgement.verdict, judgement.rule]).toEqual([verdict, rule]);
    expect(judgement.documented).toEqual(expect.arrayContaining([...documented]));
  });
});

describe('what is not known never counts as fine:', () => {
  test.each([
    ['unknown', '5.2.0.6', 'unreadable'],
    ['5.2.0.6', '', 'unreadable'],
    ['2604.1.1.0', '2608', 'not-a-server'],
    ['2604', '2608.3.1.0', 'not-a-server'],
    ['5.9.4.3', '2604', 'none'],
    ['6.0.0.0', '2608', 'none'],
  ])('%s to %s is unknown: %s', (source, target, rule) => {
    const judgement = judge(rules, source, target);
    expect(judgement).toMatchObject({ verdict: 'unknown', rule, confidence: 'low' });
    expect(judgement.reason.length).toBeGreaterThan(20);
    expect(judgement.instead.length).toBeGreaterThan(20);
  });

  test('a pair that a shorter rule set does not cover is unknown', () => {
    const fewer = { ...rules, rules: rules.rules.slice(0, 1) };
    expect(judge(fewer, '5.9.4.2', '5.9.4.2')).toMatchObject({ verdict: 'unknown', rule: 'none' });
  });
});

describe('5.x and newer releases are never ordered as numbers:', () => {
  const dotted = ['4.4.0.7', '5.2.0.6', '5.7.0.0', '5.9.4.2', '9.9.9.9'];
  const dated = ['2509', '2510', '2604', '2608', '3912'];
  const open = [{ family: 'dotted' as const }, { family: 'dated' as const }];
  const only = (relation: 'upgrade' | 'downgrade' | 'same-version' | 'other-build') => ({
    name: 'one rule',
    date: '2026-11-24',
    rules: [
      {
        ...{ id: 'r', source: open, target: open, relation, verdict: 'accepted' as const },
        ...{ reason: 'for this test', instead: '', documented: ['test'] },
        confidence: 'low' as const,
      },
    ],
  });
  test.each(['upgrade', 'downgrade', 'same-version', 'other-build'] as const)(
    'no pair across the two is %s',
    (relation) => {
      const fitting = dotted
        .flatMap((a) => dated.flatMap((b) => [[a, b] as const, [b, a] as const]))
        .filter(([a, b]) => judge(only(relation), a, b).verdict !== 'unknown');
      expect(fitting).toEqual([]);
    },
  );
});

describe('each rule that comes with the program', () => {
  const { rules: all } = rules;
  test('is written in whole sentences for a person', () => {
    const texts = all.flatMap(({ reason, instead }) => [reason, instead]).filter(Boolean);
    expect(
      texts.filter((text) => !/^[A-Z\d].*\.$/.test(text) || /!|[a-z]-[a-z]+-to/.test(text)),
    ).toEqual([]);
  });

  test('says what to do unless all is fine', () => {
    expect(all.filter(({ verdict, instead }) => verdict !== 'accepted' && !instead)).toEqual([]);
  });

  test('names documents by their title, never by a path', () => {
    const titles = all.flatMap(({ documented }) => documented);
    expect(titles.filter((title) => /\/|\.md$|\.html$|_/.test(title))).toEqual([]);
  });

  test('decides at least one of the pairs above', () => {
    const deciding = new Set(pairs.map(([, , , rule]) => rule));
    expect(all.map(({ id }) => id).filter((id) => !deciding.has(id))).toEqual([]);
  });

  test('is told with the name of its rule set', () => {
    expect(judge(rules, '5.9.4.2', '2604')).toMatchObject({
      ...{ rules: '2026-11', origin: 'built-in', confidence: 'high' },
    });
  });
});

test('the documents of a verdict are read from journals of any age', () => {
  const old = { verdict: 'accepted', rule: 'same-version', documented: 'a page' } as const;
  expect(documentsOf(old)).toEqual(['a page']);
  expect(documentsOf({ ...old, documented: '' })).toEqual([]);
  expect(documentsOf(judge(rules, '2604', '2608'))).toHaveLength(2);
});
