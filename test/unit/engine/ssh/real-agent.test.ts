import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AgentIdentity,
  agentIdentities,
  listAgentKeys,
} from '../../../../electron/engine/ssh/agent';
import { readKeyFile } from '../../../../electron/engine/ssh/key-file';
import { agentOf } from './agent-of';
import { type KeyFolder, newKeyFolder } from './practice-keys';

const names = ['ed25519', 'rsa', 'ecdsa-256', 'ecdsa-384', 'ecdsa-521'];
/** How long the agent keeps them, in seconds: more than any run of tests takes. */
const lifetime = '600';

function hasAgent(): boolean {
  try {
    execFileSync('ssh-add', ['-l'], { stdio: 'ignore', env: { PATH: process.env['PATH'] } });
    return true;
  } catch (thrown) {
    // Without an agent, ssh-add is there and says 2.
    return (thrown as NodeJS.ErrnoException & { status?: number }).status === 2;
  }
}
const there = process.platform !== 'win32' && hasAgent();

describe.skipIf(!there)('a real ssh-agent (left out where OpenSSH is not installed)', () => {
  let keys: KeyFolder;
  let folder: string;
  let socket: string;
  let agent: ChildProcess;
  let identities: readonly AgentIdentity[];

  beforeAll(async () => {
    keys = await newKeyFolder();
    folder = await mkdtemp(join(tmpdir(), 'agent-'));
    socket = join(folder, 'agent');
    agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
    // It says where it listens once it does.
    if (agent.stdout) await once(agent.stdout, 'data');
    for (const name of names) {
      const file = await keys.copy(`${name}.key`);
      const env = { PATH: process.env['PATH'], SSH_AUTH_SOCK: socket };
      execFileSync('ssh-add', ['-q', '-t', lifetime, file], { env, stdio: 'ignore' });
    }
    identities = await agentIdentities(socket);
  });
  afterAll(async () => {
    agent.kill();
    await keys.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it('lists its keys as ssh-add does', async () => {
    const env = { PATH: process.env['PATH'], SSH_AUTH_SOCK: socket };
    const printed = execFileSync('ssh-add', ['-l', '-E', 'sha256'], { env, encoding: 'utf8' });
    const { keys: listed } = await listAgentKeys(socket);
    expect(listed).toHaveLength(names.length);
    expect(listed.map(({ sha256, comment }) => `${sha256} ${comment}`)).toEqual(
      printed
        .trim()
        .split('\n')
        .map((line) => line.replace(/^\d+ /, '').replace(/ \([A-Z0-9]+\)$/, '')),
    );
  });

  it.each([
    ['ssh-ed25519', undefined, undefined],
    ['ssh-rsa', undefined, 'sha1'],
    ['ssh-rsa', 'sha256', 'sha256'],
    ['ssh-rsa', 'sha512', 'sha512'],
  ] as const)('signs for %s with %s', async (type, hash, expected) => {
    const identity = identities.find((each) => each.type === type);
    if (identity === undefined) throw new Error(`no ${type}`);
    const text = Buffer.from('something to sign');
    const signature = await new Promise<Buffer>((resolve, reject) => {
      agentOf(socket, [identity]).sign(
        identity.publicKey,
        text,
        hash ? { hash } : {},
        (error, signed) => (error ? reject(error) : resolve(signed as Buffer)),
      );
    });
    const publicKey = createPublicKey(identity.publicKey.getPublicPEM());
    expect(verify(expected, text, publicKey, signature)).toBe(true);
  });

  it('holds the keys that key files show', async () => {
    for (const name of names) {
      const { publicKey } = await readKeyFile(keys.path(`${name}.key`));
      const found = identities.some(({ publicKey: held }) =>
        publicKey?.getPublicSSH().equals(held.getPublicSSH()),
      );
      expect(found, name).toBe(true);
    }
  });
});
