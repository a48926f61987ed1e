import type { Reader } from './byte-reader';
import type { Looking } from './containers/container';
import { openSqlRows, tableName } from './sql-rows';

const pieceBytes = 262_144;
/** A hostile dump has as many names as it likes. */
const namesMax = 10_000;

/**
 * Counts the rows that a dump puts into its tables, statement by statement, in constant memory. In the dump of a practice container a
 * backslash is a character like others; elsewhere it takes the next one along, as MySQL writes it.
 */
export async function countTables(reader: Reader, looking: Looking): Promise<void> {
  const { tables } = looking;
  tables.begin();
  const raw = new Map<string, number>();
  const tell = (): void => {
    for (const [table, rows] of raw) tables.add(tableName(table), rows);
    raw.clear();
  };
  const counter = openSqlRows(!looking.isPractice(), (table, rows) => {
    raw.set(table, (raw.get(table) ?? 0) + rows);
    if (raw.size > namesMax) tell();
  });
  for (let piece = await reader.some(pieceBytes); piece; piece = await reader.some(pieceBytes)) {
    looking.goOn();
    counter.hear(piece);
  }
  tell();
  const isShort = looking.size !== undefined && reader.offset() < looking.size;
  if (!counter.isWhole() || isShort || looking.wasCut()) tables.cut();
}
