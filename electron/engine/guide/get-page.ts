import { type ClientRequestArgs, type IncomingMessage, request } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { FailureError } from '../../../shared/failure';
import type { WebAnswer } from '../../../shared/probes';
import { printable } from '../printable';

const headBytesMax = 16_384;
const titleMax = 200;

/**
 * Asks for a page over a connection that it then ends, and reads no more of it than `bytes` and no longer than until `ends` aborts;
 * what came by then counts where the head is there. Throws `web.no-answer` and `web.not-https` with the host and port of the URL.
 */
export function getPage(
  socket: TLSSocket,
  url: URL,
  { ends, bytes }: { readonly ends: AbortSignal; readonly bytes: number },
): Promise<Omit<WebAnswer, 'url'>> {
  return new Promise((resolve, reject) => {
    let head: IncomingMessage | undefined;
    const parts: Buffer[] = [];
    let left = bytes;
    const end = (code: 'web.no-answer' | 'web.not-https', seen: string): void => {
      ends.removeEventListener('abort', onEnd);
      if (head) resolve(answerOf(head, Buffer.concat(parts)));
      else {
        const facts = { host: url.hostname, port: Number(url.port || 443), seen };
        reject(new FailureError({ code, facts }));
      }
      asked.destroy();
      socket.destroy();
    };
    const onEnd = (): void => end('web.no-answer', 'silent');
    const options: ClientRequestArgs = {
      ...{ method: 'GET', path: `${url.pathname}${url.search}`, maxHeaderSize: headBytesMax },
      headers: { Host: url.host, Accept: 'text/html', Connection: 'close' },
      createConnection: () => socket,
    };
    const asked = request(options, (response) => {
      head = response;
      response.on('data', (part: Buffer) => {
        parts.push(part.subarray(0, left));
        left -= part.length;
        if (left <= 0) end('web.no-answer', '');
      });
      response.on('end', () => end('web.no-answer', ''));
      response.on('error', () => end('web.no-answer', 'closed'));
    });
    asked.on('error', (error: NodeJS.ErrnoException) =>
      error.code?.startsWith('HPE_') === true
        ? end('web.not-https', error.code)
        : end('web.no-answer', error.code ?? 'closed'),
    );
    asked.on('close', () => end('web.no-answer', 'closed'));
    ends.addEventListener('abort', onEnd);
    if (ends.aborted) onEnd();
    asked.end();
  });
}

function answerOf(
  { statusCode = 0, headers: { server, location } }: IncomingMessage,
  body: Buffer,
): Omit<WebAnswer, 'url'> {
  const title = titleOf(body.toString('utf8'));
  return {
    status: statusCode,
    ...(server !== undefined && { server: printable(String(server)).slice(0, titleMax) }),
    ...(location !== undefined && { location: printable(location).slice(0, 1000) }),
    ...(title !== undefined && { title }),
  };
}

/** What stands in the title of a page, on one line. */
export function titleOf(page: string): string | undefined {
  // Only these letters: others may change the length.
  const lower = page.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const opening = lower.indexOf('<title');
  const from = opening < 0 ? -1 : lower.indexOf('>', opening);
  const to = from < 0 ? -1 : lower.indexOf('</title', from);
  if (to < 0) return undefined;
  const inside = printable(page.slice(from + 1, Math.min(to, from + 2000)));
  const title = inside.replaceAll(/ +/g, ' ');
  return title === '' ? undefined : title.slice(0, titleMax);
}
