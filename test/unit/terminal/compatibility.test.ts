import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readArguments } from '../../../electron/terminal/arguments';
import { compatibility } from '../../../electron/terminal/commands/compatibility';
import type { Desk } from '../../../electron/terminal/ports';
import { failureOf } from '../engine/failure-of';
import { aRule, ruleSet } from '../rules/rule-sets';

let dataFolder = '';
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'epp-compatibility-'));
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

/** Runs the command on a page of this width; nothing but the data folder is there to be asked. */
async function ask(source: string, target: string, width = 79) {
  const [written, items]: [string[], unknown[]] = [[], []];
  const desk = {
    ports: { dataFolder },
    screen: {
      write: (text: string) => written.push(text),
      item: (value: unknown) => items.push(value),
    },
    terminal: { width: () => width, paint: (_style: string, text: string) => text },
  } as unknown as Desk;
  const { exitCode } = await compatibility(source, target, desk);
  return { exitCode, text: written.join('\n'), items };
}

describe('epp-migrate compatibility', () => {
  test.each([
    ['5206', 'v5.2.0.6', 0, '5.2.0.6 to 5.2.0.6\n✓ These versions go together.'],
    ['5942', '2604', 0, '5.9.4.2 to 2604\n✓ These versions go together.'],
    ['2602', '2608.0.1.0', 1, '2602 to 2608.0.1.0\n! These versions go together, with caution.'],
    ['2510', '2604', 1, '2510 to 2604\n! The vendor’s own documents disagree'],
    ['5.2.0.6', '2608', 9, '5.2.0.6 to 2608\n✗ These versions do not go together.'],
    ['2604', '2609', 9, '2604 to 2609\n✗ It is not known whether these versions go together.'],
    ['2604.1.1.0', '2608', 9, '2604.1.1.0 to 2608\n✗ It is not known'],
  ])('%s %s ends with %i', async (source, target, exitCode, begins) => {
    const answer = await ask(source, target);
    expect(answer.exitCode).toBe(exitCode);
    expect(answer.text.startsWith(begins)).toBe(true);
  });

  test('says why, what to do, where it is documented, how certain it is and by which rules', async () => {
    const { text } = await ask('5.9.4.1', '2604');
    expect(text).toMatch(/^ {2}Why +The newer releases take/m);
    expect(text).toMatch(/^ {2}What to do +Update the old server to 5\.9\.4\.2/m);
    expect(text).toMatch(/^ {2}Documented +Migration Procedure, /m);
    expect(text).toMatch(/^ {2}Certainty +High/m);
    expect(text).toMatch(/^ {2}Rules +2026-11, built into this program, rule before-5942/m);
  });

  test('fits a narrow window', async () => {
    const { text } = await ask('2509', '2604', 60);
    expect(text.split('\n').filter((line) => line.length > 60)).toEqual([]);
  });

  test('tells a program the same as one object', async () => {
    const { items } = await ask('5942', '2604.0.1.0');
    expect(items).toEqual([
      expect.objectContaining({
        ...{ type: 'compatibility', source: '5.9.4.2', target: '2604.0.1.0', verdict: 'accepted' },
        ...{ rule: '5942-to-2604', instead: '', confidence: 'high', rules: '2026-11' },
        ...{ origin: 'built-in', documented: expect.any(Array), reason: expect.any(String) },
      }),
    ]);
  });

  test('uses a newer file of the data folder, and nothing in it steers the terminal', async () => {
    const reason = 'Because \u001b[31mthe file\u0007 says so.';
    writeFileSync(
      join(dataFolder, 'compatibility.json'),
      JSON.stringify(ruleSet(aRule({ verdict: 'caution', reason }))),
    );
    const { text, exitCode } = await ask('5.2.0.6', '5.2.0.6');
    expect(exitCode).toBe(1);
    expect(text).toContain('2099-01, from compatibility.json in the data folder, rule first');
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  test('says that an older file was left aside', async () => {
    const file = join(dataFolder, 'compatibility.json');
    writeFileSync(file, JSON.stringify({ ...ruleSet(), date: '2020-01-01' }));
    const { text } = await ask('5.2.0.6', '5.2.0.6', 200);
    expect(text).toContain('built into this program');
    expect(text).toContain(`${file} (2099-01, of 2020-01-01) is not newer`);
  });

  test('does not answer by a file with a fault', async () => {
    writeFileSync(join(dataFolder, 'compatibility.json'), '{}');
    expect((await failureOf(() => ask('5.2.0.6', '5.2.0.6'))).code).toBe('rules.invalid');
  });

  test.each([
    ['compatibility', 'Missing required argument'],
    ['compatibility 5.2.0.6', 'Missing required argument'],
    ['compatibility 5.2.0.6 latest', 'It has to be a version'],
    ['compatibility 2508 2604', 'It has to be a version'],
    ['compatibility 5206 5206 5206', 'Too many arguments'],
    ['compatibility 5206 5206 --force', 'Unknown option'],
  ])('“%s” is wrong use', async (line, why) => {
    expect(await failureOf(() => readArguments(line.split(' '), '1.2.3'))).toMatchObject({
      code: 'usage.wrong',
      facts: { seen: expect.stringContaining(why) },
    });
  });

  test('its help fits 80 columns', () => {
    const help = readArguments(['help', 'compatibility'], '1.2.3');
    const text = 'text' in help ? help.text : '';
    expect(text).toContain('5206');
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});
