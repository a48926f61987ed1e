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

function readText(head: Buffer): string | undefined {
  const start = head.subarray(0, textBytes);
  try {
    // `stream`: a character that is cut at the end is no fault.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return /[^\P{Cc}\s]/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
