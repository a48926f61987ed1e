import { describe, expect, it } from 'vitest';
import type { KnownKeysOnDisk } from '../../../electron/engine/login/known-keys';
import type { Vault } from '../../../electron/engine/login/vault';
import { Secrets } from '../../../electron/engine/migration/secrets';
import {
  type SideDeskOptions,
  sideDesk,
  type Turn,
} from '../../../electron/engine/migration/side-desk';
import { foldAll } from '../../../shared/fold';
import type { MigrationEvent, MigrationState, Question } from '../../../shared/migration';
import { type Endpoint, parsePlan } from '../../../shared/plan';
import { failureOf } from '../engine/failure-of';

const at = '2026-11-26T02:00:00.000Z';
const login = (host: string, more: Partial<Endpoint> = {}): Endpoint => ({
  ...{ host, port: 22, user: 'root' },
  ...more,
});
const hostKey = { type: 'ssh-ed25519', sha256: `SHA256:${'A'.repeat(43)}`, md5: 'aa' };
const otherKey = { ...hostKey, sha256: `SHA256:${'B'.repeat(43)}` };

/** A desk for the target of a plan, in the middle of its restore unless said. */
function desk(
  plan: { source: Endpoint; target: Endpoint },
  {
    owner = 'source',
    last = false,
    restoring = true,
  }: { owner?: 'source' | 'target'; last?: boolean; restoring?: boolean } = {},
) {
  const kept = new Map<string, string>();
  const vault: Vault = {
    keeping: async () => 'yes',
    recall: async (account) => kept.get(account),
    keep: async (account, secret) => void kept.set(account, secret),
    forget: async (account) => void kept.delete(account),
    accounts: async () => [...kept.keys()],
  };
  const events: MigrationEvent[] = [
    { at, type: 'migration-created', id: 'm1', plan: parsePlan(plan) },
    ...(restoring ? [{ at, type: 'step-started', step: 'restore-backup' } as const] : []),
  ];
  const asked: string[] = [];
  const options: SideDeskOptions = {
    keysOnDisk: {
      known: () => ({ trusted: [], revoked: [] }),
      keep() {},
      update() {},
    } as KnownKeysOnDisk,
    ...{ vault, secrets: new Secrets(), journal: 'journal.jsonl' },
    state: () => foldAll(events) as MigrationState,
    emit: (event) => void events.push({ ...event, at } as MigrationEvent),
    ask: (async (question: Question) => {
      asked.push(question.kind);
      return { kind: question.kind, secret: 'typed', typedName: plan.target.host, accept: true };
    }) as unknown as SideDeskOptions['ask'],
  };
  const turn: Turn = { last, again: false, settled: new Set(), recalled: new Set() };
  const open = (now: Partial<Turn> = {}) =>
    sideDesk('target', { owner, endpoint: plan.target }, { ...turn, ...now }, options);
  return { open, asked, kept, events };
}
const server = { host: 'new', port: 22, user: 'root' };
const plain = { source: login('old'), target: login('new') };

describe('in the middle of a restore, where either login may hold', () => {
  it('nobody is asked for the password of an account that logs in with a key', async () => {
    const withKey = { ...plain, source: login('old', { identityFiles: ['/keys/old'] }) };
    const { open, asked } = desk(withKey);
    expect((await failureOf(() => open().password(server, false))).code).toBe('ssh.authentication');
    expect(asked).toEqual([]);
  });

  it('a remembered password is taken out of the vault once, however often it is tried', async () => {
    const { open, asked, kept } = desk(plain, { last: true });
    kept.set('password root@old:22', 'remembered');
    const first = open();
    expect(await first.password(server, false)).toBe('remembered');
    expect((await failureOf(() => first.password(server, true))).code).toBe('ssh.authentication');
    expect(await open().password(server, false)).toBe('typed');
    expect(asked).toEqual(['enter-password']);
  });
});

describe('what is kept of a server behind a jump host', () => {
  const via = (host: string) => [{ host, port: 22, user: 'j' }];

  it('is not given to another one with the same address behind another jump host', async () => {
    const behind = (jump: string) => ({
      source: login('old'),
      target: login('10.0.0.1', { via: via(jump) }),
    });
    const known = 'password root@10.0.0.1:22 via jump-a:22';
    for (const [jump, secret] of [
      ['jump-a', 'of customer A'],
      ['jump-b', 'typed'],
    ] as const) {
      const { open, kept } = desk(behind(jump), { owner: 'target', restoring: false });
      kept.set(known, 'of customer A');
      expect(await open().password({ ...server, host: '10.0.0.1' }, false)).toBe(secret);
    }
  });
});

describe('a changed host key', () => {
  it('is asked about at the first connection of a run, and never after that', async () => {
    const { open, asked } = desk(plain, { owner: 'target', restoring: false });
    const settled = new Set<string>();
    const expected = { hostKey, origin: { file: 'journal.jsonl' } };
    const first = open({ settled });
    expect(await first.replace(server, otherKey, expected)).toBe(true);
    first.onHostKey?.(server, { hostKey: otherKey });
    expect(await open({ settled }).replace(server, hostKey, expected)).toBe(false);
    expect(asked).toEqual(['replace-host-key']);
  });
});
