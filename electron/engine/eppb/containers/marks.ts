/** True where the bytes begin with these. */
export const begins = (head: Buffer, mark: string, at = 0): boolean =>
  head.length >= at + mark.length && head.toString('latin1', at, at + mark.length) === mark;

const textBytes = 4096;

let last: { readonly head: Buffer; readonly text: string | undefined } | undefined;

/** The beginning as text, or undefined where it holds what text does not. Several ask of the same bytes, one after the other. */
export function textOf(head: Buffer): string | undefined {
  if (last?.head !== head) last = { head, text: readText(head) };
  return last.text;
}

/** UTF-8, UTF-16 with its mark, or the one-byte text of old servers, which has letters beyond ASCII here and there. */
function readText(head: Buffer): string | undefined {
  const start = head.subarray(0, textBytes);
  if (isUtf16(head)) return decode(start, start[0] === 0xff ? 'utf-16le' : 'utf-16be');
  const text = decode(start, 'utf-8');
  if (text !== undefined || start.length < 16) return text;
  const others = start.reduce((count, byte) => count + (byte > 0x7f ? 1 : 0), 0);
  const latin1 = start.toString('latin1');
  return others > start.length / 4 || hasControls(latin1) ? undefined : latin1;
}

const hasControls = (latin1: string): boolean => /[^\P{Cc}\s\x80-\x9f]/u.test(latin1);

/** Text as some programs of Windows save it. */
export const isUtf16 = (head: Buffer): boolean =>
  (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);

function decode(bytes: Buffer, encoding: string): string | undefined {
  try {
    // `stream`: a character that is cut at the end is no fault.
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return /[^\P{Cc}\s]/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
