import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openProfiles, profileHash } from '../../../../electron/engine/appliance/load-profile';
import { operationNames } from '../../../../electron/engine/appliance/operations';
import { profileHandlers } from '../../../../electron/engine/appliance/profile-handlers';
import { writeOwnerFile } from '../../../../electron/engine/kit/write-kit';
import reference from '../../../../resources/profiles/reference.json';
import { withMember } from '../../../../shared/edit-jsonc';
import { readJsonc } from '../../../../shared/read-jsonc';
import { failureOf } from '../failure-of';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workshop-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const tried: unknown[] = [];
const told: unknown[] = [];
const handlers = profileHandlers({
  write: async (path, text) => writeOwnerFile(path, text),
  tryProfile: (endpoint, { hear, profile, ...wish }) => {
    tried.push({ endpoint, ...wish });
    const command = Object(profile).profile.operations.disk.words.join(' ');
    queueMicrotask(() => hear({ type: 'trial-begins', operation: 'disk', command }));
    return 'test-1';
  },
  tell: (news) => told.push(news),
});
const begun = async () => (await handlers['profile-template']({ name: 'mine' })).text;
const look = (text: string, values = {}) => handlers['check-profile']({ text, values });
const disk = {
  words: ['df', '-B1', '{file}'],
  ...{ reads: 'regex', changes: false, timeoutSeconds: 20 },
  patterns: ['^data\\s+(?P<sizeBytes>\\d+)\\s+(?P<freeBytes>\\d+)'],
};
const withDisk = async (changes: Readonly<Record<string, unknown>> = {}) =>
  withMember(await begun(), ['operations', 'disk'], { ...disk, words: ['df'], ...changes });
const answer = (text: string, answered: string, operation = 'disk', exitCode = 0) =>
  handlers['read-profile-answer']({ text, operation, answer: answered, exitCode, values: {} });

describe('a profile in the workshop', () => {
  it('begins valid, with every operation told and one command', async () => {
    const { operations, values } = await handlers['profile-facts']({});
    expect(operations.map(({ operation }) => operation)).toEqual(operationNames);
    expect(values['key']).toMatchObject({ secret: true });
    const { faults, commands, probes, broken, staleHash } = await look(await begun());
    expect(probes).toEqual(['echo epp-1f2e3d4c', 'id -u', 'sudo -n true']);
    expect({ faults, broken, staleHash }).toEqual({ faults: [], staleHash: false });
    expect(commands.filter(({ told }) => told).map(({ operation }) => operation)).toEqual([
      'identity',
    ]);
  });

  it('shows a command with its quoting, of values that are made up or given, also where it has faults', async () => {
    const text = withMember(await begun(), ['operations', 'hash'], {
      ...{ words: ['sum it', '{file}', '{nobody}'], reads: 'regex', patterns: ['('] },
      ...{ changes: false, timeoutSeconds: 1 },
    });
    const made = await look(text);
    const hash = made.commands.find(({ operation }) => operation === 'hash');
    expect(hash?.told?.command).toMatch(/^'sum it' '\/incoming\/old server \(1\)\.eppb' /);
    expect(made.faults.map(({ where, kind }) => `${where} ${kind}`)).toEqual([
      'operations.hash.words.2 no-value',
      'operations.hash.patterns.0 pattern',
    ]);
    const given = await look(text, { file: "/b/it's.eppb" });
    const line = given.commands.find(({ operation }) => operation === 'hash')?.told?.command;
    expect(line).toContain(`'/b/it'\\''s.eppb'`);
  });

  it('shows of a secret on standard input its place only', async () => {
    const { commands } = await look(JSON.stringify(reference));
    const told = commands.find(({ operation }) => operation === 'importBackup')?.told;
    expect(told).toMatchObject({ secret: true, changes: true });
    expect(told?.stdin).toContain('{key}');
  });

  it('says where a text is no JSON, and when a hash belongs to another content', async () => {
    expect(await look('{\n  "name": }')).toMatchObject({ broken: { line: 2, column: 11 } });
    expect(await look('[1]')).toMatchObject({ faults: [{ kind: 'type' }] });
    const sha256 = profileHash(reference);
    expect((await look(JSON.stringify({ ...reference, sha256 }))).staleHash).toBe(false);
    const changed = JSON.stringify({ ...reference, name: 'other', sha256 });
    expect((await look(changed)).staleHash).toBe(true);
  });
});

describe('an answer in the workshop', () => {
  it('is read field by field', async () => {
    const { reading, failure } = await answer(await withDisk(), 'Disk\ndata 5000 1200\n');
    expect(failure).toBeUndefined();
    expect(reading.entries[0]).toContainEqual({ field: 'freeBytes', raw: '1200', value: 1200 });
  });

  it('is told with the code that a migration would stop with', async () => {
    const text = withMember(
      await withDisk(),
      ['errors'],
      [{ pattern: '(?i)another task', failure: 'appliance.busy' }],
    );
    expect(await answer(text, 'data x y')).toMatchObject({
      reading: { fault: expect.stringContaining('sizeBytes') },
      failure: { code: 'appliance.answer-unreadable' },
    });
    expect(await answer(text, 'Another task runs')).toMatchObject({
      failure: { code: 'appliance.busy' },
    });
    expect(await answer(text, 'data 5 1', 'disk', 3)).toMatchObject({
      failure: { code: 'appliance.command-failed', facts: { exitCode: 3 } },
    });
  });

  it('is read although another operation has faults, not where its own has some', async () => {
    const other = withMember(await withDisk(), ['operations', 'hash'], { words: [] });
    expect((await answer(other, 'data 5 1')).failure).toBeUndefined();
    const own = await withDisk({ patterns: ['(?P<sizeBytes>['] });
    expect(await failureOf(() => answer(own, 'data 5 1'))).toMatchObject({
      code: 'profile.invalid',
      facts: { kind: 'pattern', where: 'operations.disk.patterns.0' },
    });
    expect(await failureOf(() => answer(other, '', 'counts'))).toMatchObject({
      code: 'appliance.no-command',
    });
    expect(await failureOf(() => answer(other, '', 'nothing'))).toMatchObject({
      code: 'contract.bad-input',
    });
  });

  it('shows nothing of a secret', async () => {
    const text = withMember(await begun(), ['operations', 'prepareBackup'], {
      ...{ words: ['make'], reads: 'json', changes: true, secretAnswer: true, timeoutSeconds: 9 },
    });
    const read = await answer(text, '{"id":"b-1","key":"K7QM2X9R"}', 'prepareBackup');
    expect(read.reading).toMatchObject({ entries: [], count: 1 });
    const not = await answer(text, '{"id":"b-1","key":["K7QM2X9R"', 'prepareBackup');
    expect(JSON.stringify([read, not])).not.toContain('K7QM');
    expect(not.failure?.code).toBe('appliance.answer-unreadable');
  });

  it('is given up where its patterns take too long together', async () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 3000));
    const text = await withDisk({ patterns: [...disk.patterns, 'b', 'c', 'd'] });
    expect(await answer(text, 'data 5 1')).toMatchObject({
      failure: { facts: { why: expect.stringMatching(/more than 5 seconds/) } },
    });
  });
});

it('a trial gets the profile as it stands, the values that were given and no made-up one', async () => {
  const endpoint = { host: '10.0.0.1', port: 22, user: 'root' };
  const input = { endpoint, operation: 'disk', values: { id: '7' } };
  expect(await handlers['try-profile']({ text: await withDisk(), ...input })).toEqual({
    id: 'test-1',
  });
  await vi.waitFor(() => expect(told).toHaveLength(1));
  expect(tried).toEqual([{ endpoint, operations: ['disk'], values: { id: '7' } }]);
  expect(told).toEqual([
    { id: 'test-1', news: { type: 'trial-begins', operation: 'disk', command: 'df' } },
  ]);
  const faulty = await withDisk({ reads: 'tea leaves' });
  const failed = await failureOf(() => handlers['try-profile']({ text: faulty, ...input }));
  expect(failed.code).toBe('profile.invalid');
});

describe('a file of the workshop', () => {
  it('is read, written over and loads as it is', async () => {
    const path = join(folder, 'mine.jsonc');
    writeFileSync(path, await begun());
    const file = { path };
    const { text, seal } = await handlers['read-profile']({ file });
    const next = withMember(text, ['name'], 'better');
    const saved = await handlers['save-profile']({ text: next, file, seal });
    expect(openProfiles(folder).load(path).profile.name).toBe('better');
    expect(readFileSync(path, 'utf8')).toContain('// identity: REQUIRED.');
    await handlers['save-profile']({ text, file, seal: saved.seal });
    expect(openProfiles(folder).load(path).profile.name).toBe('mine');
  });

  it('is not written over once another program has changed it', async () => {
    const path = join(folder, 'mine.jsonc');
    writeFileSync(path, '{}');
    const { seal } = await handlers['read-profile']({ file: { path } });
    writeFileSync(path, '{ "name": "theirs" }');
    const failed = await failureOf(() =>
      handlers['save-profile']({ text: '{}', file: { path }, seal }),
    );
    expect(failed).toMatchObject({
      code: 'file.unwritable',
      facts: { seen: expect.stringContaining('another program') },
    });
    expect(readFileSync(path, 'utf8')).toContain('theirs');
  });

  it('is exported as the terminal does it, and not while it has faults', async () => {
    const path = join(folder, 'out.json');
    const text = await begun();
    const { sha256 } = await handlers['export-profile']({ text, file: { path } });
    expect(sha256).toBe(profileHash(readJsonc(text)));
    expect(openProfiles(folder).load(path, sha256).sha256).toBe(sha256);
    const faulty = withMember(text, ['product'], 5);
    const failed = await failureOf(() =>
      handlers['export-profile']({ text: faulty, file: { path } }),
    );
    expect(failed).toMatchObject({ code: 'profile.invalid' });
    expect(openProfiles(folder).load(path).sha256).toBe(sha256);
  });
});
