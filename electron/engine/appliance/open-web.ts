import type { HostKey } from '../../../shared/appliance';
import { webKeyType } from '../../../shared/appliance';
import { fail } from '../../../shared/failure';
import { type Endpoint, webPortOf } from '../../../shared/plan';
import type { ApplianceDesk, Reach } from './appliance';

/** A server without SSH whose certificate was accepted. */
export type OpenedWeb = {
  readonly hostKey: HostKey;
  /** The certificate as it is shown now; throws where it is another one, or nobody answers. */
  readonly seenNow: () => Promise<HostKey>;
};

/**
 * Looks at the certificate of a server that nobody logs in to over SSH, and has a person accept it before anything else. Throws
 * `web.no-answer`, `web.certificate-rejected` and `web.certificate-changed`.
 */
export async function openWeb(
  endpoint: Endpoint,
  desk: ApplianceDesk,
  reach: Pick<Reach, 'webKeyAt'>,
): Promise<OpenedWeb> {
  const server = { host: endpoint.host, port: webPortOf(endpoint) };
  desk.onContact('connecting');
  const look = async (): Promise<HostKey> =>
    (await reach.webKeyAt(endpoint)) ?? fail('web.no-answer', server);
  const seen = await look();
  const known = desk.knownKeys(server);
  const trusted = known.trusted.filter(({ hostKey }) => hostKey.type === webKeyType);
  const found = trusted.find(({ hostKey }) => hostKey.sha256 === seen.sha256);
  const [expected] = trusted;
  if (!found && expected) {
    if (!(await desk.replace(server, seen, expected)))
      fail('web.certificate-changed', {
        ...server,
        ...{ seen: seen.sha256, expected: expected.hostKey.sha256 },
      });
  } else if (!found && !(await desk.trust(server, seen, undefined)))
    fail('web.certificate-rejected', { ...server, seen: seen.sha256 });
  desk.onHostKey?.(server, found ?? { hostKey: seen });
  desk.onContact('connected');
  return {
    hostKey: seen,
    seenNow: async () => {
      const now = await look();
      if (now.sha256 !== seen.sha256)
        fail('web.certificate-changed', { ...server, seen: now.sha256, expected: seen.sha256 });
      return now;
    },
  };
}
