import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ParsedKey } from 'ssh2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AgentIdentity,
  agentIdentities,
  listAgentKeys,
  systemAgent,
} from '../../../../electron/engine/ssh/agent';
import { hostKeyOf } from '../../../../electron/engine/ssh/fingerprint';
import { wireString, wireUint32 } from '../../../../electron/engine/ssh/key-wire';
import { agentOf } from './agent-of';
import { agentMessage, type FakeAgent, identitiesMessage, startFakeAgent } from './fake-agent';
import { publicBlobOf } from './practice-keys';

let folder: string;
let agent: FakeAgent | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agent-'));
});
afterEach(async () => {
  await agent?.stop();
  agent = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function start(answer: Parameters<typeof startFakeAgent>[1]): Promise<string> {
  agent = await startFakeAgent(folder, answer);
  return agent.path;
}

const sign = (
  path: string,
  identities: readonly AgentIdentity[],
  key: ParsedKey | Buffer,
  hash?: 'sha256' | 'sha512',
): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    agentOf(path, identities).sign(
      key,
      Buffer.from('text'),
      hash ? { hash } : {},
      (error, signed) => (error ? reject(error) : resolve(signed as Buffer)),
    );
  });

describe('the agent of the system', () => {
  const pageant = (user: string): string => `pageant.${user}.${'0f'.repeat(32)}`;
  const on = (pipes: readonly string[], env: NodeJS.ProcessEnv = {}): string | undefined =>
    systemAgent({ USERNAME: 'Anna', ...env }, 'win32', () => pipes);

  it('is that of SSH_AUTH_SOCK', () => {
    expect(systemAgent({ SSH_AUTH_SOCK: '/run/agent' }, 'linux')).toBe('/run/agent');
    expect(systemAgent({ SSH_AUTH_SOCK: '' }, 'linux')).toBeUndefined();
    expect(systemAgent({}, 'darwin')).toBeUndefined();
  });

  it('on Windows is a pipe: of SSH_AUTH_SOCK, of OpenSSH, of one’s own Pageant', () => {
    const both = ['InitShutdown', pageant('anna'), 'openssh-ssh-agent'];
    expect(on(both)).toBe('\\\\.\\pipe\\openssh-ssh-agent');
    expect(on(both, { SSH_AUTH_SOCK: '//./pipe/mine' })).toBe('//./pipe/mine');
    expect(on(both, { SSH_AUTH_SOCK: '/tmp/ssh-1/agent.1' })).toBe(
      '\\\\.\\pipe\\openssh-ssh-agent',
    );
    expect(on([pageant('otto'), pageant('anna')])).toBe(`\\\\.\\pipe\\${pageant('anna')}`);
    expect(on([pageant('otto'), 'pageant.anna.no-hash'])).toBeUndefined();
    expect(on([])).toBeUndefined();
  });
});

describe('the keys of an agent', () => {
  it('are listed with comment, type and fingerprint, without those that cannot be used', async () => {
    const token = Buffer.concat([wireString('sk-ssh-ed25519@openssh.com'), wireString('x')]);
    const dsa = Buffer.concat([wireString('ssh-dss'), wireString('x')]);
    const path = await start(() =>
      identitiesMessage(
        [token, 'token'],
        [publicBlobOf('rsa'), 'mine \u{1b}[31mred'],
        [dsa, 'old'],
        [publicBlobOf('ed25519'), ''],
      ),
    );
    expect(await listAgentKeys(path)).toEqual({
      agent: path,
      keys: [
        { comment: 'mine red', type: 'ssh-rsa', sha256: hostKeyOf(publicBlobOf('rsa')).sha256 },
        { comment: '', type: 'ssh-ed25519', sha256: hostKeyOf(publicBlobOf('ed25519')).sha256 },
      ],
    });
  });

  it('may come in single bytes', async () => {
    const message = identitiesMessage([publicBlobOf('rsa'), 'mine']);
    const path = await start(() => [...message].map((byte) => Buffer.from([byte])));
    expect(await agentIdentities(path)).toHaveLength(1);
  });

  it('may be none', async () => {
    const path = await start(() => identitiesMessage());
    expect(await listAgentKeys(path)).toEqual({ agent: path, keys: [] });
  });
});

describe('an agent that is none', () => {
  it('is said so where none is set up', async () => {
    expect(await listAgentKeys(undefined)).toEqual({ keys: [], problem: 'none' });
  });

  it.skipIf(process.platform === 'win32')('is missing, or an ordinary file', async () => {
    const missing = join(folder, 'missing');
    expect(await listAgentKeys(missing)).toEqual({ agent: missing, keys: [], problem: 'ENOENT' });
    const file = join(folder, 'file');
    await writeFile(file, '');
    expect((await listAgentKeys(file)).problem).toMatch(/^E[A-Z]+$/);
  });

  it('never makes a port of a number', async () => {
    await expect(agentIdentities('22')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('says nothing, and is left after its time', async () => {
    const path = await start(() => undefined);
    const begin = performance.now();
    await expect(agentIdentities(path, 200)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    expect(performance.now() - begin).toBeLessThan(2000);
  });

  it('says nothing after half of its answer', async () => {
    const path = await start(() =>
      identitiesMessage([publicBlobOf('rsa'), 'mine']).subarray(0, 50),
    );
    await expect(agentIdentities(path, 200)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });

  it.each([
    ['closed', 'close' as const],
    ['refused', agentMessage(Buffer.from([5]))],
    ['garbage', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['garbage', agentMessage(Buffer.from([6]))],
    ['garbage', agentMessage(Buffer.from([12]))],
    ['garbage', agentMessage(Buffer.from([12]), wireUint32(4_000_000_000))],
    ['garbage', agentMessage(Buffer.from([12]), wireUint32(1), wireUint32(4_000_000_000))],
    ['garbage', agentMessage()],
    ['garbage', Buffer.concat([identitiesMessage(), Buffer.from('more')])],
    ['garbage', identitiesMessage([wireString('ssh-rsa'), 'half a key'])],
    ['garbage', wireUint32(262_145)],
  ])('says something else: %s (%#)', async (problem, answer) => {
    const path = await start(() => answer);
    expect(await listAgentKeys(path)).toEqual({ agent: path, keys: [], problem });
  });
});

describe('a signature of an agent', () => {
  const identitiesOf = async (...types: readonly string[]): Promise<readonly AgentIdentity[]> => {
    const path = await start((question) =>
      question[0] === 11
        ? identitiesMessage(...types.map((type) => [publicBlobOf(type), type] as const))
        : agentMessage(
            Buffer.from([14]),
            wireString(Buffer.concat([wireString('ssh-rsa'), wireString('signature')])),
          ),
    );
    return agentIdentities(path);
  };

  it('is not asked for of a key that was not offered', async () => {
    const [rsa, ed25519] = await identitiesOf('rsa', 'ed25519');
    if (!rsa || !ed25519 || !agent) throw new Error('two keys');
    await expect(sign(agent.path, [rsa], ed25519.publicKey)).rejects.toMatchObject({
      message: 'a key that was not offered',
    });
    expect(await sign(agent.path, [rsa], rsa.publicKey)).toEqual(Buffer.from('signature'));
  });

  it('with another hash than the announced one is not used', async () => {
    const [rsa] = await identitiesOf('rsa');
    if (!rsa || !agent) throw new Error('one key');
    await expect(sign(agent.path, [rsa], rsa.publicKey, 'sha512')).rejects.toMatchObject({
      code: 'other-algorithm',
    });
  });

  it('that a person refuses is an error', async () => {
    const [rsa] = await identitiesOf('rsa');
    await agent?.stop();
    const path = await start(() => agentMessage(Buffer.from([5])));
    if (!rsa) throw new Error('one key');
    await expect(sign(path, [rsa], rsa.publicKey)).rejects.toMatchObject({ code: 'refused' });
  });

  it('comes from the chosen keys, offered in the order of the choice', async () => {
    const [rsa, ed25519, ecdsa] = await identitiesOf('rsa', 'ed25519', 'ecdsa-256');
    if (!rsa || !ed25519 || !ecdsa) throw new Error('three keys');
    const offered = await new Promise((resolve) =>
      agentOf('/nowhere', [ecdsa, rsa]).getIdentities((_error, keys) =>
        resolve((keys as ParsedKey[]).map((key) => key.type)),
      ),
    );
    expect(offered).toEqual(['ecdsa-sha2-nistp256', 'ssh-rsa']);
  });
});
