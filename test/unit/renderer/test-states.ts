import type { Identity, Side } from '../../../shared/appliance';
import type { ConnectingQuestion } from '../../../shared/connecting-question';
import {
  type ConnectionTest,
  hopStageIds,
  type Stage,
  type StageId,
  stageIds,
} from '../../../shared/connection-test';
import type { Question } from '../../../shared/migration';
import type { Endpoint } from '../../../shared/plan';
import { hostKeys, identity, plan } from './script-facts';

/** Scripted tests of connections. */

const seen = (side: Side): Readonly<Record<StageId, string>> => ({
  dns: plan[side].host,
  tcp: `${plan[side].host}:22`,
  banner: 'OpenSSH_6.6.1p1 Ubuntu-2ubuntu2.13',
  'key-exchange': 'curve25519-sha256, ssh-ed25519, aes128-gcm@openssh.com',
  'host-key': hostKeys[side].sha256,
  authentication: 'password',
  shell: 'bash',
  privilege: 'sudo without a password',
  product: 'Endpoint Protector',
  version: '5.2.0.6',
});

const milliseconds: Readonly<Record<StageId, number>> = {
  dns: 0,
  tcp: 2,
  banner: 14,
  'key-exchange': 31,
  'host-key': 1,
  authentication: 212,
  shell: 48,
  privilege: 1430,
  product: 61,
  version: 12,
};

/** The stages of a test that has come to `reached`, jump hosts before; all of them where it is undefined. */
function stagesOf(
  endpoint: Endpoint,
  side: Side,
  reached: StageId | undefined,
  how: 'running' | 'failed',
): readonly Stage[] {
  const hops = (endpoint.via ?? []).flatMap(({ host, port }, at) =>
    hopStageIds.map((stage) => ({
      stage,
      server: { host, port, hop: at + 1 },
      state: 'done' as const,
      milliseconds: milliseconds[stage],
    })),
  );
  const end = reached === undefined ? stageIds.length : stageIds.indexOf(reached);
  const own = stageIds.map((stage, at): Stage => {
    const server = { host: endpoint.host, port: endpoint.port };
    if (at === end) return { stage, server, state: how, milliseconds: milliseconds[stage] };
    if (at > end) return { stage, server, state: 'waiting' };
    const state = stage === 'dns' ? 'skipped' : 'done';
    return { stage, server, state, milliseconds: milliseconds[stage], seen: seen(side)[stage] };
  });
  return [...hops, ...own];
}

type Changes = Partial<ConnectionTest> & { readonly endpoint?: Endpoint };

const made = (side: Side, changes: Changes, stages: ConnectionTest['stages']): ConnectionTest => ({
  id: side === 'source' ? 't-1' : 't-2',
  side,
  endpoint: plan[side],
  startedAt: '2026-11-24T01:00:00Z',
  updatedAt: '2026-11-24T01:00:01Z',
  status: 'running',
  stages,
  legacyAllowed: [],
  ...changes,
});

/** A test that runs and has come to a stage. */
export const testingAt = (side: Side, stage: StageId, changes: Changes = {}): ConnectionTest =>
  made(side, changes, stagesOf(changes.endpoint ?? plan[side], side, stage, 'running'));

/** A test that asks. */
export const testAsking = (
  side: Side,
  question: ConnectingQuestion,
  changes: Changes = {},
): ConnectionTest =>
  testingAt(side, 'authentication', {
    question: { id: 'q-1', ...question } as Question,
    ...changes,
  });

export const testedIdentity = (side: Side): Identity => ({
  ...identity(side),
  role: 'standalone',
  sshServer: side === 'source' ? 'OpenSSH_6.6.1p1' : 'OpenSSH_9.6p1',
  clockAheadSeconds: side === 'source' ? 203 : 0.4,
  addresses: side === 'source' ? ['10.0.0.10', '192.168.40.2'] : ['10.0.0.20'],
});

export const testPassed = (side: Side, changes: Changes = {}): ConnectionTest =>
  made(
    side,
    {
      status: 'passed',
      updatedAt: '2026-11-24T01:00:09Z',
      identity: testedIdentity(side),
      agreed: {
        kex: 'curve25519-sha256',
        hostKey: 'ssh-ed25519',
        cipher: 'aes128-gcm@openssh.com',
        mac: 'implicit',
      },
      ...changes,
    },
    stagesOf(changes.endpoint ?? plan[side], side, undefined, 'running'),
  );

export const testFailed = (side: Side, changes: Changes = {}): ConnectionTest =>
  made(
    side,
    {
      status: 'failed',
      updatedAt: '2026-11-24T01:00:09Z',
      failure: {
        code: 'ssh.authentication',
        facts: {
          host: plan[side].host,
          port: 22,
          user: 'epproot',
          tried: 'agent key, password',
          methods: 'publickey keyboard-interactive',
        },
      },
      ...changes,
    },
    stagesOf(changes.endpoint ?? plan[side], side, 'authentication', 'failed'),
  );
