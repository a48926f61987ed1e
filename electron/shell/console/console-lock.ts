/** Where the console of an appliance may go: to its own host and port over TLS, and nowhere else. All of it is pure. */

/** `https://host:port`, as a browser writes it. */
export const originOf = ({
  host,
  port,
}: {
  readonly host: string;
  readonly port: number;
}): string => new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}`).origin;

/** True for what may be requested: the origin itself over HTTPS or as a web socket, and what its pages made themselves. */
export function mayRequest(url: string, origin: string): boolean {
  if (url.startsWith('data:') || url.startsWith(`blob:${origin}/`)) return true;
  return originIn(url.replace(/^wss:/i, 'https:')) === origin;
}

/** True for where a frame may go; frames inside a page may be empty ones as well. */
export function mayGo(url: string, isMainFrame: boolean, origin: string): boolean {
  if (originIn(url) === origin) return true;
  return !isMainFrame && /^about:(blank|srcdoc)$/.test(url);
}

/** Undefined for what is no HTTPS address, or names a user. */
function originIn(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, origin, username, password } = new URL(url);
  return protocol === 'https:' && username === '' && password === '' ? origin : undefined;
}

/**
 * A content policy beside the appliance's own: what no request handler sees, such as calls between browsers and other
 * transports, stays inside as well. It takes nothing from the appliance's own pages.
 */
export const contentLock = (origin: string): string => {
  const socket = origin.replace(/^https:/, 'wss:');
  const own = `${origin} ${socket} data: blob:`;
  return [
    `default-src ${own} 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval'`,
    `connect-src ${own}`,
    `form-action ${origin}`,
    `frame-src ${own}`,
    `base-uri ${origin}`,
    "webrtc 'block'",
  ].join('; ');
};

type Headers = Readonly<Record<string, string[]>>;

/** An answer's headers with the lock added; policies of the appliance hold besides. */
export function withLock(headers: Headers, origin: string): Record<string, string[]> {
  const name =
    Object.keys(headers).find((key) => key.toLowerCase() === 'content-security-policy') ??
    'content-security-policy';
  const other = Object.entries(headers).filter(
    ([key]) =>
      !['x-dns-prefetch-control', 'alt-svc', 'nel', 'report-to'].includes(key.toLowerCase()),
  );
  return {
    ...Object.fromEntries(other),
    [name]: [...(headers[name] ?? []), contentLock(origin)],
    'x-dns-prefetch-control': ['off'],
  };
}

/** An address as people are told of it: without what may follow the path, printable, and not long. */
export function shownAddress(url: string, longest = 120): string {
  const text = URL.canParse(url) ? shortForm(new URL(url)) : url;
  const printable = text.replace(/[^\x20-\x7e]/g, '?');
  return printable.length > longest ? `${printable.slice(0, longest - 1)}…` : printable;
}

const shortForm = ({ protocol, host, pathname }: URL): string =>
  host === '' ? `${protocol}${pathname.slice(0, 40)}` : `${protocol}//${host}${pathname}`;

/** Where in the console a page is: the path alone, without what may be a session of somebody. */
export function shownPath(url: string): string {
  if (!URL.canParse(url)) return '';
  const { pathname } = new URL(url);
  return pathname.length > 200 ? `${pathname.slice(0, 199)}…` : pathname;
}
