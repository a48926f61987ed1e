/** Longest beginning of a statement that is kept: what it does, and to which table. */
const startMax = 512;

const [quote, double, tick, backslash, open, close, semicolon] = [
  0x27, 0x22, 0x60, 0x5c, 0x28, 0x29, 0x3b,
];
const [dash, hash, slash, star, exclamation, lineEnd] = [0x2d, 0x23, 0x2f, 0x2a, 0x21, 0x0a];

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

export type SqlRows = {
  readonly hear: (piece: Buffer) => void;
  /** False where the last statement has no end, or rows came that are no SQL. */
  readonly isWhole: () => boolean;
};

type Add = (table: string, rows: number) => void;

/**
 * Finds the rows of INSERT and REPLACE statements in SQL text that comes in pieces, and the tables of CREATE. `escapes`: a backslash takes
 * the next character along. A statement that begins like the one before it, which is most of a dump, costs one comparison.
 */
export function openSqlRows(escapes: boolean, add: Add): SqlRows {
  /** The closing byte of the string that it is in; 0 outside. */
  let inside = 0;
  let comment: 'line' | 'block' | undefined;
  let isEscaped = false;
  let depth = 0;
  let rows = 0;
  /** The statement so far, without what is in brackets. */
  let start = '';
  let table: string | undefined;
  let isRows = false;
  let holds = false;
  let hasCopies = false;
  let carried: Buffer | undefined;
  /** The last beginning up to its first row, and whose it is. */
  let prefix: { readonly bytes: Buffer; readonly table: string } | undefined;
  /** Where the statement began in this piece; below 0 before it. */
  let began = -1;

  const begin = (at: number): void => {
    start = '';
    table = undefined;
    isRows = false;
    holds = false;
    rows = 0;
    depth = 0;
    began = at;
  };
  const settle = (): void => {
    if (table !== undefined) return;
    table = insert.exec(start)?.[1] ?? '';
    const made = table === '' ? create.exec(start)?.[1] : undefined;
    if (made !== undefined) add(made, 0);
  };
  const keep = (piece: Buffer, from: number, to: number): void => {
    if (depth > 0 || to <= from) return;
    for (let at = from; at < to && !holds; at++) holds = (piece[at] as number) > 0x20;
    if (start.length < startMax)
      start += piece.toString('latin1', from, Math.min(to, from + startMax));
  };
  const openRow = (piece: Buffer, at: number): void => {
    settle();
    isRows = isRows || (table !== '' && /VALUES?\s*$/i.test(start));
    if (!isRows) return;
    rows++;
    if (rows === 1 && began >= 0 && at - began < startMax)
      prefix = { bytes: Buffer.from(piece.subarray(began, at + 1)), table: table ?? '' };
  };
  const endStatement = (): void => {
    // Nothing but blanks.
    if (!holds) return;
    settle();
    hasCopies = hasCopies || copy.test(start);
    if (table) add(table, rows || (/\sSET\s/i.test(start) ? 1 : 0));
  };
  /** Jumps into the first row of a statement that begins like the one before; answers where that is. */
  const jump = (piece: Buffer, at: number): number => {
    if (!prefix || piece.length - at < prefix.bytes.length) return at;
    const { bytes } = prefix;
    if (piece.compare(bytes, 0, bytes.length, at, at + bytes.length) !== 0) return at;
    table = prefix.table;
    isRows = true;
    holds = true;
    rows = 1;
    depth = 1;
    return at + bytes.length;
  };
  const skipComment = (piece: Buffer, at: number): number => {
    if (comment === 'line') {
      const end = piece.indexOf(lineEnd, at);
      if (end < 0) return piece.length;
      comment = undefined;
      return end;
    }
    const end = piece.indexOf('*/', at, 'latin1');
    if (end < 0) return piece.length;
    comment = undefined;
    return end + 2;
  };

  const hear = (piece: Buffer): void => {
    const { length } = piece;
    let at = 0;
    let from = 0;
    began = -1;
    while (at < length) {
      if (comment !== undefined) {
        at = skipComment(piece, at);
        from = at;
        continue;
      }
      let byte = piece[at] as number;
      if (inside !== 0) {
        if (isEscaped) {
          isEscaped = false;
          at++;
          continue;
        }
        while (byte !== inside && (byte !== backslash || !escapes) && ++at < length)
          byte = piece[at] as number;
        if (at >= length) break;
        if (byte === inside) inside = 0;
        else isEscaped = true;
        at++;
        continue;
      }
      while (marks[byte] === 0 && ++at < length) byte = piece[at] as number;
      if (at >= length) break;
      const next = piece[at + 1];
      if (byte === quote || byte === double || byte === tick) inside = byte;
      else if (byte === hash || (byte === dash && next === dash)) {
        keep(piece, from, at);
        comment = 'line';
      } else if (byte === slash && next === star && piece[at + 2] !== exclamation) {
        keep(piece, from, at);
        comment = 'block';
        at++;
      } else if (byte === open) {
        keep(piece, from, at);
        if (depth++ === 0) openRow(piece, at);
      } else if (byte === close && depth > 0) {
        depth--;
        from = at + 1;
      } else if (byte === semicolon && depth === 0) {
        keep(piece, from, at);
        endStatement();
        begin(at + 1);
        at = jump(piece, at + 1) - 1;
        from = at + 1;
      }
      at++;
    }
    if (comment === undefined) keep(piece, from, length);
  };
  return {
    isWhole: () => !holds && inside === 0 && comment !== 'block' && !hasCopies,
    hear: (heard) => {
      const piece = carried ? Buffer.concat([carried, heard]) : heard;
      // Two or three bytes that begin or end a comment have to be seen together.
      const tail = tailOf(piece);
      carried = tail > 0 ? Buffer.from(piece.subarray(piece.length - tail)) : undefined;
      hear(piece.subarray(0, piece.length - tail));
    },
  };
}

/** How many of the last bytes may be the beginning of a mark of several. */
function tailOf(piece: Buffer): number {
  const [before, last] = [piece.at(-2), piece.at(-1)];
  if (before === slash && last === star) return 2;
  const isPair = (before === star && last === slash) || (before === dash && last === dash);
  return !isPair && (last === slash || last === dash || last === star) ? 1 : 0;
}

/** A table's name without its quotes, the database before it kept. */
export const tableName = (raw: string): string =>
  Buffer.from(raw, 'latin1').toString('utf8').replaceAll(/[`"]/g, '');
