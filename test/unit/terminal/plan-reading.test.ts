import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { takeSecrets, variableTaker } from '../../../electron/terminal/environment';
import { openSecrets } from '../../../electron/terminal/plan/open-secrets';
import { openAnswers, openPlan } from '../../../electron/terminal/plan/read-plan';
import { templateTexts } from '../../../electron/terminal/plan/templates';
import { FailureError } from '../../../shared/failure';
import { type PlanSecrets, parsePlanFile } from '../../../shared/plan-file';
import { readJsonc } from '../../../shared/read-jsonc';
import { describeFailure } from '../../../shared/words/failures';
import { planTemplates } from '../../../shared/words/plan';

const folder = mkdtempSync(join(tmpdir(), 'epp-plan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = (text: string | Uint8Array): string => {
  const file = join(folder, 'plan.json');
  rmSync(file, { force: true });
  writeFileSync(file, text);
  return file;
};

function failureOf(work: () => unknown) {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof FailureError) return thrown.failure;
    throw thrown;
  }
  return undefined;
}

describe('JSON with comments', () => {
  test('is what JSON is, and comments and last commas are left out', () => {
    const text = `\uFEFF// first
      { "a": [1, -2.5e3, true, null, "x // no comment /* nor this */ \\u00e9 \\"",], /* in
      between */ "b": {}, "c": [] , } // last`;
    expect(readJsonc(text)).toEqual({
      a: [1, -2500, true, null, 'x // no comment /* nor this */ é "'],
      b: {},
      c: [],
    });
  });

  test('never reaches what objects inherit from', () => {
    const read = readJsonc('{"__proto__": {"plan": 1}}') as Record<string, unknown>;
    expect(read['plan']).toBeUndefined();
    expect(Object.keys(read)).toEqual(['__proto__']);
  });

  test.each([
    ['', 'line 1, column 1: the text ends too early'],
    ['{"a": }', 'line 1, column 7: this is not JSON'],
    ['{\n  "a": hunter2\n}', 'line 2, column 8: this is not JSON'],
    ['{"a": "hunter2\n"}', 'line 1, column 7: a text begins here that is not written right'],
    ['{"a": "\\x"}', 'line 1, column 7: a text begins here that is not written right'],
    ['{"a": 1, "a": 2}', 'line 1, column 10: this member is there twice'],
    ['{a: 1}', 'line 1, column 2: a name in quotes is missing here'],
    ['{"a" 1}', 'line 1, column 6: a colon is missing here'],
    ['{"a": 1 "b": 2}', 'line 1, column 9: a comma or the end of the object is missing here'],
    ['[1 2]', 'line 1, column 4: a comma or the end of the list is missing here'],
    ['[01]', 'line 1, column 2: this is not JSON'],
    ['{} {}', 'line 1, column 4: there is something after the end'],
    ['{ /* no end', 'line 1, column 3: this comment has no end'],
    ['['.repeat(100_000), 'line 1, column 22: more than 20 levels'],
  ])('%j is none, and where it is wrong is said without the text', (text, seen) => {
    expect(() => readJsonc(text)).toThrow(seen);
  });
});

describe('the file of a plan', () => {
  test('is told by its size where it is too large, and not read', () => {
    const file = written('');
    truncateSync(file, 50_000_000);
    expect(failureOf(() => openPlan(file, folder))).toEqual({
      code: 'plan.invalid',
      facts: { where: 'plan.json', seen: 'it has 50.0 MB; at most 1.0 MB are read' },
    });
  });

  test('names line and column where it is no JSON, and nothing of what it holds', () => {
    const failure = failureOf(() => openPlan(written('{"a": 1,\n "password": hunter2}'), folder));
    expect(failure).toEqual({
      code: 'plan.invalid',
      facts: { where: 'plan.json, line 2, column 14', seen: 'this is not JSON' },
    });
  });

  test('has to be text, a file, and there', () => {
    expect(
      failureOf(() => openPlan(written(Buffer.from([0xff, 0xfe, 0x7b])), folder)),
    ).toMatchObject({ code: 'plan.invalid', facts: { seen: 'it is no text in UTF-8' } });
    mkdirSync(join(folder, 'dir'), { recursive: true });
    for (const [path, seen] of [
      ['dir', /folder|no file/],
      ['nowhere.json', /no such file/],
      [written(''), /empty/],
    ] as const) {
      expect(failureOf(() => openPlan(path, folder))).toMatchObject({
        code: 'plan.invalid',
        facts: { seen: expect.stringMatching(seen) },
      });
    }
    if (process.platform !== 'win32') {
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      expect(failureOf(() => openPlan('pipe', folder))).toMatchObject({
        code: 'plan.invalid',
        facts: { seen: 'it is no file' },
      });
    }
  });

  test('is seen from the current folder, and its paths from its own', () => {
    mkdirSync(join(folder, 'customer'), { recursive: true });
    writeFileSync(join(folder, 'customer', 'answers.json'), '{"kit": "kit.txt"}');
    expect(openAnswers('customer/answers.json', folder)).toEqual({
      answers: { kit: 'kit.txt' },
      folder: join(folder, 'customer'),
    });
  });

  test.each(planTemplates)('begins with the template %s, which is valid', (template) => {
    const text = templateTexts[template];
    expect(text.split('\n').length).toBeGreaterThan(20);
    expect(() => parsePlanFile(readJsonc(text), template)).not.toThrow();
    // What is offered as a comment can be taken as it is, but for the fingerprints.
    const taken = text.replaceAll(/^( +)\/\/ (?=["{\]]| {2}\{)(?!"acceptKeys)/gm, '$1');
    expect(() => parsePlanFile(readJsonc(taken), template)).not.toThrow();
  });
});

describe('secrets of a plan', () => {
  const open = (secrets: PlanSecrets, env: Record<string, string>, stdin = '') => {
    const takeVariable = variableTaker(env);
    const usual = takeSecrets(takeVariable);
    const stream = Readable.from([Buffer.from(stdin)]) as unknown as NodeJS.ReadStream;
    return openSecrets(secrets, { usual, takeVariable, stdin: stream });
  };
  const missing = (secrets: PlanSecrets, env: Record<string, string> = {}, stdin = '') =>
    open(secrets, env, stdin).then(
      () => undefined,
      (thrown: FailureError) => thrown.failure,
    );

  test('come from the variable that the plan names, and leave the environment', async () => {
    const env = { ACME_OLD: 'old', EPP_TARGET_PASSWORD: 'new', EPP_SOURCE_PASSWORD: 'other' };
    const opened = await open(
      { sourcePassword: { env: 'ACME_OLD' }, targetPassword: { env: 'EPP_TARGET_PASSWORD' } },
      env,
    );
    expect(opened.passwords).toMatchObject({ source: 'old', target: 'new' });
    expect(env).toEqual({});
  });

  test('come as lines of stdin, in the order of the form', async () => {
    const opened = await open(
      {
        passphrase: { stdin: true },
        targetPassword: { stdin: true },
        sourcePassword: { stdin: true },
      },
      {},
      'old pass\r\nnew\nopen sesame',
    );
    expect(opened).toMatchObject({
      passwords: { source: 'old pass', target: 'new' },
      passphrase: 'open sesame',
    });
  });

  test('are asked for where the plan says so, also where a usual variable is set', async () => {
    const opened = await open(
      { sourcePassword: { prompt: true } },
      { EPP_SOURCE_PASSWORD: 'other' },
    );
    expect(opened.passwords.source).toBeUndefined();
  });

  test('that are not there end it before anything is connected to', async () => {
    expect(await missing({ sourcePassword: { env: 'ACME_HUNTER2' } })).toEqual({
      code: 'plan.invalid',
      facts: {
        where: 'secrets.sourcePassword.env',
        seen: 'this variable is not set',
        unset: 'The variable',
      },
    });
    const usual = await missing({ sourcePassword: { env: 'EPP_SOURCE_PASSWORD' } });
    expect(usual && describeFailure(usual)).toMatchObject({
      seen: 'EPP_SOURCE_PASSWORD is not set; the plan names it at secrets.sourcePassword.env.',
      todo: expect.stringContaining('Export the variable, then start again'),
    });
    expect(
      await missing({ sourcePassword: { stdin: true }, passphrase: { stdin: true } }, {}, 'one'),
    ).toMatchObject({
      facts: { where: 'secrets.passphrase.stdin', seen: 'no line is left there' },
    });
    expect(await missing({ targetPassword: { fd: 250 } })).toMatchObject({
      facts: { where: 'secrets.targetPassword.fd', seen: 'it cannot be read: EBADF' },
    });
  });
});
