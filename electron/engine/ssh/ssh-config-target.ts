import { isIPv6 } from 'node:net';

/** A server as a person types it, or as ProxyJump names it. */
export type Target = {
  readonly host: string;
  readonly port?: number | undefined;
  readonly user?: string | undefined;
};

/**
 * Reads `host`, `user@host`, `host:port`, `[::1]:port`, `::1` and `ssh://` before any of them; answers with what is wrong
 * where it is none of them.
 */
export function readTarget(text: string): Target | { readonly wrong: string } {
  if (/[\s\p{C}]/u.test(text)) return { wrong: 'blanks or control characters' };
  const plain = /^ssh:\/\//i.test(text) ? text.slice(6).replace(/\/$/, '') : text;
  const at = plain.lastIndexOf('@');
  const user = at < 0 ? undefined : plain.slice(0, at);
  if (user?.includes(':')) {
    return {
      wrong: 'a user name with a colon; a password is asked for later, and never typed here',
    };
  }
  if (user !== undefined && (user === '' || user.startsWith('-') || user.length > 64)) {
    return { wrong: 'not a user name' };
  }
  const split = splitPort(plain.slice(at + 1));
  if (split === undefined) return { wrong: 'neither a host name nor an address' };
  const { host, portText } = split;
  if (host === '') return { wrong: 'no host name' };
  if (host.startsWith('-')) return { wrong: 'a dash in front' };
  if (host.length > 253) return { wrong: 'longer than 253 characters' };
  const port = portText === undefined ? undefined : readPort(portText);
  if (port === undefined && portText !== undefined) return { wrong: 'not a port from 1 to 65535' };
  return { host, port, user };
}

/** A port from 1 to 65535, in decimal digits. */
export function readPort(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

function splitPort(text: string): { host: string; portText?: string | undefined } | undefined {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
  if (bracketed) {
    const host = bracketed[1] ?? '';
    return host.includes(':') && !isIPv6(host) ? undefined : { host, portText: bracketed[2] };
  }
  const [host = '', portText, ...more] = text.split(':');
  if (more.length > 0) return isIPv6(text) ? { host: text } : undefined;
  return { host, portText };
}
