import { createHash } from 'node:crypto';
import { type Counts, countedEntities } from '../../shared/appliance';

/** The tables of a dump that are counted, in the order in which they are written. */
export const countedTables = countedEntities;
export type CountedTable = (typeof countedTables)[number];

/** What a server with so many computers has; 120 computers give the example of docs/EPPB.md. */
export function countsFor(computers: number): Counts {
  if (computers === 0) {
    return { computers: 0, users: 0, groups: 1, devices: 0, policies: 1, rights: 0, admins: 1 };
  }
  return {
    computers,
    users: Math.round(computers * 1.25),
    groups: Math.max(1, Math.round(Math.sqrt(computers) * 0.73)),
    devices: Math.round(computers * 2.83),
    policies: Math.max(1, Math.round(Math.sqrt(computers) * 1.1)),
    rights: Math.round(computers * 7.5),
    admins: 1 + Math.floor(Math.log10(computers)),
  };
}

/** What so many entities take on disk, in bytes: most of it is what computers report. */
export const databaseBytes = ({ computers }: Counts): number => 2 ** 27 + computers * 327_680;

/** Statements a block; a block is what is made without letting anything else run. */
const rowsPerBlock = 500;

/** The rows of a seeded database as SQL lines, several hundred at a time; the same seed gives the same bytes. */
export function* seededRows(seed: string, counts: Counts): Generator<string> {
  for (const table of countedTables) {
    const random = numbersFrom(`${seed}/${table}`);
    const prefix = `INSERT INTO ${table} (${rows[table].columns}) VALUES (`;
    for (let first = 1; first <= counts[table]; first += rowsPerBlock) {
      const last = Math.min(counts[table], first + rowsPerBlock - 1);
      let block = '';
      for (let id = first; id <= last; id++) {
        block += `${prefix}${rows[table].values(id, random, counts)});\n`;
      }
      yield block;
    }
  }
}

/** Gives whole numbers from 0 up to, not including, a limit. */
type Numbers = (limit: number) => number;

/** The mulberry32 generator: small, fast, the same on every machine. */
function numbersFrom(seed: string): Numbers {
  let state = createHash('sha256').update(seed).digest().readUInt32BE(0);
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const pick = <Item>(items: readonly [Item, ...Item[]], random: Numbers): Item =>
  items[random(items.length)] ?? items[0];

const padded = (id: number, digits: number): string => String(id).padStart(digits, '0');

const quoted = (text: string): string => text.replaceAll("'", "''");

const firstNames = [
  'Ada',
  'Björn',
  'Chloé',
  'Dan',
  'Eva',
  'Ferenc',
  'Gül',
  'Hugo',
  'Inés',
] as const;
const lastNames = [
  'Brown',
  'Ionescu',
  'Kovács',
  'López',
  'Müller',
  "O'Neill",
  'Popescu',
  'Yılmaz',
] as const;
const systems = ['Windows 10', 'Windows 11', 'macOS 14', 'Ubuntu 22.04'] as const;
const deviceKinds = ['USB storage', 'Phone', 'Printer', 'Bluetooth', 'Card reader'] as const;
const rightKinds = ['allow', 'deny', 'read-only', 'offline'] as const;

const rows: Record<
  CountedTable,
  {
    readonly columns: string;
    readonly values: (id: number, random: Numbers, counts: Counts) => string;
  }
> = {
  computers: {
    columns: 'id, name, os, address, last_seen',
    values: (id, random) =>
      `${id}, 'PC-${padded(id, 5)}', '${pick(systems, random)}', '10.${random(256)}.${random(256)}.${random(256)}', ` +
      `'2026-11-${padded(1 + random(23), 2)} ${padded(random(24), 2)}:${padded(random(60), 2)}:00'`,
  },
  users: {
    columns: 'id, login, first_name, last_name',
    values: (id, random) =>
      `${id}, 'user${padded(id, 5)}', '${quoted(pick(firstNames, random))}', '${quoted(pick(lastNames, random))}'`,
  },
  groups: { columns: 'id, name', values: (id) => `${id}, 'Group ${id}'` },
  devices: {
    columns: 'id, kind, vendor_id, product_id, serial',
    values: (id, random) =>
      `${id}, '${pick(deviceKinds, random)}', ${random(65_536)}, ${random(65_536)}, ` +
      `'${random(0x1_0000_0000).toString(16).padStart(8, '0')}${padded(id, 6)}'`,
  },
  policies: {
    columns: 'id, name, rules',
    values: (id, random) =>
      `${id}, 'Policy ${id}', '{"threshold": ${random(100)}, "action": "report"}'`,
  },
  rights: {
    columns: 'id, device_id, computer_id, kind',
    values: (id, random, counts) =>
      `${id}, ${1 + random(Math.max(1, counts.devices))}, ${1 + random(Math.max(1, counts.computers))}, '${pick(rightKinds, random)}'`,
  },
  admins: {
    columns: 'id, login, role',
    values: (id) => `${id}, 'admin${id}', '${id === 1 ? 'super' : 'normal'}'`,
  },
};
