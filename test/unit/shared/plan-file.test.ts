import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FailureError } from '../../../shared/failure';
import { parsePlanAnswers, parsePlanFile, planJsonSchema } from '../../../shared/plan-file';

const root = join(import.meta.dirname, '..', '..', '..');

const good = {
  plan: 1,
  source: { host: '10.0.0.20', user: 'epproot' },
  target: { host: 'new-epp' },
} as const;

/** Where a plan is refused and why, as one text. */
function refusal(
  plan: unknown,
  parse: typeof parsePlanFile | typeof parsePlanAnswers = parsePlanFile,
) {
  try {
    parse(plan, 'plan.json');
  } catch (thrown) {
    if (!(thrown instanceof FailureError) || thrown.failure.code !== 'plan.invalid') throw thrown;
    return `${thrown.failure.facts['where']}: ${thrown.failure.facts['seen']}`;
  }
  return undefined;
}

describe('a plan file', () => {
  test('says the servers, where secrets come from and what is answered beforehand', () => {
    const plan = {
      ...good,
      $schema: 'plan.schema.json',
      source: {
        host: 'old',
        port: 2222,
        identityFiles: ['~/.ssh/id_rsa'],
        agent: false,
        agentKey: `SHA256:${'A'.repeat(43)}`,
        via: [{ host: 'bastion', agentKey: `SHA256:${'B'.repeat(43)}` }],
      },
      until: 'verify',
      secrets: {
        sourcePassword: { env: 'OLD_PASSWORD' },
        targetPassword: { fd: 3 },
        jumpPassword: { stdin: true },
        passphrase: { prompt: true },
      },
      acceptKeys: { source: [`SHA256:${'ABCD1234EFGH5678'.padEnd(43, 'x')}`] },
      replaceKeys: { target: ['new-epp'] },
      answers: { by: 'Jane', waivers: [{ id: 'EPP-122', on: 'target', reason: 'a test server' }] },
      expect: { sourceVersion: '5.2.0.6', targetVersion: '2604' },
    };
    expect(parsePlanFile(plan, 'plan.json')).toMatchObject(plan);
  });

  test('leaves user and port to ~/.ssh/config where it does not say them', () => {
    expect(parsePlanFile(good, 'plan.json').target).toEqual({ host: 'new-epp' });
  });

  test.each<[string, unknown, string]>([
    ['no object', [], 'plan.json: expected object, received array'],
    [
      'no version',
      { ...good, plan: undefined },
      'plan.json, plan: the version of the plan’s form is missing; write "plan": 1',
    ],
    [
      'an older version',
      { ...good, plan: 0 },
      'plan.json, plan: version 0 is not known; this program reads 1',
    ],
    [
      'a newer version',
      { ...good, plan: 2 },
      'plan.json, plan: version 2 is of a newer program; this one reads 1',
    ],
    ['an unknown member', { ...good, sorce: {} }, 'plan.json: “sorce” is not known here'],
    [
      'an unknown member of a server',
      { ...good, source: { ...good.source, hots: 'a' } },
      'plan.json, source: “hots” is not known here',
    ],
    ['no new server', { plan: 1, source: good.source }, 'plan.json, target: it is missing'],
    [
      'a server without a host',
      { ...good, source: { user: 'epproot' } },
      'plan.json, source.host: it is missing',
    ],
    [
      'a wrong type',
      { ...good, source: { host: 'a', port: '22' } },
      'plan.json, source.port: expected number, received string',
    ],
    [
      'a phase that there is not',
      { ...good, until: 'later' },
      'plan.json, until: it has to be one of connect, check, save-key, back-up, transfer, restore, verify, cut-over, done',
    ],
    [
      'one server twice',
      { ...good, target: { host: '10.0.0.20', port: 22, user: 'other' } },
      'plan.json, target: the old and the new server have the same address',
    ],
    [
      'one server twice in other letters',
      { ...good, source: { host: 'EPP' }, target: { host: 'epp' } },
      'plan.json, target: the old and the new server have the same address',
    ],
    [
      'a folder of practice servers',
      { ...good, practice: '/etc' },
      'plan.json: “practice” is not known here',
    ],
    [
      'a waiver of what nobody may waive',
      {
        ...good,
        answers: { by: 'J', waivers: [{ id: 'EPP-110', on: 'source', reason: 'why not' }] },
      },
      'plan.json, answers.waivers.0.id: EPP-110: nobody may go on in spite of this one; it has to be settled',
    ],
    [
      'a statement by nobody',
      {
        ...good,
        answers: { statements: [{ id: 'EPP-140', on: 'source', holds: true, note: 'x' }] },
      },
      'plan.json, answers: “by” is missing: who says so',
    ],
    [
      'a statement that needs a note',
      { ...good, answers: { by: 'J', statements: [{ id: 'EPP-140', on: 'source', holds: true }] } },
      'plan.json, answers.statements.0.note: it needs a note that says how somebody knows',
    ],
    [
      'two statements on one finding',
      {
        ...good,
        answers: {
          by: 'J',
          statements: [0, 1].map((n) => ({ id: 'EPP-143', on: 'source', holds: n === 0 })),
        },
      },
      'plan.json, answers.statements.1: the same finding is there twice',
    ],
  ])('is refused with %s', (_what, plan, seen) => {
    expect(refusal(plan)).toBe(seen);
  });
});

describe('a secret in a plan', () => {
  const canary = 'hunter2-Canary';
  const backupKey = 'ABCD1234EFGH5678';

  test.each<[string, unknown]>([
    ['source.password', { ...good, source: { ...good.source, password: canary } }],
    ['SSH_PASSWORD', { ...good, SSH_PASSWORD: canary }],
    ['backupKey', { ...good, backupKey: canary }],
    ['answers.apiToken', { ...good, answers: { apiToken: canary } }],
    [
      'source.via.0.passphrase',
      { ...good, source: { host: 'a', via: [{ host: 'b', passphrase: canary }] } },
    ],
    ['secrets.sourceSecret', { ...good, secrets: { sourceSecret: canary } }],
  ])('is refused by the name of its member, %s', (where, plan) => {
    const seen = refusal(plan);
    expect(seen).toMatch(`plan.json, ${where}: passwords, keys and passphrases are not written`);
    expect(seen).not.toContain(canary);
  });

  test.each([canary, [canary], { env: canary }, { fd: 0 }, { env: 'A', fd: 3 }, { value: canary }])(
    'is refused in place of where it comes from: %j',
    (source) => {
      const seen = refusal({ ...good, secrets: { sourcePassword: source } });
      expect(seen).toMatch(/^plan\.json, secrets\.sourcePassword(\.env|\.fd)?: it /);
      expect(seen).not.toContain(canary);
    },
  );

  test.each([
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nabc', 'looks like a private key'],
    ['-----BEGIN RSA PRIVATE KEY-----', 'looks like a private key'],
    ['PuTTY-User-Key-File-3: ssh-rsa', 'looks like a private key'],
    [backupKey, 'looks like a System Backup Key'],
    ['the key is ABCD-1234-EFGH-5678, keep it', 'looks like a System Backup Key'],
  ])('is refused by what it looks like: %s', (text, why) => {
    for (const plan of [
      { ...good, title: text },
      { ...good, answers: { by: 'J', waivers: [{ id: 'EPP-122', on: 'target', reason: text }] } },
      { ...good, [text]: 1 },
      { ...good, source: { host: 'a', identityFiles: [text] } },
    ]) {
      const seen = refusal(plan) ?? '';
      expect(seen).toContain(why);
      expect(seen).not.toContain(text);
    }
  });

  test('is refused in a file of answers too', () => {
    expect(refusal({ overwrite: backupKey }, parsePlanAnswers)).toContain('System Backup Key');
    expect(refusal({ password: canary }, parsePlanAnswers)).toContain('plan.json, password:');
  });

  test('is not seen where names and fingerprints are', () => {
    const answers = {
      overwrite: 'EPP-NEW-SERVER-01',
      powerOff: 'EPPSERVERBERLINX',
      kit: 'kit.txt',
    };
    expect(parsePlanFile({ ...good, answers }, 'plan.json').answers).toMatchObject(answers);
  });
});

test('the published JSON Schema is that of the program', () => {
  const published = readFileSync(join(root, 'resources', 'plans', 'plan.schema.json'), 'utf8');
  expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(planJsonSchema())));
});
