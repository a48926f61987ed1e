import type { Identity } from '../../../shared/appliance';
import { type ConnectionTest, type Stage, stageIds } from '../../../shared/connection-test';
import { hostKey } from './state';

const server = { host: '10.0.0.20', port: 22 };

/** A test of a connection that came as far as `reached` stages, with what a caller wants different. */
export function testAfter(reached: number, change: Partial<ConnectionTest> = {}): ConnectionTest {
  const stages = stageIds.map((stage, index): Stage => {
    const over = { milliseconds: index + 1, seen: `seen ${stage}` };
    if (index < reached) return { stage, server, state: 'done', ...over };
    return { stage, server, state: index === reached ? 'running' : 'waiting' };
  });
  const at = '2026-11-24T10:00:00.000Z';
  return {
    ...{ id: 't1', endpoint: { ...server, user: 'epproot' }, startedAt: at, updatedAt: at },
    ...{ status: 'running', stages, legacyAllowed: [] },
    ...change,
  };
}

export const identity: Identity = {
  ...{ product: 'Endpoint Protector', version: '5.2.0.6', hostname: 'OLD-EPP', machineId: 'abc' },
  ...{ os: 'Ubuntu 14.04.6 LTS', backups: '/b', incoming: '/i', hostKey },
  network: { address: '10.0.0.20', prefix: 24, gateway: '10.0.0.1', dns: [] },
  ...{ role: 'standalone', sshServer: 'OpenSSH_6.6.1p1', clockAheadSeconds: -185 },
  addresses: ['10.0.0.20', '10.1.0.20'],
};

/** A test that passed with weak algorithms. */
export const passed = (): ConnectionTest =>
  testAfter(stageIds.length, {
    ...{ status: 'passed', identity, legacyAllowed: ['10.0.0.20:22'] },
    agreed: {
      ...{ kex: 'diffie-hellman-group1-sha1', hostKey: 'ssh-rsa' },
      ...{ cipher: 'aes128-ctr', mac: 'hmac-sha2-256' },
    },
  });
