/** What takes one part of a form; each block is waited for. */
export type PartSink = (block: Buffer) => Promise<void> | void;

/** The name of a part's field, and that of its file where it is one. */
export type PartHead = { readonly name: string; readonly fileName: string | undefined };

const mostParts = 20;
const mostHeadBytes = 8192;
const headEnd = Buffer.from('\r\n\r\n');

/** The boundary that a content type names, or undefined where it is no form with parts. */
export const boundaryOf = (contentType = ''): string | undefined => {
  const found = /^multipart\/form-data;.*?\bboundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i.exec(
    contentType,
  );
  return found?.[1] ?? found?.[2];
};

/**
 * Reads a form with parts block by block; never more than a block and a boundary of it is in memory. `onPart` gives what takes a part.
 * Reads to the end in any case, for its sender waits for that; answers whether it was such a form and whole.
 */
export async function readParts(
  blocks: AsyncIterable<Buffer>,
  boundary: string,
  onPart: (head: PartHead) => Promise<PartSink> | PartSink,
): Promise<boolean> {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // As if a line had ended before the first boundary, so that it looks like the others.
  let held: Buffer = Buffer.from('\r\n');
  let inside: PartSink | undefined;
  let state = 'before' as 'before' | 'delimited' | 'head' | 'body' | 'after' | 'wrong';
  let parts = 0;

  const pass = async (length: number): Promise<void> => {
    if (state === 'body' && length > 0) await inside?.(held.subarray(0, length));
    held = held.subarray(length);
  };
  /** Goes on as far as what is held allows; answers whether something changed. */
  const advance = async (): Promise<boolean> => {
    if (state === 'before' || state === 'body') {
      const at = held.indexOf(delimiter);
      await pass(at < 0 ? Math.max(0, held.length - delimiter.length + 1) : at);
      if (at < 0) return false;
      held = held.subarray(delimiter.length);
      state = 'delimited';
    } else if (state === 'delimited') {
      if (held.length < 2) return false;
      const next = held.toString('latin1', 0, 2);
      held = held.subarray(2);
      state = next === '--' ? 'after' : next === '\r\n' && ++parts <= mostParts ? 'head' : 'wrong';
    } else if (state === 'head') {
      const at = held.indexOf(headEnd);
      if (at < 0 || at > mostHeadBytes) {
        if (at > mostHeadBytes || held.length > mostHeadBytes) state = 'wrong';
        return state === 'wrong';
      }
      const head = headOf(held.toString('utf8', 0, at));
      held = held.subarray(at + headEnd.length);
      if (head) {
        inside = await onPart(head);
        state = 'body';
      } else state = 'wrong';
    } else {
      held = Buffer.alloc(0);
      return false;
    }
    return true;
  };

  for await (const block of blocks) {
    held = held.length === 0 ? block : Buffer.concat([held, block]);
    while (await advance());
  }
  return state === 'after';
}

function headOf(text: string): PartHead | undefined {
  const line = text.split('\r\n').find((each) => /^content-disposition:/i.test(each)) ?? '';
  const name = /;\s*name="([^"]{0,100})"/i.exec(line)?.[1];
  if (!/^content-disposition:\s*form-data\b/i.test(line) || name === undefined) return undefined;
  return { name, fileName: /;\s*filename="([^"]{0,1000})"/i.exec(line)?.[1] };
}
