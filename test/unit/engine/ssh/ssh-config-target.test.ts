import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openSshConfig } from '../../../../electron/engine/ssh/ssh-config';
import { endpointSchema } from '../../../../shared/plan';
import { failureOf } from '../failure-of';

const home = mkdtempSync(join(tmpdir(), 'ssh-config-target-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const config = (file = 'none') => openSshConfig({ home, user: 'me', file: join(home, file) });

describe('what a person types', () => {
  it.each([
    ['epp', { host: 'epp', port: 22 }],
    ['me@epp', { host: 'epp', port: 22, user: 'me' }],
    ['epp:2222', { host: 'epp', port: 2222 }],
    ['a@b@epp:2222', { host: 'epp', port: 2222, user: 'a@b' }],
    ['me@[::1]:2222', { host: '::1', port: 2222, user: 'me' }],
    ['[2001:db8::1]', { host: '2001:db8::1', port: 22 }],
    ['fe80::1%eth0', { host: 'fe80::1%eth0', port: 22 }],
    ['ssh://me@epp:2222/', { host: 'epp', port: 2222, user: 'me' }],
  ])('%s is a server', (asked, endpoint) => {
    const resolved = config().resolve(asked);
    expect(resolved).toEqual({ endpoint, identityNames: [], notes: [] });
    expect(endpointSchema.safeParse({ user: 'x', ...resolved.endpoint }).success).toBe(true);
  });

  it.each([
    '',
    ' ',
    'my host',
    ' epp',
    'epp\n',
    'epp\0',
    'epp\u001b[31m',
    '-oProxyCommand=reboot',
    'me@-epp',
    '-l@epp',
    '@epp',
    'me@',
    ':22',
    'epp:',
    'epp:0',
    'epp:65536',
    'epp:22x',
    'epp:999999',
    'epp:22:22',
    '[::1',
    '[::1]x',
    '[a:b]:22',
    '::1]',
    'epp/x',
    'épp',
    `${'u'.repeat(65)}@epp`,
    'a'.repeat(254),
  ])('%j is none, and that is said', async (asked) => {
    const { code, facts } = await failureOf(() => config().resolve(asked));
    expect(code).toBe('usage.wrong');
    expect(String(facts['seen'])).toMatch(/^[^\p{C}]{1,300}$/u);
  });

  it('with a password in it is refused, and the password is not said back', async () => {
    const { code, facts } = await failureOf(() => config().resolve('root:hunter2@epp'));
    expect(code).toBe('usage.wrong');
    expect(facts['seen']).toMatch(/a password is asked for later/);
    expect(JSON.stringify(facts)).not.toContain('hunter2');
  });

  it('wins over what the file says', () => {
    writeFileSync(join(home, 'config'), 'Host epp\n HostName 10.0.0.5\n User root\n Port 2200\n');
    const endpointOf = (text: string) => config('config').resolve(text).endpoint;
    expect(endpointOf('epp')).toEqual({ host: '10.0.0.5', port: 2200, user: 'root' });
    expect(endpointOf('you@epp:99')).toEqual({ host: '10.0.0.5', port: 99, user: 'you' });
  });
});
