import { webKeyType } from './appliance';
import type { MigrationState } from './migration';

/** What another administrator types to have the new server's key in the place of the old one's. */
export type KnownHostsChange = {
  readonly address: string;
  /** In their order; the third prints the fingerprint. */
  readonly commands: readonly string[];
  readonly fingerprint: string;
};

/** Undefined where no address has moved, its takeover is not proven, or nobody logs in to the new server. */
export function knownHostsChange({ plan, facts }: MigrationState): KnownHostsChange | undefined {
  const { moved, takeover, target } = facts;
  if (!moved || !takeover || !target) return undefined;
  // Known by its web pages: nothing is known of its host keys.
  if (target.hostKey.type === webKeyType) return undefined;
  const { host, port } = plan.source;
  const name = port === 22 ? host : `[${host}]:${port}`;
  const type = scanType(target.hostKey.type);
  return {
    address: host,
    commands: [
      `ssh-keygen -R '${name}'`,
      `ssh-keyscan -t ${type} -p ${port} ${host} > new-host-key.txt`,
      'ssh-keygen -lf new-host-key.txt',
      'cat new-host-key.txt >> ~/.ssh/known_hosts',
    ],
    fingerprint: takeover.hostKey,
  };
}

/** The name that ssh-keyscan has for a type of host key. */
function scanType(type: string): string {
  if (type.startsWith('ecdsa')) return 'ecdsa';
  if (type.includes('rsa')) return 'rsa';
  return type === 'ssh-dss' ? 'dsa' : 'ed25519';
}
