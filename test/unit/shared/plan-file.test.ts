import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePlanFile, planJsonSchema } from '../../../shared/plan-file';
import { good, refusal } from './plan-refusal';

const root = join(import.meta.dirname, '..', '..', '..');

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
      keyAtRestore: 'memory',
      secrets: {
        sourcePassword: { env: 'OLD_PASSWORD' },
        targetPassword: { fd: 3 },
        jumpPassword: { stdin: true },
        passphrase: { prompt: true },
      },
      acceptKeys: { source: [`SHA256:${'ABCD1234EFGH5678'.padEnd(43, 'x')}`] },
      replaceKeys: { target: ['new-epp'] },
      answers: {
        by: 'Jane',
        kit: 'kit.html',
        kitLanguage: 'fr',
        kitPaper: 'Letter',
        waivers: [{ id: 'EPP-122', on: 'target', reason: 'a test server' }],
      },
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
    [
      'another origin of the key',
      { ...good, keyAtRestore: 'disk' },
      'plan.json, keyAtRestore: it has to be one of kit, memory',
    ],
    [
      'a key where it is said where the key comes from',
      { ...good, keyAtRestore: 'ABCD1234EFGH5678' },
      'plan.json, keyAtRestore: this looks like a System Backup Key, which is not written into a plan; a name that looks like one can be written in small letters',
    ],
    [
      'a password beside that',
      { ...good, keyAtRestore: 'kit', password: 'x' },
      'plan.json, password: passwords, keys and passphrases are not written into a plan; “secrets” says where they come from',
    ],
    ['an unknown member', { ...good, sorce: {} }, 'plan.json: “sorce” is not known here'],
    [
      'a port in the host',
      { ...good, source: { ...good.source, host: '10.0.0.20:22' } },
      'plan.json, source.host: a host name or an IP address alone; the port has a member of its own, “port”',
    ],
    [
      'a user in the host',
      { ...good, source: { ...good.source, host: 'epproot@10.0.0.20' } },
      'plan.json, source.host: a host name or an IP address alone, without user, brackets or spaces',
    ],
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
      'plan.json, until: it has to be one of connect, check, save-key, back-up, transfer, validate-restore, restore, verify, cut-over, clients, done',
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
          statements: [0, 1].map((n) => ({ id: 'EPP-143', on: 'both', holds: n === 0 })),
        },
      },
      'plan.json, answers.statements.1: the same finding is there twice',
    ],
    [
      'a statement on a server that the check is not about',
      {
        ...good,
        answers: { by: 'J', statements: [{ id: 'EPP-140', on: 'both', holds: true, note: 'x' }] },
      },
      'plan.json, answers.statements.0.on: EPP-140 is not about both; it has to be source or target',
    ],
    [
      'a waiver on a server that the check is not about',
      {
        ...good,
        answers: { by: 'J', waivers: [{ id: 'EPP-122', on: 'source', reason: 'a test server' }] },
      },
      'plan.json, answers.waivers.0.on: EPP-122 is not about source; it has to be target',
    ],
  ])('is refused with %s', (_what, plan, seen) => {
    expect(refusal(plan)).toBe(seen);
  });
});

test('the published JSON Schema is that of the program', () => {
  const published = readFileSync(join(root, 'resources', 'plans', 'plan.schema.json'), 'utf8');
  expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(planJsonSchema())));
});
