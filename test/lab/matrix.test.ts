import { execFileSync } from 'node:child_process';
import { chmod, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../shared/plan';
import { type accounts, hasTotp, labPassword, secondAnswer } from './accounts';
import { connect, type Order, type Outcome } from './connect';
import type { KindName } from './kinds';
import { keyVectors, type Lab, openLab } from './lab';
import { noSshdBecause } from './sshd';
import { buildPrograms } from './stand';
import { tableOf } from './table';

buildPrograms();
const reason = noSshdBecause();

const kinds = ['modern', 'like-6.6', 'hardened', 'legacy'] as const satisfies KindName[];

/** Each way to log in. */
const ways = [
  'password',
  'key',
  'encrypted key',
  'PPK 2',
  'encrypted PPK 3',
  'agent',
  'two rounds',
  'jump host',
] as const;
type Way = (typeof ways)[number];

/** Vectors have no mode 0600 in git, so they are copied; all of them hold the Ed25519 key that the lab knows. */
const keyFiles: Partial<Record<Way, string>> = {
  'encrypted key': 'ed25519-locked.key',
  'PPK 2': 'ed25519-2.ppk',
  'encrypted PPK 3': 'ed25519-3-locked.ppk',
};

describe.skipIf(reason)('logging in to real OpenSSH', () => {
  let lab: Lab;
  let agent: { readonly socket: string; readonly pid: number };
  const outcomes = new Map<string, Outcome | string>();

  beforeAll(async () => {
    lab = await openLab(kinds);
    const socket = join(lab.folder, 'agent');
    const said = execFileSync('ssh-agent', ['-s', '-a', socket], { encoding: 'utf8' });
    agent = { socket, pid: Number(/SSH_AGENT_PID=(\d+)/.exec(said)?.[1]) };
    execFileSync('ssh-add', ['-q', lab.keyFile], {
      env: { ...process.env, SSH_AUTH_SOCK: socket },
      stdio: 'pipe',
    });
    for (const name of Object.values(keyFiles)) {
      await copyFile(join(keyVectors, name), join(lab.folder, name));
      await chmod(join(lab.folder, name), 0o600);
    }
  });
  afterAll(async () => {
    if (agent) process.kill(agent.pid);
    console.log(
      tableOf(
        'lab, in Node',
        kinds,
        ways.map((way) => [way, kinds.map((kind) => cell(outcomes.get(`${way} ${kind}`)))]),
      ),
    );
    await lab?.close();
  });

  const order = (way: Way, kind: KindName): Order => {
    const { host, port, user, inner } = lab.servers[kind];
    const login: Endpoint = { host, port, user, agent: false };
    const withKey = (name: string): Endpoint => ({
      ...login,
      identityFiles: [join(lab.folder, name)],
    });
    const endpoints: Record<Way, Endpoint> = {
      password: login,
      key: withKey('key'),
      'encrypted key': withKey('ed25519-locked.key'),
      'PPK 2': withKey('ed25519-2.ppk'),
      'encrypted PPK 3': withKey('ed25519-3-locked.ppk'),
      agent: { ...login, agent: agent.socket },
      'two rounds': { ...login, user: 'twofactor' satisfies keyof typeof accounts },
      'jump host': {
        ...withKey('key'),
        host: inner,
        via: [lab.byKey(lab.jump)],
      },
    };
    return {
      endpoint: endpoints[way],
      ...{ password: labPassword, passphrase: 'practice', code: secondAnswer() },
      legacy: kind === 'legacy' || kind === 'like-6.6',
      identify: true,
    };
  };

  describe.each(kinds)('%s', (kind) => {
    it.for(ways)('by %s', async (way, { skip }) => {
      const byPassword = way === 'password' || way === 'two rounds';
      if (byPassword && lab.noAccountsBecause !== undefined) {
        outcomes.set(`${way} ${kind}`, 'skipped');
        skip(`the lab has no accounts: ${lab.noAccountsBecause}`);
      }
      const outcome = await connect(order(way, kind));
      outcomes.set(`${way} ${kind}`, outcome);
      expect(outcome.failure, lab.servers[kind].log().slice(-3).join('; ')).toBeUndefined();
      expect(outcome.identity).toMatchObject({ hostname: 'OLD-EPP', role: 'standalone' });
      expect(lab.servers[kind].fingerprints).toContain(outcome.hostKey?.sha256);
      // Weak algorithms are asked for where there is nothing else, and nowhere else.
      expect(outcome.asked.includes('legacy')).toBe(kind === 'legacy');
      if (way === 'two rounds') {
        const seconds = outcome.asked.filter((what) => what === 'prompts' || what === 'password');
        expect(seconds.length, `second factor: ${hasTotp ? 'TOTP' : 'password'}`).toBe(2);
      }
    });
  });

  it('a server behind a jump host is reached only through it', async ({ skip }) => {
    if (lab.noAccountsBecause !== undefined) skip(`no hosts: ${lab.noAccountsBecause}`);
    const endpoint = lab.byKey(lab.hidden);
    expect((await connect({ endpoint })).failure?.code).toBe('ssh.unreachable');
    const via = [lab.byKey(lab.jump)];
    const reached = await connect({ endpoint: { ...endpoint, via }, identify: true });
    expect(reached.failure).toBeUndefined();
    expect(reached.hostKey?.sha256).toBe(lab.hidden.fingerprints[0]);
  });

  it('a jump host that may not forward is named', async () => {
    const via = [lab.byKey(lab.servers.hardened)];
    const { failure } = await connect({ endpoint: { ...lab.byKey(lab.hidden), via } });
    expect(failure?.code).toBe('ssh.forwarding-refused');
  });
});

const cell = (outcome: Outcome | string | undefined): string => {
  if (typeof outcome === 'string') return outcome;
  if (outcome === undefined) return 'not tried';
  return outcome.failure?.code ?? 'ok';
};
