import { describe, expect, test } from 'vitest';
import { parsePlanAnswers, parsePlanFile } from '../../../shared/plan-file';
import { good, refusal } from './plan-refusal';

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

  test.each(['OLD1-SNAP-2026-0924', 'PREMIGRATION2026', 'SNAPSHOTOLDEPP01, 18:00'])(
    'is not seen in a note with the name of a snapshot, only elsewhere: %s',
    (text) => {
      const statements = [{ id: 'EPP-140', on: 'source', holds: true, note: text }];
      const waivers = [{ id: 'EPP-122', on: 'target', reason: text }];
      const answers = { by: 'J', statements, waivers };
      expect(refusal({ ...good, answers })).toBeUndefined();
      expect(refusal(answers, parsePlanAnswers)).toBeUndefined();
      expect(refusal({ ...good, title: text })).toContain('looks like a System Backup Key');
    },
  );

  test.each([
    ['7QX2M9ZK4T1B8WLC', 'looks like a System Backup Key'],
    ['7QX2-M9ZK-4T1B-8WLC', 'looks like a System Backup Key'],
    ['-----BEGIN RSA PRIVATE KEY-----', 'looks like a private key'],
  ])('is seen in a note: %s', (note, why) => {
    const statements = [{ id: 'EPP-140', on: 'source', holds: true, note }];
    expect(refusal({ ...good, answers: { by: 'J', statements } })).toContain(why);
    expect(refusal({ by: 'J', statements }, parsePlanAnswers)).toContain(why);
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
