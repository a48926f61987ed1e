import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConnection } from '../../../../electron/engine/appliance/connection';
import { scriptedDesk } from './servers-desk';
import { startRecorder } from './servers-recording';

describe('an RSA key of a person', () => {
  const { signal } = new AbortController();
  let folder: string;
  let keyFile: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rsa-'));
    keyFile = join(folder, 'key');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ format: 'pem', type: 'pkcs1' });
    await writeFile(keyFile, pem, { mode: 0o600 });
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    [
      'with SHA-1 for a server that does not say what it takes, as OpenSSH 6.6',
      true,
      /^its usual hash$/,
    ],
    ['with SHA-2 for one that says that it takes it', false, /^sha(?:256|512)$/],
  ])('signs %s', async (_name, old, signedWith) => {
    const server = await startRecorder({ methods: ['publickey'], old });
    const { host, port } = server;
    const endpoint = { host, port, user: 'root', agent: false as const, identityFiles: [keyFile] };
    const connection = await openConnection(endpoint, scriptedDesk({ trust: true }).desk, signal);
    connection.close();
    const signed = server.told.filter(({ signature }) => signature !== undefined);
    expect(signed).toHaveLength(1);
    expect(signed[0]?.signedWith).toMatch(signedWith);
    expect(signed[0]?.publicKey).toMatch(/^ssh-rsa /);
  });
});
