import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newAccount, passwordOpens } from '../../../electron/simulator/accounts';
import { countsFor, seededRows } from '../../../electron/simulator/database';
import { dumpBlocks, dumpLength, readDump } from '../../../electron/simulator/dump';
import { temporaryFolder } from './practice-client';

async function* cut(text: string, length: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function textOf(blocks: AsyncIterable<Buffer>): Promise<string> {
  const all: Buffer[] = [];
  for await (const block of blocks) all.push(block);
  return Buffer.concat(all).toString();
}

const account = newAccount("o'neill", 'secret', ["ssh-ed25519 AAAA it's me"]);

describe('the database of a practice machine', () => {
  it('grows with the computers', () => {
    expect(countsFor(120)).toEqual({
      computers: 120,
      users: 150,
      groups: 8,
      devices: 340,
      policies: 12,
      rights: 900,
      admins: 3,
    });
    expect(countsFor(0)).toMatchObject({ computers: 0, users: 0, admins: 1 });
    expect(countsFor(50_000)).toMatchObject({ computers: 50_000, rights: 375_000, admins: 5 });
  });

  it('is the same for the same seed, and another for another', () => {
    const dump = (seed: string): string => [...seededRows(seed, countsFor(10))].join('');
    expect(dump('a')).toBe(dump('a'));
    expect(dump('a')).not.toBe(dump('b'));
  });

  it.each([10, 700])(
    'of %i computers is read back as it was, however it is cut',
    async (computers) => {
      const rows = { seed: 'x', counts: countsFor(computers) };
      const text = await textOf(dumpBlocks(rows, [account]));
      expect(Buffer.byteLength(text)).toBe(await dumpLength(rows, [account]));
      for (const length of computers === 10 ? [1, 7, 4096] : [4096, 1_000_000]) {
        let kept = '';
        const read = await readDump(cut(text, length), async (block) => {
          kept += block;
        });
        expect(read).toEqual({ counts: rows.counts, accounts: [account] });
        expect(kept).toBe(text.slice(0, text.indexOf('INSERT INTO accounts')));
      }
    },
  );

  it('goes on from rows that were kept', async () => {
    const file = join(await temporaryFolder(), 'rows.sql');
    await writeFile(file, [...seededRows('x', countsFor(10))].join(''));
    const text = await textOf(dumpBlocks({ file }, [account]));
    expect(Buffer.byteLength(text)).toBe(await dumpLength({ file }, [account]));
    expect((await readDump(cut(text, 999))).counts).toEqual(countsFor(10));
  });

  it.each([
    ['another statement', 'DROP TABLE computers;\n'],
    ['an unknown table', 'INSERT INTO secrets (id) VALUES (1);\n'],
    ['a table of the language', 'INSERT INTO constructor (id) VALUES (1);\n'],
    ['a line without an end', 'INSERT INTO computers (id) VALUES (1);'],
    [
      'a broken account',
      "INSERT INTO accounts (login, salt, hash, public_keys) VALUES ('a', 'b', 'c', '[]');\n",
    ],
    ['an endless line', 'x'.repeat(100_000)],
  ])('is refused with %s', async (_, text) => {
    await expect(readDump(cut(text, 1000))).rejects.toThrow(/line/);
  });
});

describe('an account', () => {
  it('opens with its password only, and holds no password', () => {
    expect(passwordOpens([account], "o'neill", 'secret')).toBe(true);
    expect(passwordOpens([account], "o'neill", 'Secret')).toBe(false);
    expect(passwordOpens([account], 'somebody', 'secret')).toBe(false);
    expect(JSON.stringify(account)).not.toContain('secret');
  });
});
