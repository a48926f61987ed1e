/** One line of a look at bytes. */
export type HexLine = {
  readonly offset: number;
  /** Two hex digits each. */
  readonly bytes: readonly string[];
  /** The same as characters, a dot where it is none that can be printed. */
  readonly text: string;
};

/** Bytes as lines of `width`; `from` is where the first one lies in the file. */
export function hexLines(hex: string, from: number, width: number): readonly HexLine[] {
  const bytes = hex.match(/../g) ?? [];
  const lines: HexLine[] = [];
  for (let at = 0; at < bytes.length; at += width) {
    const part = bytes.slice(at, at + width);
    lines.push({ offset: from + at, bytes: part, text: part.map(printed).join('') });
  }
  return lines;
}

const printed = (byte: string): string => {
  const code = Number.parseInt(byte, 16);
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·';
};

/** An offset as it is written beside bytes: eight hex digits, more where the file is longer. */
export const hexOffset = (offset: number): string => offset.toString(16).padStart(8, '0');

/** The lines as a text to copy. */
export const hexText = (lines: readonly HexLine[], width: number): string =>
  lines
    .map(
      ({ offset, bytes, text }) =>
        `${hexOffset(offset)}  ${bytes.join(' ').padEnd(width * 3 - 1)}  ${text}`,
    )
    .join('\n');

/** An offset as a person writes it, in decimal or as 0x…, blanks and underscores between digits; undefined where it is none. */
export function offsetIn(text: string): number | undefined {
  const bare = text.replaceAll(/[\s_\u202f]/g, '');
  if (!/^(?:\d{1,16}|0x[0-9a-f]{1,13})$/i.test(bare)) return undefined;
  const offset = Number(bare);
  return Number.isSafeInteger(offset) ? offset : undefined;
}

/** The offset of the line that holds a byte, where `lines` of them shall be shown and the file ends at `size`. */
export function firstLine(offset: number, size: number, width: number, lines: number): number {
  const last = Math.max(0, Math.ceil(size / width) - lines);
  return Math.max(0, Math.min(Math.floor(offset / width), last)) * width;
}
