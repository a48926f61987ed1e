import { generateKeyPairSync } from 'node:crypto';
import type { Algorithms } from 'ssh2';
import { afterEach, describe, expect, it } from 'vitest';
import { openConnection } from '../../../../electron/engine/appliance/connection';
import type { AlgorithmKind } from '../../../../shared/connecting';
import { failureOf } from '../failure-of';
import { type Script, type ScriptedServer, startServer } from '../scripted-server';
import { scriptedDesk } from './servers-desk';

const { signal } = new AbortController();
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ format: 'pem', type: 'pkcs1' })
  .toString();

let server: ScriptedServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const login = async (algorithms: Algorithms, legacy: boolean) => {
  const script: Script = { algorithms, hostKey: rsa };
  server = await startServer(script);
  const person = scriptedDesk({ trust: true, passwords: ['right'], legacy });
  const endpoint = { host: '127.0.0.1', port: server.port, user: 'root', agent: false as const };
  return { person, open: () => openConnection(endpoint, person.desk, signal) };
};

/** What a server offers, and of which kinds there is nothing that is used without being allowed. */
const offers: readonly (readonly [string, Algorithms, readonly AlgorithmKind[]])[] = [
  ['an old key exchange', { kex: ['diffie-hellman-group14-sha1'] }, ['kex']],
  ['an old cipher', { cipher: ['aes128-cbc'] }, ['cipher']],
  ['an old check of each packet', { hmac: ['hmac-sha1'], cipher: ['aes128-ctr'] }, ['mac']],
  ['an old host key', { serverHostKey: ['ssh-rsa'] }, ['hostKey']],
  [
    'nothing but old algorithms',
    {
      kex: ['diffie-hellman-group14-sha1'],
      serverHostKey: ['ssh-rsa'],
      cipher: ['aes128-cbc'],
      hmac: ['hmac-sha1'],
    },
    ['kex', 'hostKey', 'cipher', 'mac'],
  ],
];

describe('a server with', () => {
  it.each(offers)('%s is refused by a no, and told nothing', async (_name, offered, gap) => {
    const { person, open } = await login(offered, false);
    const failure = await failureOf(open);
    expect(failure.code).toBe('ssh.no-common-algorithm');
    expect(person.asked.map((what) => what.split(' ')[0])).toEqual(['legacy']);
    const [mismatch] = person.mismatches;
    expect([...(mismatch?.gap ?? [])].sort()).toEqual([...gap].sort());
    for (const kind of gap) {
      const common = mismatch?.theirs[kind].filter((name) => mismatch.ours[kind].includes(name));
      expect(common).toEqual([]);
      expect(mismatch?.theirs[kind]).toContain(mismatch?.would[kind]);
    }
    expect(server?.logins).toEqual([]);
  });

  it.each(offers)('%s is logged in to after a yes', async (_name, offered) => {
    const { person, open } = await login(offered, true);
    const connection = await open();
    expect(person.asked.map((what) => what.split(' ')[0])).toEqual(['legacy', 'trust', 'password']);
    connection.close();
  });
});
