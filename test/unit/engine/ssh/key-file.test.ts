import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2, { type AuthContext } from 'ssh2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Line } from '../../../../electron/engine/ssh/line';
import { rememberPassword } from '../../../../electron/engine/ssh/passwords';
import { hostKeyAt } from '../../../../electron/engine/ssh/reach';
import { openSession } from '../../../../electron/engine/ssh/session';
import { failureOf } from '../failure-of';
import { newKeyPair } from '../key-pair';
import { type Script, type ScriptedServer, startServer } from '../scripted-server';

let folder: string;
let server: ScriptedServer;
const { signal } = new AbortController();
const lines: Line[] = [];

const start = async (script?: Script): Promise<void> => {
  server = await startServer(script);
};

async function login(ask: () => Promise<string>, identityFile: string): Promise<void> {
  const endpoint = { host: '127.0.0.1', port: server.port, user: 'epproot', identityFile };
  const hostKey = await hostKeyAt(endpoint.host, endpoint.port, signal);
  const passwords = rememberPassword(ask);
  lines.push(await openSession({ endpoint, hostKey, passwords, signal }));
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-file-'));
});
afterEach(async () => {
  for (const line of lines.splice(0)) line.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a key file', () => {
  const takeKey = (context: AuthContext): void => {
    if (context.method === 'publickey') context.accept();
    else context.reject(['publickey']);
  };
  const put = async (content: string): Promise<string> => {
    const file = join(folder, 'key');
    await writeFile(file, content, { mode: 0o600 });
    return file;
  };
  const never = async (): Promise<string> => {
    throw new Error('no password is asked');
  };

  it('is all that is needed to log in', async () => {
    await start({ authenticate: takeKey });
    await login(never, await put(newKeyPair().private));
    expect(new Set(server.logins)).toEqual(new Set(['publickey']));
  });

  it('that the server does not know is followed by a password', async () => {
    await start();
    await login(async () => 'right', await put(newKeyPair().private));
    expect(server.logins).toEqual(['publickey', 'password']);
  });

  it.each([
    ['encrypted', () => encryptedKey()],
    ['no private key', () => 'this is no key'],
    ['no private key', () => ''],
    ['a public key', () => newKeyPair().public],
  ])('that is unusable (%s) is said so before anything is sent', async (seen, content) => {
    await start();
    const file = await put(content());
    expect(await failureOf(() => login(never, file))).toEqual({
      code: 'ssh.key-file',
      facts: { file, seen },
    });
    expect(server.logins).toEqual([]);
  });

  it.each(['ENOENT', 'not a file'])('that cannot be read (%s) is said so', async (seen) => {
    await start();
    const file = seen === 'ENOENT' ? join(folder, 'missing') : folder;
    expect((await failureOf(() => login(never, file))).facts).toEqual({ file, seen });
  });
});

const encryptedKey = (): string =>
  ssh2.utils.generateKeyPairSync('ed25519', {
    passphrase: 'secret',
    cipher: 'aes256-cbc',
    rounds: 4,
  }).private;
