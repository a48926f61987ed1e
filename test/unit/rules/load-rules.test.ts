import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadRules, rulesFile } from '../../../electron/engine/rules/load-rules';
import builtIn from '../../../resources/rules/compatibility.json';
import { judge, type Rules } from '../../../shared/compatibility';
import { failureOf } from '../engine/failure-of';
import { aRule, ruleSet } from './rule-sets';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'epp-rules-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (content: string | Buffer): void => writeFileSync(rulesFile(folder), content);
const putSet = (set: Rules): void => put(JSON.stringify(set));

describe('the rules that count are', () => {
  const own = { name: builtIn.name, date: builtIn.date };

  test('the built-in ones where the data folder has no file, or is not there itself', () => {
    for (const place of [folder, join(folder, 'not', 'there')]) {
      const { rules, origin, leftAside } = loadRules(place);
      expect([rules.name, rules.origin, origin, leftAside]).toEqual([
        ...[own.name, 'built-in', 'built-in', undefined],
      ]);
    }
  });

  test('those of a newer file, and each verdict names it', () => {
    putSet(ruleSet(aRule({ id: 'mine', verdict: 'caution' })));
    const { rules, origin } = loadRules(folder);
    expect(origin).toBe('file');
    expect(judge(rules, '5.2.0.6', '5.9.4.2')).toMatchObject({
      ...{ verdict: 'caution', rule: 'mine', rules: '2099-01', origin: 'file' },
    });
    expect(judge(rules, '2604', '2608').verdict).toBe('unknown');
  });

  test('those of a file of the same day with a later name', () => {
    putSet({ ...ruleSet(), date: own.date, name: `${own.name}-b` });
    expect(loadRules(folder).origin).toBe('file');
  });

  test.each([
    ['older', '2026-01-01', '2099-01'],
    ['the same', own.date, own.name],
  ])(
    'the built-in ones where the file is %s, and it is said that the file was left aside',
    (_what, date, name) => {
      putSet({ ...ruleSet(), date, name });
      const { rules, origin, leftAside } = loadRules(folder);
      expect([rules.name, origin]).toEqual([own.name, 'built-in']);
      expect(leftAside).toEqual({ file: rulesFile(folder), name, date });
    },
  );

  test('read also where a Windows editor put its mark first', () => {
    put(`\ufeff${JSON.stringify(ruleSet())}`);
    expect(loadRules(folder).origin).toBe('file');
  });
});

describe('a file that is no rule set stops everything and is never passed over:', () => {
  const refusal = () => failureOf(() => loadRules(folder));

  test.each<[string, string | Buffer, string]>([
    ['empty', '', 'empty'],
    ['nothing but blanks', ' \n', 'empty'],
    ['not JSON', '{ "name": ', 'not JSON'],
    ['not text', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 'not UTF-8 text'],
  ])('one that is %s', async (_what, content, seen) => {
    put(content);
    expect(await refusal()).toEqual({
      code: 'rules.invalid',
      facts: { file: rulesFile(folder), where: '', seen },
    });
  });

  test('one of more than 1 MB, valid or not', async () => {
    put(JSON.stringify(ruleSet()));
    truncateSync(rulesFile(folder), 1_000_001);
    expect(await refusal()).toMatchObject({ facts: { seen: 'more than 1 MB' } });
    put(JSON.stringify(ruleSet()).padEnd(1_000_000));
    expect(loadRules(folder).origin).toBe('file');
  });

  test('a folder of that name', async () => {
    mkdirSync(rulesFile(folder));
    expect(await refusal()).toMatchObject({ code: 'rules.invalid', facts: { seen: 'not a file' } });
  });

  test('one with a fault, also where it is older than the built-in rules', async () => {
    putSet({ ...ruleSet(aRule(), aRule({ id: 'second' })), date: '2020-01-01' });
    expect(await refusal()).toMatchObject({
      code: 'rules.invalid',
      facts: { file: rulesFile(folder), where: 'rules.1' },
    });
  });

  test('one that tries to change what every object has', async () => {
    put(JSON.stringify(ruleSet()).replace('{', '{"__proto__": {"origin": "built-in"},'));
    expect((await refusal()).code).toBe('rules.invalid');
  });

  test('one that says itself where it comes from', async () => {
    put(JSON.stringify({ ...ruleSet(), origin: 'built-in' }));
    expect(await refusal()).toMatchObject({
      facts: { seen: expect.stringContaining('origin') },
    });
  });
});
