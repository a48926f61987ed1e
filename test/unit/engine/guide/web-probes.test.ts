import { X509Certificate } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { titleOf } from '../../../../electron/engine/guide/get-page';
import { probeWeb } from '../../../../electron/engine/guide/web-probes';
import { newWebIdentity } from '../../../../electron/simulator/certificate';
import { failureOf } from '../failure-of';
import { plainServer, type Running, webServer } from './web-servers';

const open: Running[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});
const start = async (server: Promise<Running>) => {
  const started = await server;
  open.push(started);
  return started.at;
};
const { signal } = new AbortController();
const quick = { milliseconds: 700, bytes: 4096 };
const page =
  (body: string): RequestListener =>
  (_request, response) =>
    void response.writeHead(200, { Server: 'nginx/1.18.0', 'Content-Type': 'text/html' }).end(body);

describe('a look at a web port', () => {
  it('tells the certificate, the title and what the server calls itself', async () => {
    const { certificate, key } = newWebIdentity('epp-old', Date.now());
    const answer = page('<html><TITLE lang="en">\n Reporting\u0007 Tool\n</TITLE></html>');
    const at = await start(webServer(answer, { cert: certificate, key }));
    const seen = await probeWeb(at, signal);
    const real = new X509Certificate(certificate);
    expect(seen.certificates).toEqual([
      {
        ...{ subject: 'CN=epp-old', issuer: 'CN=epp-old', selfSigned: true },
        sha256: real.fingerprint256.replaceAll(':', '').toLowerCase(),
        notBefore: new Date(real.validFrom).toISOString(),
        notAfter: new Date(real.validTo).toISOString(),
      },
    ]);
    expect(seen.tls).toBe('TLSv1.3');
    expect(seen.failure).toBeUndefined();
    const url = `https://127.0.0.1:${at.port}/`;
    expect(seen.answers).toEqual([
      { url, status: 200, server: 'nginx/1.18.0', title: 'Reporting Tool' },
    ]);
  });

  it('sends no credential and no cookie, also where a redirect names some', async () => {
    const heard: (readonly [string | undefined, readonly string[]])[] = [];
    const at = await start(
      webServer((request, response) => {
        heard.push([request.url, Object.keys(request.headers).sort()]);
        const location = request.url === '/' ? '/login?next=%2F' : '//user:secret@127.0.0.1/x';
        response.writeHead(302, { Location: location, 'Set-Cookie': 'session=1' }).end();
      }),
    );
    const { answers } = await probeWeb(at, signal);
    expect(answers.map(({ status }) => status)).toEqual([302, 302]);
    expect(answers[1]?.notFollowed).toBe('other-host');
    const asked = ['accept', 'connection', 'host'];
    expect(heard).toEqual([
      ['/', asked],
      ['/login?next=%2F', asked],
    ]);
  });

  it('follows a redirect to the same host, and shows one to another without following it', async () => {
    const elsewhere = await start(
      webServer(() => {
        throw new Error('nobody may come here');
      }),
    );
    const places: Record<string, string> = {
      '/': '/one',
      '/one': `https://127.0.0.1:${elsewhere.port}/console`,
    };
    const at = await start(
      webServer((request, response) => {
        response.writeHead(301, { Location: places[request.url ?? ''] }).end();
      }),
    );
    const { answers } = await probeWeb(at, signal);
    expect(answers.map(({ location, notFollowed }) => [location, notFollowed])).toEqual([
      ['/one', undefined],
      [`https://127.0.0.1:${elsewhere.port}/console`, 'other-host'],
    ]);
  });

  it.each([
    ['http://127.0.0.1/', 'not-https'],
    ['https://[nonsense', 'unreadable'],
    ['javascript:alert(1)', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['/', 'too-many'],
  ])('does not follow %s for ever or anywhere', async (location, notFollowed) => {
    let times = 0;
    const at = await start(
      webServer((_request, response) => {
        times += 1;
        response.writeHead(302, { Location: location }).end();
      }),
    );
    const { answers } = await probeWeb(at, signal);
    expect(answers.at(-1)).toMatchObject({ status: 302, location, notFollowed });
    expect(times).toBeLessThanOrEqual(6);
  });

  it('reads no more of a page than it may, and not for longer', async () => {
    let sent = 0;
    const endless: RequestListener = (_request, response) => {
      response.writeHead(200);
      response.write('<title>Endless</title>');
      const more = (): void => {
        sent += 65_536;
        if (!response.destroyed) response.write('x'.repeat(65_536), () => setImmediate(more));
      };
      more();
    };
    const { answers } = await probeWeb(await start(webServer(endless)), signal);
    expect(answers).toMatchObject([{ status: 200, title: 'Endless' }]);
    expect(sent).toBeLessThan(50_000_000);

    const dripping: RequestListener = (_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    };
    const before = performance.now();
    const slow = await probeWeb(await start(webServer(dripping)), signal, quick);
    expect(slow.answers).toMatchObject([{ status: 200 }]);
    expect(performance.now() - before).toBeLessThan(3000);
  });

  it('shows the certificate of a server that says nothing, and that it says nothing', async () => {
    const seen = await probeWeb(await start(webServer(() => {})), signal, quick);
    expect(seen.certificates.length).toBe(1);
    expect(seen.answers).toEqual([]);
    expect(seen.failure).toMatchObject({ code: 'web.no-answer', facts: { seen: 'silent' } });
  });

  it('says so where the head never ends, or the answer is none', async () => {
    const headers: RequestListener = (request) => {
      request.socket.write(`HTTP/1.1 200 OK\r\nX: ${'y'.repeat(100_000)}`);
    };
    const long = await probeWeb(await start(webServer(headers)), signal);
    expect(long.failure).toMatchObject({
      code: 'web.not-https',
      facts: { seen: 'HPE_HEADER_OVERFLOW' },
    });
    const ssh: RequestListener = (request) => void request.socket.end('SSH-2.0-OpenSSH_8.9\r\n');
    const other = await probeWeb(await start(webServer(ssh)), signal);
    expect(other.failure?.code).toBe('web.not-https');
  });

  it('stops where another certificate is shown in the middle', async () => {
    const identities = [newWebIdentity('a', Date.now()), newWebIdentity('b', Date.now())];
    let turn = 0;
    const { createSecureContext } = await import('node:tls');
    const server = webServer((_request, response) => {
      response.writeHead(302, { Location: '/next' }).end();
    });
    const at = await start(server);
    const swapping = await start(
      webServer((_request, response) => void response.writeHead(302, { Location: '/next' }).end(), {
        SNICallback: (_name, done) => {
          const identity = identities[Math.min(turn++, 1)];
          done(null, createSecureContext({ cert: identity?.certificate, key: identity?.key }));
        },
      }),
    );
    const { answers, failure } = await probeWeb({ host: 'localhost', port: swapping.port }, signal);
    expect(at.port).not.toBe(swapping.port);
    expect(answers.length).toBe(1);
    expect(failure?.code).toBe('web.certificate-changed');
  });
});

describe('a port that has no web pages', () => {
  it('that nobody listens on, or that is silent, or that speaks otherwise', async () => {
    const gone = await webServer(() => {});
    await gone.close();
    expect(await failureOf(() => probeWeb(gone.at, signal))).toMatchObject({
      ...{ code: 'web.no-answer', facts: { host: '127.0.0.1', seen: 'refused' } },
    });
    const silent = await start(plainServer(() => {}));
    expect(await failureOf(() => probeWeb(silent, signal, quick))).toMatchObject({
      ...{ code: 'web.not-https', facts: { seen: 'silent' } },
    });
    const ssh = await start(plainServer((socket) => void socket.end('SSH-2.0-OpenSSH_8.9\r\n')));
    expect((await failureOf(() => probeWeb(ssh, signal))).code).toBe('web.not-https');
  });

  it('is left at once where the look is given up', async () => {
    const silent = await start(plainServer(() => {}));
    const aborter = new AbortController();
    setTimeout(() => aborter.abort(), 50);
    const failure = await failureOf(() => probeWeb(silent, aborter.signal));
    expect(failure.code).toBe('migration.cancelled');
  });
});

describe('the title of a page', () => {
  it.each([
    ['<title>a</title>', 'a'],
    ['<TITLE\nid=x>\u001b[31m a  b </Title >', 'a b'],
    ['<title>never ends', undefined],
    ['<title></title>', undefined],
    ['no title', undefined],
    ['<title'.repeat(100_000), undefined],
    [`<title>${'x'.repeat(5000)}</title>`, 'x'.repeat(200)],
  ])('%#', (text, title) => {
    expect(titleOf(text)).toBe(title);
  });
});
