import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Counts } from '../../shared/appliance';
import type { Account } from './accounts';
import { type CountedTable, countedTables, seededRows } from './database';

/** Where the rows of a dump come from: a seed, or the file that an earlier restore left. */
export type Rows = { readonly seed: string; readonly counts: Counts } | { readonly file: string };

/** A dump, block by block, always the same bytes for the same machine. */
export async function* dumpBlocks(
  rows: Rows,
  accounts: readonly Account[],
): AsyncGenerator<Buffer> {
  if ('file' in rows) {
    yield* createReadStream(rows.file, { highWaterMark: 262_144 }) as AsyncIterable<Buffer>;
  } else {
    for (const block of seededRows(rows.seed, rows.counts)) {
      yield Buffer.from(block);
      await letOthersRun();
    }
  }
  yield Buffer.from(accounts.map(accountLine).join(''));
}

/** The length of that dump in bytes, which a tar wants to know first. */
export async function dumpLength(rows: Rows, accounts: readonly Account[]): Promise<number> {
  const ownRows = 'file' in rows ? (await stat(rows.file)).size : 0;
  let length = ownRows + Buffer.byteLength(accounts.map(accountLine).join(''));
  if ('file' in rows) return length;
  for (const block of seededRows(rows.seed, rows.counts)) {
    length += Buffer.byteLength(block);
    await letOthersRun();
  }
  return length;
}

/** What a dump holds: rows counted by table, and the accounts. */
export type DumpContent = { readonly counts: Counts; readonly accounts: readonly Account[] };

/** A dump that is none; the message says which line. */
export class DumpError extends Error {}

/** A line longer than this is no row of ours. */
const longestLine = 65_536;

/**
 * Reads a dump as it comes. Every line that is a counted row goes to `keep` too, in blocks, so that the rows can be
 * stored without the accounts. Throws `DumpError` at the first line that is no statement of ours.
 */
export async function readDump(
  chunks: AsyncIterable<Buffer>,
  keep: (block: string) => Promise<void> = async () => {},
): Promise<DumpContent> {
  const counts = Object.fromEntries(countedTables.map((table) => [table, 0])) as Record<
    CountedTable,
    number
  >;
  const accounts: Account[] = [];
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let number = 0;
  for await (const chunk of chunks) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) throw new DumpError(`line ${number + 1} is too long`);
    let kept = '';
    for (const line of lines) {
      number++;
      const table = tableOf(line);
      if (table === 'accounts') {
        accounts.push(readAccount(line, number));
      } else if (table) {
        counts[table]++;
        kept += `${line}\n`;
      } else throw new DumpError(`line ${number} is no row of a known table`);
    }
    await keep(kept);
  }
  if (rest + decoder.end() !== '') throw new DumpError('the last line does not end');
  return { counts, accounts };
}

const statement = /^INSERT INTO ([a-z]+) \([a-z_, ]+\) VALUES \(.*\);$/;

function tableOf(line: string): CountedTable | 'accounts' | undefined {
  const name = statement.exec(line)?.[1];
  if (name === 'accounts') return name;
  return countedTables.find((table) => table === name);
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const accountColumns = 'login, salt, hash, public_keys';

const accountLine = ({ login, salt, hash, publicKeys }: Account): string =>
  `INSERT INTO accounts (${accountColumns}) VALUES (${[login, salt, hash, JSON.stringify(publicKeys)].map(text).join(', ')});\n`;

const accountValues =
  /^INSERT INTO accounts \(login, salt, hash, public_keys\) VALUES \('((?:[^']|'')*)', '([0-9a-f]{32})', '([0-9a-f]{64})', '((?:[^']|'')*)'\);$/;

function readAccount(line: string, number: number): Account {
  const [, login, salt, hash, keys] = accountValues.exec(line) ?? [];
  const publicKeys = keys === undefined ? undefined : readKeys(keys.replaceAll("''", "'"));
  if (!login || !salt || !hash || !publicKeys) throw new DumpError(`line ${number} is no account`);
  return { login: login.replaceAll("''", "'"), salt, hash, publicKeys };
}

function readKeys(json: string): readonly string[] | undefined {
  try {
    const keys: unknown = JSON.parse(json);
    return Array.isArray(keys) && keys.every((key) => typeof key === 'string') ? keys : undefined;
  } catch {
    return undefined;
  }
}
