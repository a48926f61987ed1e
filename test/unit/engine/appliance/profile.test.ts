import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../../../../electron/engine/appliance/command-line';
import { operationNames } from '../../../../electron/engine/appliance/operations';
import {
  checkProfile,
  parseProfile,
  profileJsonSchema,
} from '../../../../electron/engine/appliance/profile';
import reference from '../../../../resources/profiles/reference.json';
import { failureOf } from '../failure-of';

const changed = (change: (profile: typeof reference) => void): unknown => {
  const copy = structuredClone(reference);
  change(copy);
  return copy;
};

describe('a profile', () => {
  it('of the reference appliance knows every operation', () => {
    const profile = parseProfile(reference);
    expect(Object.keys(profile.operations).sort()).toEqual([...operationNames].sort());
  });

  it('may lack everything but who it is', () => {
    const { identity } = reference.operations;
    const profile = parseProfile({ ...reference, operations: { identity } });
    expect(Object.keys(profile.operations)).toEqual(['identity']);
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
    ['does not say who it is', changed((p) => Reflect.deleteProperty(p.operations, 'identity'))],
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
    expect((await failureOf(() => parseProfile(value))).code).toBe('profile.invalid');
  });

  it('a value may be a part of a word, and braces in a value mean nothing', () => {
    const profile = parseProfile(
      changed((p) => {
        p.operations.hash.words = ['sum', '--file={file}'];
      }),
    );
    expect(commandLine(profile.operations.hash ?? { words: [] }, { file: '/a {file} $x' })).toBe(
      "sum '--file=/a {file} $x'",
    );
  });

  const words = (...list: string[]): unknown =>
    changed((p) => {
      p.operations.hash.words = list;
    });

  it.each<[string, unknown]>([
    ['stands in quotes', words('tool', "'{file}'")],
    ['stands beside a blank', words('tool', 'show {file}')],
    ['stands beside a sign of the shell', words('tool', '{file};')],
    ['stands in a subshell', words('tool', '$({file})')],
    ['is a script', words('sh', '-c', '{file}')],
    ['is a script for sudo’s shell', words('sudo', '/bin/bash', '-lc', '{file}')],
    ['is a program', words('{file}', 'x')],
    ['is evaluated', words('eval', 'tool', '{file}')],
    ['goes to another machine’s shell', words('ssh', 'other', 'tool', '{file}')],
    [
      'is a script on standard input',
      changed((p) => {
        p.operations.importBackup.words = ['bash', '-s'];
      }),
    ],
  ])('a value that %s is refused, and where it is', async (_what, value) => {
    const { code, facts } = await failureOf(() => parseProfile(value));
    expect(code).toBe('profile.unsafe');
    expect(facts['where']).toMatch(/^operations\.(?:hash|importBackup)\.words\.\d/);
  });

  it('whatever a value holds, it is one word', () => {
    const value = words('sh', '-c', 'tool "$1"', 'sh', '{file}');
    const { hash } = parseProfile(value).operations;
    expect(commandLine(hash ?? { words: [] }, { file: "'; rm -rf / #" })).toBe(
      `sh -c 'tool "$1"' sh ''\\''; rm -rf / #'`,
    );
  });

  it('other braces than those around a name are text', () => {
    const value = words('sh', '-c', 'sum "$1" | awk \'{print $1}\'', 'sh', '{file}');
    const { hash } = parseProfile(value).operations;
    expect(commandLine(hash ?? { words: [] }, { file: '/a' })).toContain('{print $1}');
    expect(checkProfile(words('sum', '{ file }')).faults).toMatchObject([{ kind: 'no-value' }]);
  });

  it('every fault is told at once, the dangerous one first', () => {
    const { faults } = checkProfile({
      ...{ name: 'x', product: 7, colour: 'red' },
      operations: {
        identity: {
          ...{ words: ['tool'], reads: 'regex', changes: false, timeoutSeconds: 0 },
          patterns: ['(?P<product>.+', '(a)\\1', '((a?){99}b){9}'],
        },
        reboot: {},
        hash: {
          ...{ words: ['sum', '"{file}"'], reads: 'regex', changes: false, timeoutSeconds: 9 },
          patterns: ['^(?P<sha>\\w+)$'],
          fields: { sha256: 'hash', size: { constant: 3 } },
        },
        restoreJob: {
          ...{ words: ['tool'], reads: 'json', changes: false, timeoutSeconds: 9 },
          fields: { state: { words: { ok: 'finished' } } },
        },
        prepareBackup: { words: ['tool'], reads: 'json', changes: false, timeoutSeconds: 9 },
        startBackup: { words: ['tool'], reads: 'none', timeoutSeconds: 9 },
      },
    });
    expect(faults.map(({ where, kind }) => `${kind} ${where}`)).toEqual([
      'unsafe operations.hash.words.1',
      'type product',
      'other operations.identity.timeoutSeconds',
      'missing operations.startBackup.changes',
      'unknown-member operations.reboot',
      'unknown-member colour',
      'pattern operations.identity.patterns.0',
      'pattern operations.identity.patterns.1',
      'pattern operations.identity.patterns.2',
      'changes operations.prepareBackup.changes',
      'secret-answer operations.prepareBackup.secretAnswer',
      'not-ours operations.restoreJob.fields.state',
      'no-group operations.hash.fields.sha256',
    ]);
  });

  it('the published schema is this one', () => {
    const file = join(import.meta.dirname, '../../../../resources/schemas/profile.schema.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(profileJsonSchema())),
    );
  });

  it('its schema explains every member', () => {
    const bare = [...membersOf(profileJsonSchema())].filter(([, schema]) => !isExplained(schema));
    expect(bare.map(([name]) => name)).toEqual([]);
  });
});

type Schema = Readonly<Record<string, unknown>>;

/** What refers to a part that several share is explained there. */
const isExplained = ({ description, $ref }: Schema): boolean =>
  typeof description === 'string' || typeof $ref === 'string';

function* membersOf(value: unknown): Generator<readonly [string, Schema]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, each] of Object.entries(value)) {
    if (name === 'properties')
      for (const member of Object.entries(each as object)) yield member as [string, Schema];
    yield* membersOf(each);
  }
}
