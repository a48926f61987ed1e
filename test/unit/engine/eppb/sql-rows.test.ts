import { describe, expect, it } from 'vitest';
import { openSqlRows, tableName } from '../../../../electron/engine/eppb/sql-rows';

/** Counts in pieces of so many bytes. */
function count(text: string, pieceBytes: number, escapes = true) {
  const rows: Record<string, number> = {};
  const counter = openSqlRows(escapes, (table, more) => {
    rows[tableName(table)] = (rows[tableName(table)] ?? 0) + more;
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceBytes)
    counter.hear(bytes.subarray(at, at + pieceBytes));
  return { rows, isWhole: counter.isWhole() };
}

const cases: readonly (readonly [string, string, Record<string, number>, boolean?])[] = [
  ['one row a statement', 'INSERT INTO a (x) VALUES (1);\n'.repeat(50), { a: 50 }],
  ['many rows a statement', "INSERT INTO `a` VALUES (1,'(;'),(2,'),('),(3,NULL);", { a: 3 }],
  ['quotes that are doubled', "INSERT INTO a VALUES ('it''s'),('''');", { a: 2 }],
  ['a backslash before a quote', "INSERT INTO a VALUES ('a\\'),('),('b\\\\');", { a: 2 }],
  ['functions and nested brackets', 'INSERT INTO a VALUES (NOW(),(1+2)),(f(g(1)),2);', { a: 2 }],
  [
    'REPLACE, IGNORE and a database',
    'REPLACE INTO d.a VALUES (1);INSERT IGNORE INTO `d`.`b c` VALUES (1);',
    { 'd.a': 1, 'd.b c': 1 },
  ],
  ['SET', 'INSERT INTO a SET x = 1;', { a: 1 }],
  ['a query', 'INSERT INTO a SELECT (1) FROM b;', { a: 0 }],
  [
    'tables without rows',
    'DROP TABLE IF EXISTS `a`;\nCREATE TABLE `a` (\n `x` int(11)\n);\n',
    { a: 0 },
  ],
  [
    'comments with quotes in them',
    "-- it's\n/* don't; */ INSERT INTO a VALUES (1); # isn't\nINSERT INTO a VALUES (2);--'\n",
    { a: 2 },
  ],
  [
    'what MySQL hides in comments',
    '/*!40101 SET NAMES utf8 */;\nINSERT INTO a VALUES (1);\n/*!40000 ALTER TABLE `a` ENABLE KEYS */;\n',
    { a: 1 },
  ],
  ['a slash, dashes and stars', 'INSERT INTO a VALUES (4/2),(3-1),(2*3),(1- -1);', { a: 4 }],
  [
    'another table in between',
    'INSERT INTO a VALUES (1);INSERT INTO b VALUES (1);INSERT INTO a VALUES (1),(2);',
    { a: 3, b: 1 },
  ],
  ['no end', "INSERT INTO a VALUES (1);INSERT INTO a VALUES (2,'x", { a: 1 }, false],
  ['names that are not ASCII', 'INSERT INTO größe VALUES (1);', { größe: 1 }],
];

describe.each([1, 2, 3, 7, 64, 100_000])('in pieces of %i bytes, rows are counted of', (piece) => {
  const all = cases.map(([what, text, rows, isWhole = true]) => ({ what, text, rows, isWhole }));
  it.each(all)('$what', ({ text, rows, isWhole }) => {
    expect(count(text, piece)).toEqual({ rows, isWhole });
  });

  it('a practice dump, in which a backslash is a backslash', () => {
    const text = "INSERT INTO a (x) VALUES ('C:\\');\nINSERT INTO a (x) VALUES ('it''s');\n";
    expect(count(text, piece, false)).toEqual({ rows: { a: 2 }, isWhole: true });
  });
});
