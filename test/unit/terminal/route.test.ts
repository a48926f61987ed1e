import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  eachRemarkOnce,
  type Remark,
  type RouteOptions,
  remarkText,
  resolveRoute,
} from '../../../electron/terminal/route';
import type { ResolvedHost } from '../../../shared/contract';

/** What a ~/.ssh/config could say. */
const known: Readonly<Record<string, ResolvedHost>> = {
  old: {
    endpoint: {
      ...{ host: '10.0.0.20', port: 2222, user: 'root', identityFiles: ['/keys/config'] },
      via: [{ host: 'bastion', port: 22, user: 'me' }],
    },
    ...{ alias: 'old', identityNames: ['config'] },
    notes: [{ file: '/home/me/.ssh/config', line: 3, what: 'ProxyCommand' }],
  },
};

async function routeTo(options: RouteOptions) {
  const remarks: Remark[] = [];
  const endpoint = await resolveRoute(options, {
    engine: {
      handlers: {
        'resolve-host': async ({ text }) =>
          known[text] ?? { endpoint: { host: text, port: 22 }, identityNames: [], notes: [] },
      },
    },
    folder: '/desk',
    remark: eachRemarkOnce((remark) => remarks.push(remark)),
  });
  return { endpoint, said: remarks.map(remarkText) };
}

describe('the way to a server', () => {
  test('is what ~/.ssh/config says, and what of it is not supported is named', async () => {
    const { endpoint, said } = await routeTo({ host: 'old' });
    expect(endpoint).toMatchObject({
      ...{ host: '10.0.0.20', port: 2222, user: 'root', identityFiles: ['/keys/config'] },
      via: [{ host: 'bastion', port: 22, user: 'me' }],
    });
    expect(said).toEqual([
      '! /home/me/.ssh/config, line 3: ProxyCommand is not supported and was left out.',
    ]);
  });

  test('takes options in place of what the file says', async () => {
    const { endpoint } = await routeTo({
      ...{ host: 'old', keys: ['a', '/b'], jumps: ['j1', 'j2'], agent: false },
      agentKey: `SHA256:${'A'.repeat(43)}`,
    });
    const me = userInfo().username;
    expect(endpoint).toMatchObject({
      identityFiles: [resolve('/desk', 'a'), resolve('/b')],
      agent: false,
      agentKey: `SHA256:${'A'.repeat(43)}`,
      via: [
        { host: 'j1', user: me, agent: false },
        { host: 'j2', user: me, agent: false },
      ],
    });
    expect(endpoint.via?.[0]).not.toHaveProperty('agentKey');
  });

  test('to the first jump host is again a matter of the file', async () => {
    const { endpoint, said } = await routeTo({ host: 'new', jumps: ['old'] });
    expect(endpoint.via?.map(({ host }) => host)).toEqual(['bastion', '10.0.0.20']);
    expect(said).toHaveLength(2);
  });

  test('has the account of the documentation where no user is named, and that is said once', async () => {
    const { endpoint, said } = await routeTo({ host: 'new' });
    expect(endpoint.user).toBe('epproot');
    expect(said).toEqual([
      'No user was named for new:22; using “epproot”, the account of the vendor’s documentation.',
    ]);
  });

  test('has at most four jump hosts', async () => {
    const jumps = ['a', 'b', 'c', 'd', 'e'];
    await expect(routeTo({ host: 'old', jumps })).rejects.toThrow('usage.wrong');
  });
});
