import type { HostKey } from '../../../shared/appliance';
import type { ServerAt } from '../../../shared/connecting';
import { type Endpoint, nameOnWay } from '../../../shared/plan';
import type { KnownHosts } from '../ssh/known-hosts';
import type { KnownKeys } from '../ssh/login-desk';
import type { UserKnownHosts } from '../ssh/user-known-hosts';

/** What is known of host keys on this computer: what people accepted in this program, and what OpenSSH's files say. */
export type KnownKeysOnDisk = {
  readonly known: (server: ServerAt, endpoint: Endpoint) => KnownKeys;
  /** Keeps a key for later; takes the place of the one that was kept. */
  readonly keep: (server: ServerAt, endpoint: Endpoint, hostKey: HostKey) => void;
  /** Keeps it only where another key of this server is kept. */
  readonly update: (server: ServerAt, endpoint: Endpoint, hostKey: HostKey) => void;
};

export function knownKeysOnDisk(
  own: KnownHosts,
  readUserFiles: () => UserKnownHosts,
): KnownKeysOnDisk {
  const keep: KnownKeysOnDisk['keep'] = (server, endpoint, hostKey) =>
    own.pin(nameOnWay(server, endpoint), hostKey);
  return {
    known: (server, endpoint) => {
      const kept = own.get(nameOnWay(server, endpoint));
      const { trusted, revoked, authority } = readUserFiles().knownKeys(server.host, server.port);
      return { trusted: kept ? [kept, ...trusted] : trusted, revoked, authority };
    },
    keep,
    update: (server, endpoint, hostKey) => {
      const kept = own.get(nameOnWay(server, endpoint));
      if (kept && kept.hostKey.sha256 !== hostKey.sha256) keep(server, endpoint, hostKey);
    },
  };
}
