import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

/** A scheme of our own, so that no file and no network address is the origin of a page. */
export const pageScheme = 'app';

/** Where the page lives. */
export const pageOrigin = `${pageScheme}://epp`;

/** True for an address of our own page. */
export const isOurPage = (url: string): boolean => url.startsWith(`${pageOrigin}/`);

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** What a page may load: itself, its own styles by nonce, and nothing over any network. */
export const contentPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Answers a request for a file below `folder`; 404 for everything else. A page gets `nonce` for its own styles. */
export async function pageResponse(
  folder: string,
  request: { readonly url: string; readonly method: string },
  nonce: string,
): Promise<Response> {
  const path = request.method === 'GET' ? pathBelow(folder, request.url) : undefined;
  const type = path === undefined ? undefined : types[extname(path)];
  const bytes = path === undefined ? undefined : await readFile(path).catch(() => undefined);
  if (type === undefined || bytes === undefined) return new Response(null, { status: 404 });
  const isPage = type.startsWith('text/html');
  const body = isPage ? bytes.toString('utf8').replaceAll('__CSP_NONCE__', nonce) : bytes;
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-security-policy': contentPolicy(nonce),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  });
}

function pathBelow(folder: string, url: string): string | undefined {
  const { origin, host, protocol, pathname } = new URL(url);
  if (origin !== pageOrigin && `${protocol}//${host}` !== pageOrigin) return undefined;
  const wanted = decoded(pathname);
  if (wanted === undefined || wanted.includes('\0')) return undefined;
  const path = join(folder, wanted === '/' ? '/index.html' : wanted);
  return path.startsWith(folder + sep) ? path : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
