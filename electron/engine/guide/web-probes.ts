import type { ServerAt } from '../../../shared/connecting';
import { fail, isFailure, toFailure } from '../../../shared/failure';
import type { WebAnswer, WebProbes } from '../../../shared/probes';
import { factsOf } from '../ssh/server-facts';
import { getPage } from './get-page';
import { openWebLine, shownChain } from './web-line';

/** Limits of one look at a web port: for all of it in milliseconds, and of each page in bytes. */
export type WebLimits = { readonly milliseconds: number; readonly bytes: number };
const usualLimits: WebLimits = { milliseconds: 15_000, bytes: 262_144 };
const redirectsMax = 5;

/**
 * Looks at a web port as anybody can who logs in nowhere: certificates, TLS version, what `/` answers. Nobody's signature is
 * trusted, no credential is sent, and redirects are followed to the same host and port only. Throws `web.no-answer` where nobody
 * accepts a connection, `web.not-https` where it speaks no TLS, `migration.cancelled`; what goes wrong later is in the result.
 */
export async function probeWeb(
  server: ServerAt,
  signal: AbortSignal,
  { milliseconds, bytes }: WebLimits = usualLimits,
): Promise<WebProbes> {
  const ends = AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);
  const notCancelled = (thrown: unknown): unknown =>
    signal.aborted && isFailure(thrown) ? fail('migration.cancelled', {}, thrown) : thrown;
  const first = await openWebLine(server, ends).catch((thrown: unknown) => {
    throw notCancelled(thrown);
  });
  const certificates = shownChain(first);
  const { host, port } = server;
  const shown = { host, port, certificates, tls: first.getProtocol() ?? '' };
  const answers: WebAnswer[] = [];
  try {
    let line = first;
    let url = new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}/`);
    for (;;) {
      const page = await getPage(line, url, { ends, bytes });
      const answer = { url: url.href, ...page };
      const next = nextOf(url, page, answers.length);
      answers.push(typeof next === 'string' ? { ...answer, notFollowed: next } : answer);
      if (!(next instanceof URL)) return { ...shown, answers };
      url = next;
      line = await openWebLine(server, ends);
      const [own] = shownChain(line);
      if (own?.sha256 === certificates[0]?.sha256) continue;
      line.destroy();
      const facts = { seen: own?.sha256 ?? '', expected: certificates[0]?.sha256 ?? '' };
      fail('web.certificate-changed', { ...factsOf(server), ...facts });
    }
  } catch (thrown) {
    return { ...shown, answers, failure: toFailure(notCancelled(thrown)) };
  } finally {
    first.destroy();
  }
}

/** Where an answer leads to, or why that is not followed; undefined where it leads nowhere. */
function nextOf(
  from: URL,
  { status, location }: Pick<WebAnswer, 'status' | 'location'>,
  before: number,
): URL | WebAnswer['notFollowed'] {
  if (location === undefined || status < 300 || status > 399) return undefined;
  let to: URL;
  try {
    to = new URL(location, from);
  } catch {
    return 'unreadable';
  }
  if (to.protocol !== 'https:') return 'not-https';
  if (to.host !== from.host) return 'other-host';
  // A name and a password in an address are nobody's business.
  if (to.username !== '' || to.password !== '') return 'unreadable';
  return before >= redirectsMax ? 'too-many' : to;
}
