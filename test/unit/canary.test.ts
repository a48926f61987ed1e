import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { needlesOf } from '../canary/forms';
import { canWatch, watchProcesses } from '../canary/processes';
import { searchFor, told } from '../canary/search';
import { canaryPassword } from '../canary/secrets';

const password = canaryPassword('Unit');
const key = 'QX7K2M9ZT4RB8WLN';
const search = searchFor([
  { label: 'password', text: password },
  { label: 'key', text: key },
]);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'epp-canary-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What is found of a file with this content in a folder of a folder. */
async function foundIn(content: string | Buffer): Promise<readonly string[]> {
  const file = join(folder, 'below', 'file');
  mkdirSync(join(folder, 'below'), { recursive: true });
  writeFileSync(file, content);
  const { hits, files } = await search.inFolder(folder);
  expect(files).toBe(1);
  for (const { where } of hits) expect(where.startsWith(file)).toBe(true);
  return [...new Set(hits.map(({ label, form }) => `${label}: ${form}`))];
}

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('a planted leak is found, whatever it looks like:', () => {
  test.each<[string, string | Buffer, string]>([
    ['in plain', `a line\nkey=${key}\n`, 'key: plain'],
    ['a password in plain', `x${password}x`, 'password: plain'],
    ['in Latin-1', Buffer.from(password, 'latin1'), 'password: Latin-1'],
    ['in groups, as people read it out', 'QX7K 2M9Z T4RB 8WLN', 'key: groups'],
    ['in groups with dashes', 'QX7K-2M9Z-T4RB-8WLN', 'key: groups'],
    [
      'in pieces of a page',
      '<b id="1">QX7K</b>\n<b>2M9Z</b><i>,</i><b>T4RB</b> <b>8WLN</b>',
      'key: pieces',
    ],
    [
      'in pieces with check characters',
      ' 1 QX7K P\n 2 2M9Z T\n 3 T4RB 0\n 4 8WLN W',
      'key: pieces',
    ],
    ['in pieces of a list', JSON.stringify(key.match(/..../g)), 'key: pieces'],
    ['in lower case', key.toLowerCase(), 'key: lower case'],
    ['in JSON', JSON.stringify({ password }), 'password: JSON'],
    ['in JSON in JSON', JSON.stringify(JSON.stringify({ password })), 'password: JSON in JSON'],
    ['in JSON of ASCII', JSON.stringify(password).replace('é', '\\u00E9'), 'password: JSON'],
    ['in HTML', password.replace('&', '&amp;').replace('<', '&lt;'), 'password: HTML'],
    ['in an address', `?q=${encodeURIComponent(password)}&`, 'password: URL'],
    ['in a form', new URLSearchParams({ q: password }).toString(), 'password: URL'],
    ['all percent signs', Buffer.from(key).toString('hex').replace(/../g, '%$&'), 'key: URL'],
    ['in hex', Buffer.from(key).toString('hex'), 'key: hex'],
    ['in upper hex', Buffer.from(password).toString('hex').toUpperCase(), 'password: hex'],
    [
      'a printed buffer',
      `<Buffer ${Buffer.from(key).toString('hex').replace(/..\B/g, '$& ')}>`,
      'key: hex',
    ],
    ['a buffer in JSON', JSON.stringify(Buffer.from(key)), 'key: numbers'],
    ['in UTF-16LE', Buffer.from(`\uFEFFab${key}`, 'utf16le'), 'key: UTF-16LE'],
    ['in UTF-16BE', utf16be(`\uFEFFab${password}`), 'password: UTF-16BE'],
    [
      'at an odd place in UTF-16BE',
      Buffer.concat([Buffer.from('x'), utf16be(key)]),
      'key: UTF-16BE',
    ],
    ['in a gzip file', gzipSync(`some text ${key}`), 'key: plain'],
    [
      'in a gzip file that is cut off',
      gzipSync(key + noise(200_000)).subarray(0, 100_000),
      'key: plain',
    ],
  ])('%s', async (_what, content, expected) => {
    expect(await foundIn(content)).toContain(expected);
  });

  test.each([0, 1, 2, 3, 4, 5])('base64 after %i other bytes', async (before) => {
    for (const [label, text] of [
      ['key', key],
      ['password', password],
    ] as const) {
      for (const encoding of ['base64', 'base64url'] as const) {
        const bytes = Buffer.from(`${'x'.repeat(before)}${text}, and more`);
        expect(await foundIn(bytes.toString(encoding)), encoding).toEqual([`${label}: base64`]);
      }
      const wide = Buffer.from(`${'x'.repeat(before)}${text}, and more`, 'utf16le');
      expect(await foundIn(wide.toString('base64'))).toEqual([`${label}: base64 of UTF-16LE`]);
    }
  });

  test('in a big file, across the border of two pieces', async () => {
    const piece = 1_048_576;
    for (const before of [piece - 1, piece - 8, piece - key.length + 1, 3 * piece - 5]) {
      const content = Buffer.alloc(4 * piece, 'x');
      content.write(key, before);
      expect(await foundIn(content), `at ${before}`).toEqual(['key: plain']);
    }
  });

  test('in the name of a file and of a folder, and in where a link leads', async () => {
    writeFileSync(join(folder, `kit-${key}.txt`), '');
    mkdirSync(join(folder, `of-${key}`));
    symlinkSync(`/nowhere/${key}`, join(folder, 'link'));
    expect((await search.inFolder(folder)).hits).toHaveLength(3);
  });

  test('in pieces, across the border of two pieces of a file', async () => {
    const content = Buffer.alloc(2_097_152, ' ');
    for (const [index, group] of (key.match(/..../g) ?? []).entries()) {
      content.write(group, 1_048_000 + 300 * index);
    }
    expect(await foundIn(content)).toEqual(['key: pieces']);
  });

  test('in memory, two groups that are far from each other', () => {
    const memory = (groups: readonly string[]) =>
      told(
        search.inMemory(
          'memory',
          Buffer.from(groups.map((each) => `"${each}"`).join('\n'.repeat(900))),
        ),
      );
    expect(memory(['8WLN', 'QX7K'])).toEqual(['key, groups, in memory']);
    expect(memory(['8WLN', 'QX7', 'AT4RB'])).toEqual([]);
  });

  test.skipIf(!canWatch)('as an argument, and in the environment, of a process', async () => {
    const watch = watchProcesses();
    const wait = 'setTimeout(() => {}, 60_000); console.log("here")';
    const children = [
      spawn(process.execPath, ['-e', wait, '--', `--key=${key}`], piped({})),
      spawn(process.execPath, ['-e', wait], piped({ SECRET: password })),
      // Not a child but a grandchild.
      spawn('sh', ['-c', `"$0" -e '${wait}'; :`, process.execPath], piped({ DEEP: key })),
    ];
    await Promise.all(children.map(({ stdout }) => stdout && once(stdout, 'data')));
    const { found, descendants } = watch.stop();
    const hits = found(search);
    const pids = children.map(({ pid }) => pid);
    await Promise.all(children.map(end));
    expect(descendants.length).toBeGreaterThanOrEqual(3);
    expect(told(hits)).toEqual(
      expect.arrayContaining([
        expect.stringContaining(`key, plain, in /proc/${pids[0]}/cmdline`),
        expect.stringContaining(`password, plain, in /proc/${pids[1]}/environ`),
        expect.stringContaining(`key, plain, in /proc/${pids[2]}/environ`),
      ]),
    );
    expect(hits.filter(({ where }) => where.includes('/environ')).length).toBeGreaterThan(2);
  });

  test.skipIf(!canWatch)('as an argument of a process that is gone', async () => {
    const watch = watchProcesses();
    const child = spawn('sleep', ['0.4'], { argv0: `sleep ${key}` });
    await once(child, 'exit');
    expect(told(watch.stop().found(search))).toEqual([
      `key, plain, in /proc/${child.pid}/cmdline (sleep)`,
    ]);
  });
});

describe('what is no leak is not found:', () => {
  test('noise, other secrets and parts of one', async () => {
    const bytes = Buffer.concat([
      noise(3_000_000),
      Buffer.from(
        [
          key.slice(1),
          'QX7K x 2M9Z y 8WLN z T4RB',
          password.slice(0, 10),
          canaryPassword('Unit'),
        ].join('\n'),
      ),
      Buffer.from(key.slice(4)).swap16(),
    ]);
    expect(await foundIn(bytes)).toEqual([]);
    expect(await foundIn(gzipSync(bytes))).toEqual([]);
    expect(await foundIn(Buffer.concat([Buffer.from([0x1f, 0x8b]), bytes]))).toEqual([]);
  });

  test('what lies behind a link, and what is left out', async () => {
    const other = mkdtempSync(join(tmpdir(), 'epp-canary-'));
    writeFileSync(join(other, 'kit.txt'), key);
    symlinkSync(other, join(folder, 'link'));
    expect(await search.inFolder(folder)).toEqual({ hits: [], files: 0 });
    expect((await search.inFolder(other, [join(other, 'kit.txt')])).files).toBe(0);
    rmSync(other, { recursive: true });
  });

  test('an empty file, an empty folder, none', async () => {
    expect(await foundIn('')).toEqual([]);
    expect(await search.inFolder(join(folder, 'none'))).toEqual({ hits: [], files: 0 });
  });

  test.skipIf(!canWatch)('a process that knows nothing', () => {
    expect(watchProcesses().stop().found(search)).toEqual([]);
  });
});

test('each form is looked for once, none is short, and a short secret is refused', () => {
  const needles = needlesOf([{ label: 'key', text: key }]);
  const bytes = needles.map((needle) => needle.bytes.toString('hex'));
  expect(new Set(bytes).size).toBe(bytes.length);
  for (const needle of needles) expect(needle.bytes.length).toBeGreaterThanOrEqual(12);
  expect(() => needlesOf([{ label: 'pin', text: '1234' }])).toThrow('pin is too short');
});

test('a hit names the secret and never tells it', () => {
  const hits = search.inText('a text', `${key} ${password}`);
  expect(told(hits)).toEqual(['password, plain, in a text', 'key, plain, in a text']);
  expect(JSON.stringify(hits)).not.toContain(key);
});

/** Bytes without any order that are the same in each run. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = 1;
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}

const piped = (env: Record<string, string>) => ({
  env: { PATH: process.env['PATH'] ?? '', ...env },
  stdio: ['ignore', 'pipe', 'ignore'] as ['ignore', 'pipe', 'ignore'],
  // A group of its own, so that a shell and what it started end together.
  detached: true,
});

async function end(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  await gone;
}
