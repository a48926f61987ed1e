import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { newWebIdentity } from '../../electron/simulator/certificate';

/** A web console that does what none should, on a loopback address, with a certificate of its own. */
export type HostileConsole = {
  readonly host: string;
  readonly port: number;
  readonly origin: string;
  /** `SHA256:…` of the certificate that it shows now. */
  readonly fingerprint: () => string;
  /** Paths that were asked for, oldest first. */
  readonly asked: string[];
  /** Files that were sent to it: names and SHA-256. */
  readonly uploads: { readonly name: string; readonly sha256: string }[];
  /** What the first page does. */
  first: 'page' | 'silent' | { readonly to: string };
  /** Shows another certificate from the next connection on, and drops those that there are. */
  readonly changeCertificate: () => void;
  readonly stop: () => Promise<void>;
};

/** What a whole download holds. */
export const backupBytes = Buffer.from('EPPB made up for a test. '.repeat(40_000));

export async function startHostileConsole(host = '127.0.0.1'): Promise<HostileConsole> {
  let identity = newWebIdentity('made-up-console', Date.now());
  const asked: string[] = [];
  const uploads: HostileConsole['uploads'] = [];
  const server = createServer({ cert: identity.certificate, key: identity.key });
  const broken = new Set<string>();
  const console: Omit<HostileConsole, 'port' | 'origin'> = {
    host,
    fingerprint: () => fingerprintOf(identity.certificate),
    asked,
    uploads,
    first: 'page',
    changeCertificate: () => {
      identity = newWebIdentity('made-up-console', Date.now());
      server.setSecureContext({ cert: identity.certificate, key: identity.key });
      server.closeAllConnections();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? '/', 'https://x').pathname;
    asked.push(path);
    if (path === '/') return void firstPage(whole, response);
    if (path === '/upload') return void takeUpload(request, response, uploads);
    if (path === '/cut') return cutDownload(request, response, broken);
    const answer = pages[path];
    if (!answer) return void response.writeHead(404).end();
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  const whole: HostileConsole = Object.assign(console, { port, origin: `https://${host}:${port}` });
  return whole;
}

const html = (response: ServerResponse, body: string): void => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><html lang="en"><title>Made-up console</title><body>${body}`);
};

function firstPage({ first }: HostileConsole, response: ServerResponse): unknown {
  if (first === 'silent') return undefined;
  if (first === 'page') return html(response, '<h1>Made-up console</h1><p>Ready to download</p>');
  return response.writeHead(302, { location: first.to }).end();
}

const attachment = (name: string, more: Record<string, string> = {}) => ({
  'content-type': 'application/octet-stream',
  'content-disposition': `attachment; filename="${name}"`,
  ...more,
});

const pages: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/backup': (response) => {
    response.writeHead(
      200,
      attachment('epp-backup.eppb', { 'content-length': String(backupBytes.length) }),
    );
    response.end(backupBytes);
  },
  '/evil-name': (response) => {
    response.writeHead(200, attachment('../../x'));
    response.end('harmless');
  },
  '/html-as-file': (response) => {
    response.writeHead(200, attachment('epp-backup.eppb'));
    response.end('<!DOCTYPE html><html><body>Log in</body></html>');
  },
  '/html-said': (response) => {
    response.writeHead(200, attachment('epp-backup.eppb', { 'content-type': 'text/html' }));
    response.end('<html>Log in</html>');
  },
  '/empty': (response) => {
    response.writeHead(200, attachment('epp-backup.eppb', { 'content-length': '0' }));
    response.end();
  },
  '/huge': (response) => {
    response.writeHead(200, attachment('huge.eppb', { 'content-length': '21000000000' }));
    response.write(Buffer.alloc(65_536));
  },
  '/big-text': (response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    const line = `${'made-up words '.repeat(72)}<br>\n`;
    response.write('<!doctype html><title>big</title><body><p>Generating</p>');
    for (let at = 0; at < 50_000_000; at += line.length) response.write(line);
    response.end();
  },
  '/key': (response) =>
    html(response, '<p>System Backup Key</p><p id="key">N07AAAAACCCCDDDD</p><input id="field">'),
  '/import': (response) =>
    html(
      response,
      '<form method="post" action="/upload" enctype="multipart/form-data"><input type="file" id="file" name="file"><button id="send">Import</button></form>',
    ),
  '/worker.js': (response) => {
    response.writeHead(200, { 'content-type': 'text/javascript' });
    response.end("self.addEventListener('fetch', () => undefined);");
  },
};

/** Breaks off in the middle the first time; goes on where it is asked to. */
function cutDownload(
  request: IncomingMessage,
  response: ServerResponse,
  broken: Set<string>,
): void {
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const headers = attachment('cut.eppb', {
    'content-length': String(backupBytes.length - from),
    'accept-ranges': 'bytes',
    etag: '"one"',
    'last-modified': 'Thu, 26 Nov 2026 10:00:00 GMT',
  });
  if (from > 0) {
    const range = `bytes ${from}-${backupBytes.length - 1}/${backupBytes.length}`;
    response.writeHead(206, { ...headers, 'content-range': range });
    return void response.end(backupBytes.subarray(from));
  }
  response.writeHead(200, headers);
  if (broken.has('cut')) return void response.end(backupBytes);
  broken.add('cut');
  response.write(backupBytes.subarray(0, 400_000), () => setTimeout(() => response.destroy(), 500));
}

async function takeUpload(
  request: IncomingMessage,
  response: ServerResponse,
  uploads: HostileConsole['uploads'],
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts);
  const head = body.indexOf('\r\n\r\n');
  const end = body.lastIndexOf('\r\n--');
  const name = /filename="([^"]*)"/.exec(body.subarray(0, head).toString())?.[1] ?? '';
  const sha256 = createHash('sha256')
    .update(body.subarray(head + 4, end))
    .digest('hex');
  uploads.push({ name, sha256 });
  html(response, '<p>Your back import file has been queued</p>');
}

function fingerprintOf(pem: string): string {
  const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  return `SHA256:${createHash('sha256').update(der).digest('base64').replace(/=+$/, '')}`;
}
