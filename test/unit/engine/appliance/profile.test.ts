import { describe, expect, it } from 'vitest';
import { commandLine } from '../../../../electron/engine/appliance/command-line';
import { operationValues, parseProfile } from '../../../../electron/engine/appliance/profile';
import reference from '../../../../resources/profiles/reference.json';
import { failureOf } from '../failure-of';

const changed = (change: (profile: typeof reference) => void): unknown => {
  const copy = structuredClone(reference);
  change(copy);
  return copy;
};

const goodToKnow: readonly string[] = [
  'machine',
  'database',
  'services',
  'patches',
  'licence',
  'clients',
  'clientsSeen',
  'enableClients',
  'disableClients',
  'certificate',
  'archives',
  'logs',
  'setAddressForNow',
  'confirmAddress',
  'neighbour',
];

describe('a profile', () => {
  it('of the reference appliance knows every operation', () => {
    const profile = parseProfile(reference);
    expect(Object.keys(profile.operations).sort()).toEqual(Object.keys(operationValues).sort());
  });

  it('may lack what is only good to know', () => {
    const without = changed((p) => {
      for (const name of goodToKnow) Reflect.deleteProperty(p.operations, name);
    });
    expect(Object.keys(parseProfile(without).operations)).toHaveLength(
      Object.keys(operationValues).length - goodToKnow.length,
    );
  });

  it.each<[string, unknown]>([
    ['is no object', null],
    [
      'has an operation that there is not',
      changed((p) => Object.assign(p.operations, { reboot: p.operations.powerOff })),
    ],
    [
      'uses a value where there is none',
      changed((p) => p.operations.archives.words.push('{file}')),
    ],
    ['lacks an operation', changed((p) => Reflect.deleteProperty(p.operations, 'hash'))],
    [
      'names a failure that there is not',
      changed((p) => Object.assign(p.failures, { x: 'no.such' })),
    ],
    ['uses a value that there is not', changed((p) => p.operations.hash.words.push('{path}'))],
    [
      'puts a secret on the command line',
      changed((p) => p.operations.importBackup.words.push('{key}')),
    ],
    ['says more than is known', changed((p) => Object.assign(p, { shell: '/bin/sh' }))],
    [
      'proves a shell with a word that everybody knows',
      changed((p) => {
        p.probes.shell.words = ['echo', 'hello'];
      }),
    ],
    [
      'proves a shell with more than a word',
      changed((p) => p.probes.shell.words.push('{word}', '{key}')),
    ],
    ['asks for rights with values', changed((p) => p.probes.privilege.sudo.push('{user}'))],
    ['has a command of no words', changed((p) => Object.assign(p.operations.disk, { words: [] }))],
  ])('that %s is not taken', async (_what, value) => {
    expect((await failureOf(() => parseProfile(value))).code).toBe('plan.invalid');
  });

  it('a value may be a part of a word, and braces in a value mean nothing', () => {
    const profile = parseProfile(
      changed((p) => {
        p.operations.hash.words = ['sum', '--file={file}'];
      }),
    );
    expect(commandLine(profile.operations.hash, { file: '/a {file} $x' })).toBe(
      "sum '--file=/a {file} $x'",
    );
  });
});
