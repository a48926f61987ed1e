import type { Reader } from './byte-reader';
import type { Looking } from './containers/container';

/** Longest beginning of a statement that is kept: what it does, and to which table. */
const startMax = 512;
const pieceBytes = 65_536;

const code = (character: string): number => character.charCodeAt(0);
const [quote, double, tick, backslash] = [code("'"), code('"'), code('`'), code('\\')];
const [open, close, semicolon, dash, hash] = [
  code('('),
  code(')'),
  code(';'),
  code('-'),
  code('#'),
];
const [slash, star, lineEnd] = [code('/'), code('*'), code('\n')];

/** Bytes that mean something outside of strings and comments. */
const marks = new Uint8Array(256);
for (const byte of [quote, double, tick, open, close, semicolon, dash, hash, slash])
  marks[byte] = 1;

const part = String.raw`(?:\`[^\`]{1,200}\`|"[^"]{1,200}"|[\w$\x80-\xff]{1,200})`;
const name = `(${part}(?:\\.${part})?)`;
const insert = new RegExp(
  String.raw`^\s*(?:INSERT|REPLACE)\s+(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE)\s+){0,3}(?:INTO\s+)?${name}`,
  'i',
);
const create = new RegExp(
  String.raw`^\s*CREATE\s+(?:TEMPORARY\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?${name}`,
  'i',
);
/** Rows of PostgreSQL that are no SQL; they are not counted. */
const copy = /^\s*COPY\s/i;

/**
 * Counts the rows that a dump puts into its tables, statement by statement, in constant memory. In the dump of a practice container a
 * backslash is a character like others; elsewhere it takes the next one along, as MySQL writes it.
 */
export async function countTables(reader: Reader, looking: Looking): Promise<void> {
  const { tables } = looking;
  tables.begin();
  const counter = openCounter(!looking.isPractice(), (table, rows) => tables.add(table, rows));
  for (let piece = await reader.some(pieceBytes); piece; piece = await reader.some(pieceBytes)) {
    looking.goOn();
    counter.hear(piece);
  }
  if (!counter.isBetween() || (looking.size !== undefined && reader.offset() < looking.size))
    tables.cut();
}

type Counter = {
  readonly hear: (piece: Buffer) => void;
  /** True where the last statement has ended. */
  readonly isBetween: () => boolean;
};

function openCounter(escapes: boolean, add: (table: string, rows: number) => void): Counter {
  /** The closing byte of the string that it is in; 0 outside. */
  let inside = 0;
  let comment: 'line' | 'block' | undefined;
  let escaped = false;
  let before = 0;
  let depth = 0;
  let rows = 0;
  /** The statement so far, without what is in brackets. */
  let start = '';
  let table: string | undefined;
  let valuesSeen = false;
  let holds = false;
  let carried: Buffer | undefined;
  let copies = false;

  const begin = (): void => {
    start = '';
    table = undefined;
    valuesSeen = false;
    holds = false;
    rows = 0;
    depth = 0;
  };
  const settle = (): void => {
    if (table !== undefined) return;
    table = insert.exec(start)?.[1] ?? '';
    if (table === '') {
      const made = create.exec(start)?.[1];
      if (made !== undefined) add(nameOf(made), 0);
    }
  };
  const keep = (piece: Buffer, from: number, to: number): void => {
    if (depth > 0 || to <= from) return;
    if (!holds) {
      for (let at = from; at < to && !holds; at++) holds = (piece[at] as number) > 0x20;
    }
    if (start.length < startMax)
      start += piece.toString('latin1', from, Math.min(to, from + startMax));
  };
  return {
    isBetween: () => !holds && inside === 0 && comment !== 'block' && !copies,
    hear: (heard) => {
      let piece = carried ? Buffer.concat([carried, heard]) : heard;
      // What begins a comment has to be seen as a whole.
      const tail =
        piece.at(-1) === slash ? 1 : piece.at(-2) === slash && piece.at(-1) === star ? 2 : 0;
      carried = tail > 0 ? Buffer.from(piece.subarray(piece.length - tail)) : undefined;
      piece = piece.subarray(0, piece.length - tail);
      let from = 0;
      const { length } = piece;
      let at = 0;
      while (at < length) {
        if (comment !== undefined) {
          const end = comment === 'line' ? lineEnd : slash;
          const found = piece.indexOf(end, at);
          if (found < 0) {
            before = piece[length - 1] as number;
            at = length;
            from = length;
            continue;
          }
          const isEnd = comment === 'line' || (found > 0 ? piece[found - 1] : before) === star;
          if (isEnd) comment = undefined;
          before = 0;
          at = found + 1;
          from = at;
          continue;
        }
        const byte = piece[at] as number;
        if (inside !== 0) {
          if (escaped) escaped = false;
          else if (byte === backslash && escapes && inside !== tick) escaped = true;
          else if (byte === inside) inside = 0;
          at++;
          continue;
        }
        if (marks[byte] === 0) {
          before = byte;
          at++;
          continue;
        }
        if (byte === quote || byte === double || byte === tick) inside = byte;
        else if (byte === hash || (byte === dash && before === dash)) {
          keep(piece, from, byte === hash ? at : at - 1);
          if (byte === dash && start.endsWith('-')) start = start.slice(0, -1);
          if (start.trim() === '') holds = false;
          comment = 'line';
        } else if (byte === slash) {
          if (piece[at + 1] === star && piece[at + 2] !== code('!')) {
            keep(piece, from, at);
            comment = 'block';
            at += 1;
          }
        } else if (byte === open) {
          keep(piece, from, at);
          if (depth === 0) {
            settle();
            valuesSeen = valuesSeen || /VALUES?\s*$/i.test(start);
            if (table !== '' && valuesSeen) rows++;
          }
          depth++;
        } else if (byte === close) {
          if (depth > 0) depth--;
          from = at + 1;
        } else if (byte === semicolon && depth === 0) {
          keep(piece, from, at);
          settle();
          copies = copies || copy.test(start);
          if (table) add(nameOf(table), rows || (/\sSET\s/i.test(start) ? 1 : 0));
          begin();
          from = at + 1;
        }
        before = byte;
        at++;
      }
      if (comment === undefined) keep(piece, from, length);
    },
  };
}

/** The name without its quotes, the database before it kept. */
const nameOf = (table: string): string =>
  Buffer.from(table, 'latin1').toString('utf8').replaceAll(/[`"]/g, '');
