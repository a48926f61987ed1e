import { wrap } from '../../shared/wrap';

/** Lines wider than this are hard to read, however wide the window. */
const widest = 100;
const narrowest = 20;

/** How wide to write in a window of so many columns. One column stays free: some terminals wrap in the last one. */
export const textWidth = (columns: number | undefined): number =>
  Math.max(narrowest, Math.min(widest, (columns || 80) - 1));

/** The text in at most `width` characters, with an ellipsis where something is missing. */
export const cut = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1)).trimEnd()}…`;

/** A wrapped text whose lines all begin with blanks, the first one with `label` in their place. */
export function hanging(label: string, text: string, width: number, indent: number): string {
  const lines = wrap(text, Math.max(narrowest, width - indent));
  return lines
    .map((line, index) => `${(index === 0 ? label : '').padEnd(indent)}${line}`.trimEnd())
    .join('\n');
}

/** Text at the left and at the right end of one line; the left one gives way. */
export function spread(left: string, right: string, width: number): string {
  const room = width - right.length - (right === '' ? 0 : 2);
  return right === '' ? cut(left, width) : `${cut(left, room).padEnd(room)}  ${right}`;
}

/** Rows with aligned columns, two blanks between them; `right` names the columns of numbers. */
export function columns(
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    });
  }
  return rows.map((row) =>
    row
      .map((cell, index) =>
        right.includes(index) ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
