import { existsSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import type { EngineCommandName, ResolvedHost, SavedConnection } from '../../../shared/contract';
import { fail } from '../../../shared/failure';
import type { Handlers } from '../../../shared/wire';
import { listAgentKeys, systemAgent } from '../ssh/agent';
import { openSshConfig } from '../ssh/ssh-config';
import type { UserKnownHosts } from '../ssh/user-known-hosts';
import { accountsOf } from './asking-desk';
import { savedConnectionsIn } from './saved-connections';
import type { Tests } from './tests';
import type { Vault } from './vault';

type Commands = Extract<
  EngineCommandName,
  | 'test-connection'
  | 'end-test'
  | 'list-tests'
  | 'list-ssh-hosts'
  | 'resolve-host'
  | 'list-agent-keys'
  | 'list-connections'
  | 'save-connection'
  | 'forget-connection'
>;

export type ConnectingParts = {
  readonly dataFolder: string;
  readonly tests: Tests;
  readonly vault: Vault;
  readonly userKnownHosts: () => UserKnownHosts;
};

/** What a front end asks before there is a migration: how servers are reached, and whether they can be. */
export function connectingHandlers(parts: ConnectingParts): Handlers<Commands> {
  const { dataFolder, tests, vault, userKnownHosts } = parts;
  const saved = savedConnectionsIn(join(dataFolder, 'connections.json'));
  const sshConfig = openSshConfig({ home: homedir(), user: userInfo().username });

  const listed = async (): Promise<readonly SavedConnection[]> => {
    const kept = new Set(await vault.accounts());
    return saved.list().map((connection) => ({
      ...connection,
      identityNames: (connection.endpoint.identityFiles ?? []).map((file) => basename(file)),
      remembered: accountsOf(connection.endpoint).some((account) => kept.has(account)),
    }));
  };

  return {
    'test-connection': async ({ endpoint, side }) => ({ id: tests.start(endpoint, side) }),
    'end-test': async ({ id }) => {
      await tests.end(id);
      return null;
    },
    'list-tests': async () => tests.list(),
    'list-ssh-hosts': async () => {
      const { hosts, notes } = sshConfig.hosts();
      return { hosts, notes: [...notes, ...userKnownHosts().notes] };
    },
    'resolve-host': async ({ text }) => withoutMissingKeys(sshConfig.resolve(text)),
    'list-agent-keys': async ({ agent }) => await listAgentKeys(agent ?? systemAgent()),
    'list-connections': async () => ({
      connections: await listed(),
      keeping: await vault.keeping(),
    }),
    'save-connection': async ({ name, endpoint }) => {
      saved.save(name, endpoint);
      return null;
    },
    'forget-connection': async ({ name }) => {
      const endpoint = saved.forget(name);
      if (!endpoint)
        return fail('contract.bad-input', { where: 'name', seen: 'no such connection' });
      const needed = new Set(saved.list().flatMap((other) => accountsOf(other.endpoint)));
      for (const account of accountsOf(endpoint)) {
        if (!needed.has(account)) await vault.forget(account);
      }
      return null;
    },
  };
}

/** As with ssh: a key file that the configuration names and that is not there is left out, but not in silence. */
function withoutMissingKeys(resolved: ResolvedHost): ResolvedHost {
  const missing = new Set<string>();
  const present = <Login extends { readonly identityFiles?: string[] | undefined }>(
    login: Login,
  ): Login => {
    const { identityFiles, ...rest } = login;
    if (!identityFiles) return login;
    const found = identityFiles.filter((file) => existsSync(file));
    for (const file of identityFiles) if (!found.includes(file)) missing.add(file);
    return { ...rest, ...(found.length > 0 && { identityFiles: found }) } as Login;
  };
  const endpoint = present(resolved.endpoint);
  const via = endpoint.via?.map(present);
  return {
    ...resolved,
    endpoint: { ...endpoint, ...(via && { via }) },
    identityNames: (endpoint.identityFiles ?? []).map((file) => basename(file)),
    notes: [...resolved.notes, ...[...missing].map((file) => ({ file, what: 'missing' }))],
  };
}
