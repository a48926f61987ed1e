import { foldAll } from '../../../shared/fold';
import type { MigrationEvent, MigrationState } from '../../../shared/migration';

const at = '2026-11-24T10:00:00.000Z';

/** A state as a journal makes it: created and running, then these events. */
export function stateAfter(...events: readonly MigrationEvent[]): MigrationState {
  const state = foldAll([
    {
      at,
      type: 'migration-created',
      id: 'm1',
      plan: {
        source: { host: '10.0.0.20', port: 22, user: 'epproot' },
        target: { host: '10.0.0.30', port: 22, user: 'admin' },
        until: 'done',
      },
    },
    { at, type: 'run-started', program: 'test' },
    ...events,
  ]);
  if (!state) throw new Error('no state');
  return state;
}

export const hostKey = {
  type: 'ssh-ed25519',
  sha256: 'SHA256:mVPwvezndPv/ARoIadVY98vAC0g+P/5633yTC4d/wXE',
  md5: 'MD5:61:d4:dd:cd:c8:46:8b:31:a1:81:b8:5f:f2:9c:46:a6',
};
