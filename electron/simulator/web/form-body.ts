import type { IncomingMessage } from 'node:http';

/** The largest form without a file, in bytes: a description of 2000 letters is far below it. */
export const largestForm = 65_536;

/** Bytes of a body that are still read, and thrown away, so that its sender hears the answer; then the connection ends. */
const mostUnwanted = 1_000_000_000;

/** The fields of a form that was sent, or why it is none. */
export async function readForm(
  request: IncomingMessage,
): Promise<URLSearchParams | 'too-large' | 'no-form'> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
    await discard(request);
    return 'no-form';
  }
  const blocks: Buffer[] = [];
  let length = 0;
  for await (const block of request as AsyncIterable<Buffer>) {
    length += block.length;
    if (length <= largestForm) blocks.push(block);
    if (length > mostUnwanted) request.destroy();
  }
  if (length > largestForm) return 'too-large';
  return new URLSearchParams(Buffer.concat(blocks).toString('utf8'));
}

/** Reads a body to its end and keeps nothing of it. */
export async function discard(request: IncomingMessage): Promise<void> {
  let length = 0;
  for await (const block of request as AsyncIterable<Buffer>) {
    length += block.length;
    if (length > mostUnwanted) request.destroy();
  }
}
