import { describe, expect, it } from 'vitest';
import { planText } from '../../../electron/engine/report/plan-export';
import type { HostKey } from '../../../shared/appliance';
import { FailureError } from '../../../shared/failure';
import { type Endpoint, nameOnWay, type Plan } from '../../../shared/plan';
import { parsePlanFile } from '../../../shared/plan-file';
import { findPlanSecret } from '../../../shared/plan-secrets';
import { readJsonc } from '../../../shared/read-jsonc';

const agentKey = `SHA256:${'a'.repeat(43)}`;
const jump: Endpoint = { host: 'jump', port: 2222, user: 'me', identityFiles: ['/home/me/j.ppk'] };
const source: Endpoint = {
  ...{ host: '10.0.0.10', port: 22, user: 'epproot', identityFiles: ['/home/me/.ssh/id_rsa'] },
  ...{ agent: '/run/agent', identitiesOnly: true, legacy: true, via: [jump] },
};
const target: Endpoint = { host: 'fe80::1%eth0', port: 2022, user: 'root', agent: false };
const bare: Endpoint = { host: '10.0.0.10', port: 22, user: 'epproot' };

const origin = { from: 'person', at: '2026-11-24T09:00:00Z' } as never;
const fingerprint = (letter: string) => `SHA256:${letter.repeat(43)}`;
/** Keys by the name of a server on its way. */
const knowing = (keys: Readonly<Record<string, readonly string[]>>, never: string[] = []) => ({
  known: (server: Parameters<typeof nameOnWay>[0], endpoint: Endpoint) => ({
    trusted: (keys[nameOnWay(server, endpoint)] ?? []).map((sha256) => ({
      hostKey: { type: 'ssh-ed25519', sha256, md5: '' } as HostKey,
      origin,
    })),
    revoked: never.map((sha256) => ({ sha256, origin })),
  }),
});

const saved = (plan: Partial<Plan>, keys = knowing({})) => {
  const text = planText({ source, target, until: 'done', ...plan }, 'plan.json', keys);
  return parsePlanFile(readJsonc(text), 'plan.json');
};

describe('a plan saved from the window', () => {
  it('is read back to the same servers, and holds no answers', () => {
    expect(saved({})).toEqual({
      plan: 1,
      source,
      target: { ...target, identityFiles: [], via: [] },
      secrets: { targetPassword: { env: 'EPP_TARGET_PASSWORD' } },
    });
  });

  it('says after which phase it stops where that is not the last', () => {
    expect(saved({ until: 'verify' })).toMatchObject({ until: 'verify' });
  });

  it('names variables for passwords where there is no key, and no secret', () => {
    const plan = saved({ source: bare });
    expect(plan.secrets).toEqual({
      sourcePassword: { env: 'EPP_SOURCE_PASSWORD' },
      targetPassword: { env: 'EPP_TARGET_PASSWORD' },
    });
    expect(findPlanSecret(plan)).toBeUndefined();
    expect(saved({ target: { ...target, agent: undefined, agentKey } })).not.toHaveProperty(
      'secrets',
    );
  });

  it('has the host keys that are trusted here, of each server on its own way, and none that is revoked', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(fingerprint) as [string, string, string, string];
    const keys = {
      '10.0.0.10:22 via jump:2222': [a, a],
      '10.0.0.10:22': [c],
      'jump:2222': [b],
      '[fe80::1%eth0]:2022': [d],
    };
    expect(saved({}, knowing(keys, [d])).acceptKeys).toEqual({ source: [a], jump: [b] });
  });

  it.each([
    ['the old server twice', { target: source }, 'target'],
    [
      'a path with what looks like a System Backup Key',
      { source: { ...bare, identityFiles: ['/keys/AB12-CD34-EF56-GH78'] } },
      'source.identityFiles.0',
    ],
  ])('is refused with %s, as the reader of plans would', (_, plan, where) => {
    expect(() => saved(plan)).toThrow(FailureError);
    try {
      saved(plan);
    } catch (thrown) {
      expect((thrown as FailureError).failure.facts['where']).toBe(`plan.json, ${where}`);
    }
  });
});
