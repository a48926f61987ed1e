import { existsSync, mkdirSync } from 'node:fs';
import { cp, rename, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type CountedTable, countedTables } from '../../electron/simulator/database';
import type { Counts } from '../../shared/appliance';
import { placesOfHost } from './host-config';
import { must, type Supervised, supervise } from './host-run';

/** The columns of each table as a dump has them: numbers, and texts of so many characters. */
const columns: Readonly<Record<CountedTable, Readonly<Record<string, string>>>> = {
  computers: { id: 'INT', name: 'TEXT', os: 'TEXT', address: 'TEXT', last_seen: 'DATETIME' },
  users: { id: 'INT', login: 'TEXT', first_name: 'TEXT', last_name: 'TEXT' },
  groups: { id: 'INT', name: 'TEXT' },
  devices: { id: 'INT', kind: 'TEXT', vendor_id: 'INT', product_id: 'INT', serial: 'TEXT' },
  policies: { id: 'INT', name: 'TEXT', rules: 'TEXT' },
  rights: { id: 'INT', device_id: 'INT', computer_id: 'INT', kind: 'TEXT' },
  admins: { id: 'INT', login: 'TEXT', role: 'TEXT' },
};

const schema = (): string =>
  [
    'CREATE DATABASE IF NOT EXISTS appliance CHARACTER SET utf8mb4; USE appliance;',
    ...countedTables.map((table) => {
      const all = Object.entries(columns[table]).map(([name, type]) => `${name} ${type} NOT NULL`);
      return `CREATE TABLE IF NOT EXISTS ${table} (${all.join(', ')}, PRIMARY KEY (id));`;
    }),
  ].join('\n');

/** A statement of a dump for each row of a table, made by the database itself. */
const statementsOf = (table: CountedTable): string => {
  const all = Object.entries(columns[table]);
  const values = all.map(([name, type]) =>
    type === 'INT' ? name : `'''', REPLACE(${name}, '''', ''''''), ''''`,
  );
  const opening = `'INSERT INTO ${table} (${all.map(([name]) => name).join(', ')}) VALUES ('`;
  return `SELECT CONCAT(${opening}, ${values.join(`, ', ', `)}, ');') FROM ${table} ORDER BY id;`;
};

/** As little as it runs with: two of them stand on a small computer. */
const settings = [
  ...['--no-defaults', '--user=root', '--skip-networking', '--skip-log-bin', '--skip-name-resolve'],
  ...['--innodb-log-file-size=8M', '--innodb-buffer-pool-size=24M', '--key-buffer-size=1M'],
  ...['--innodb-flush-log-at-trx-commit=0', '--skip-innodb-doublewrite'],
  ...['--innodb-use-native-aio=OFF', '--aria-pagecache-buffer-size=1M', '--max-connections=20'],
  ...['--performance-schema=OFF', '--max-allowed-packet=32M'],
];

/** Makes the files of an empty database where they are missing, in a folder that hosts copy from. */
export async function makeEmptyDatabase(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const fresh = `${folder}-${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  await must([
    ...['mariadb-install-db', ...settings, `--datadir=${fresh}`, '--skip-test-db'],
    '--auth-root-authentication-method=normal',
  ]);
  // Somebody else may have been faster.
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true }));
}

/** Gives a host a database of its own, empty. */
export const layDatabase = (empty: string, folder: string): Promise<void> =>
  cp(empty, placesOfHost(folder).database, { recursive: true });

/** The database of a host. */
export type HostDatabase = Supervised & {
  readonly counts: () => Promise<Counts>;
  /** Puts rows, lines of a dump, in the place of all that it has; all or nothing. */
  readonly load: (rows: AsyncIterable<string>) => Promise<void>;
  /** Writes all rows into a file, a statement a line. */
  readonly save: (file: string) => Promise<void>;
};

/** The database in the folder of a host; what asks or changes rows needs it to run. */
export function hostDatabase(folder: string): HostDatabase {
  const { database, databaseSocket, log } = placesOfHost(folder);
  const client = ['mariadb', '--no-defaults', `--socket=${databaseSocket}`, '--user=root'];
  const ask = [...client, '--raw', '--batch', '--skip-column-names', 'appliance'];
  return {
    ...supervise(
      [
        ...['mariadbd', ...settings, `--datadir=${database}`, `--socket=${databaseSocket}`],
        `--pid-file=${join(folder, 'db.pid')}`,
      ],
      join(log, 'mysql'),
      () => answers(databaseSocket),
    ),
    counts: async () => {
      const each = countedTables.map((table) => `(SELECT COUNT(*) FROM ${table})`);
      const [line = ''] = (await must(ask, `SELECT ${each.join(', ')};`)).split('\n');
      const numbers = line.split('\t').map(Number);
      return Object.fromEntries(countedTables.map((table, at) => [table, numbers[at]])) as Counts;
    },
    load: async (rows) => {
      await must(client, schema());
      await must([...client, 'appliance'], statements(rows));
    },
    save: async (file) => {
      const rows = await must(ask, countedTables.map(statementsOf).join('\n'));
      await writeFile(file, rows, { mode: 0o600 });
    },
  };
}

const rowsAtOnce = 1000;

/** One transaction; rows of one table go together, a thousand at a time. */
async function* statements(rows: AsyncIterable<string>): AsyncGenerator<string> {
  yield "SET SESSION sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES');\n";
  yield 'SET unique_checks = 0; START TRANSACTION;\n';
  for (const table of countedTables) yield `DELETE FROM ${table};\n`;
  let opening = '';
  let values: string[] = [];
  const together = (): string => {
    const text = values.length === 0 ? '' : `${opening}${values.join(',')};\n`;
    values = [];
    return text;
  };
  for await (const row of rows) {
    const at = row.indexOf(' VALUES (') + ' VALUES '.length;
    if (row.slice(0, at) !== opening || values.length === rowsAtOnce) yield together();
    opening = row.slice(0, at);
    values.push(row.slice(at, -1));
  }
  yield `${together()}COMMIT;\n`;
}

/** Whether somebody listens at a socket. */
const answers = (socket: string): Promise<boolean> =>
  new Promise((resolve) => {
    const trial = connect(socket);
    trial.once('connect', () => resolve(true)).once('error', () => resolve(false));
    trial.once('connect', () => trial.destroy());
  });
