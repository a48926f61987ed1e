import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openProfiles, profileHash } from '../../../../electron/engine/appliance/load-profile';
import reference from '../../../../resources/profiles/reference.json';
import { failureOf } from '../failure-of';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'profiles-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (content: string | Buffer, name = 'p.json'): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};
const text = JSON.stringify(reference);
const failure = (wanted: string, expected?: string) =>
  failureOf(() => openProfiles(folder).load(wanted, expected));

it('a profile is found by its name, by its path, or comes with the program', () => {
  const { load } = openProfiles(folder);
  mkdirSync(join(folder, 'profiles'));
  writeFileSync(join(folder, 'profiles', 'mine.jsonc'), `// mine\n${text}`);
  const found = [load('mine'), load(put(text)), load('reference'), load()];
  expect(new Set(found.map(({ sha256 }) => sha256)).size).toBe(1);
});

it.each<[string, () => string, string, RegExp]>([
  ['is not known', () => 'nobody', 'profile.unknown', /reference/],
  ['is not there', () => join(folder, 'no.json'), 'profile.unknown', /no\.json/],
  ['is seen from nowhere', () => './p.json', 'profile.unknown', /p\.json/],
  ['is no JSON', () => put('{\n  "name": }'), 'profile.invalid', /line 2, column 11/],
  [
    'has a member twice',
    () => put('{"name":"a",\n"name":"b"}'),
    'profile.invalid',
    /line 2.*twice/,
  ],
  ['is a folder', () => folder, 'profile.invalid', /it is no file|it is a folder/],
  ['is empty', () => put(''), 'profile.invalid', /ends too early/],
  [
    'is UTF-16',
    () => put(Buffer.from(`\uFEFF${text}`, 'utf16le')),
    'profile.invalid',
    /no text in UTF-8/,
  ],
  [
    'has 50 MB',
    () => {
      const file = put(text);
      truncateSync(file, 50_000_000);
      return file;
    },
    'profile.invalid',
    /50\.0 MB; at most 1\.0 MB/,
  ],
])('a profile that %s is told so', async (_what, make, code, seen) => {
  const told = await failure(make());
  expect(told.code).toBe(code);
  expect(JSON.stringify(told.facts)).toMatch(seen);
});

it.skipIf(process.platform === 'win32')('a pipe is not waited for', async () => {
  const file = join(folder, 'pipe');
  execFileSync('mkfifo', [file]);
  expect(await failure(file)).toMatchObject({ code: 'profile.invalid' });
});

it('comments and order do not count for the hash, words do', async () => {
  const { name, ...rest } = reference;
  const before = openProfiles(folder).load(put(text)).sha256;
  const file = put(`{ /* same */ ${JSON.stringify({ ...rest, name }).slice(1)}`);
  expect(openProfiles(folder).load(file, before).sha256).toBe(before);
  put(text.replace('"power","off"', '"power","down"'));
  expect(await failure(file, before)).toMatchObject({ code: 'profile.changed' });
});

it('an exported profile that was changed on its way is refused', async () => {
  const file = put(JSON.stringify({ ...reference, sha256: profileHash(reference) }));
  expect(openProfiles(folder).load(file).sha256).toBe(profileHash(reference));
  put(JSON.stringify({ ...reference, name: 'other', sha256: profileHash(reference) }));
  expect(await failure(file)).toMatchObject({ code: 'profile.changed', facts: { inFile: true } });
});
