import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  factsOfOperation,
  fieldKinds,
  operationNames,
} from '../../../../electron/engine/appliance/operations';
import { checkProfile } from '../../../../electron/engine/appliance/profile';
import { profileTemplate } from '../../../../electron/engine/appliance/profile-template';
import { readJsonc } from '../../../../shared/read-jsonc';

const root = join(import.meta.dirname, '..', '..', '..', '..');

it.each(operationNames)('the page of profiles explains %s', (name) => {
  const page = readFileSync(join(root, 'docs', 'PROFILES.md'), 'utf8');
  const [, after = ''] = page.split(`### ${name}\n`);
  const part = after.split('\n### ')[0] ?? '';
  const { does, values, fields, changes } = factsOfOperation(name);
  expect(part).toContain(does);
  expect(part).toContain(changes ? 'Changes something.' : 'Changes nothing.');
  for (const value of values) expect(part).toContain(`\`{${value}}\``);
  for (const [field, { optional, kind, says }] of Object.entries(fields))
    expect(part).toContain(`| \`${field}\`${optional ? '?' : ''} | ${kind} | ${says}`);
  for (const kind of Object.keys(fieldKinds)) expect(page).toContain(`*${kind}*`);
});

it('a profile to begin with is valid as it is, and with every operation taken in', () => {
  const text = profileTemplate('mine');
  expect(checkProfile(readJsonc(text)).faults).toEqual([]);
  const whole = text.replaceAll(/^( +)\/\/ (?="\w+": \{$| {2}"|\},$)/gm, '$1');
  const { profile, faults } = checkProfile(readJsonc(whole));
  expect(faults).toEqual([]);
  expect(Object.keys(profile?.operations ?? {})).toEqual(operationNames);
});

it('a profile to begin with names the words that a field may have', () => {
  const lines = profileTemplate('mine').split('\n');
  const after = lines.slice(lines.findIndex((line) => line.includes('// restoreJob:')));
  const state = after.find((line) => line.startsWith('    //   state: ')) ?? '';
  expect(state).toContain('one of none, queued, restoring, restarting, done, failed');
  // Whatever is broken still stands below its field.
  const fields = after.slice(after.indexOf(state)).join('\n');
  expect(fields).toMatch(/\n {4}\/\/ {3}request \(may be missing\): .*\n {4}\/\/ {5}\S/);
});
