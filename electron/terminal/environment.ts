import type { Party } from './answers/prepared-logins';

/** Secrets that came with the environment. */
export type EnvironmentSecrets = {
  readonly passwords: Readonly<Partial<Record<Party | 'jump', string | undefined>>>;
  readonly passphrase?: string | undefined;
  readonly backupKey?: string | undefined;
};

/** The variables that the program reads, and what for; `--help` shows them. */
export const variables = {
  EPP_PASSWORD: 'password of the server, for connect, archive and probe',
  EPP_SOURCE_PASSWORD: 'password of the old server',
  EPP_TARGET_PASSWORD: 'password of the new server',
  EPP_JUMP_PASSWORD: 'password of jump hosts',
  EPP_PASSPHRASE: 'passphrase of key files',
  EPP_BACKUP_KEY: 'key for the restore, in place of the one in --kit',
  SSH_AUTH_SOCK: 'socket of the SSH agent',
  EPP_MIGRATE_HOME: 'folder for journals, host keys and practice servers',
  NO_COLOR: 'no colours',
  FORCE_COLOR: 'colours also outside a terminal',
} as const;

/** Takes a variable out of the environment, so that nothing started later inherits it; it can be taken again. */
export type TakeVariable = (name: string) => string | undefined;

export function variableTaker(env: Record<string, string | undefined>): TakeVariable {
  const taken = new Map<string, string | undefined>();
  return (name) => {
    if (!taken.has(name)) taken.set(name, env[name] || undefined);
    delete env[name];
    return taken.get(name);
  };
}

/** Takes the secrets of the usual variables. */
export function takeSecrets(take: TakeVariable): EnvironmentSecrets {
  const passwords = {
    server: take('EPP_PASSWORD'),
    source: take('EPP_SOURCE_PASSWORD'),
    target: take('EPP_TARGET_PASSWORD'),
    jump: take('EPP_JUMP_PASSWORD'),
  };
  return {
    passwords,
    passphrase: take('EPP_PASSPHRASE'),
    backupKey: take('EPP_BACKUP_KEY'),
  };
}
