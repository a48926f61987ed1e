import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Endpoint } from '../../shared/plan';
import { type KindName, kinds } from './kinds';
import { makeNetwork } from './network';
import { type Sshd, startSshd } from './sshd';
import { labFolder } from './stand';

/** A server of each kind, a jump host, and one more that only the jump host reaches. */
export type Lab = {
  readonly folder: string;
  readonly servers: Readonly<Record<KindName, Server>>;
  readonly jump: Sshd;
  readonly hidden: Sshd;
  /** A key without a passphrase that opens every account. */
  readonly keyFile: string;
  /** How to log in to a server of the lab with that key and nothing else. */
  readonly byKey: (server: Sshd) => Endpoint;
  /** Why there are no accounts, so that only this computer's user can log in, by key. */
  readonly noAccountsBecause: string | undefined;
  readonly close: () => Promise<void>;
};
export type Server = Sshd & {
  /** Its address as the jump host reaches it. */
  readonly inner: string;
};

/** Folder of private keys for tests; the public halves beside them open the lab. */
export const keyVectors = join(import.meta.dirname, '../vectors/keys');

/** Sets up the whole lab; `close` leaves nothing behind. */
export async function openLab(wanted = Object.keys(kinds) as readonly KindName[]): Promise<Lab> {
  const folder = await labFolder();
  const names = [...wanted, 'jump', 'hidden'] as const;
  const network = await makeNetwork({ names, jump: 'jump', hidden: ['hidden'] });
  const running: Sshd[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(running.map((server) => server.stop()));
    network.remove();
    await rm(folder, { recursive: true, force: true });
  };
  const keyFile = join(folder, 'key');
  try {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', keyFile]);
    const publicKeys = [readFileSync(`${keyFile}.pub`, 'utf8').trim(), ...vectorKeys()];
    const start = async (name: (typeof names)[number]): Promise<Server> => {
      const place = network.places[name];
      const kind = name === 'jump' || name === 'hidden' ? 'modern' : name;
      const server = await startSshd({
        ...{ folder: join(folder, name), place, kind, side: 'source', publicKeys },
      });
      running.push(server);
      return { ...server, inner: place.inner };
    };
    const started = await Promise.all(wanted.map(async (name) => [name, await start(name)]));
    return {
      ...{ folder, keyFile, close, noAccountsBecause: network.noHostsBecause },
      servers: Object.fromEntries(started) as Record<KindName, Server>,
      jump: await start('jump'),
      hidden: await start('hidden'),
      byKey: ({ host, port, user }) => ({
        host,
        port,
        user,
        agent: false,
        identityFiles: [keyFile],
      }),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const vectorKeys = (): readonly string[] => {
  try {
    return readdirSync(keyVectors)
      .filter((name) => name.endsWith('.pub'))
      .map((name) => readFileSync(join(keyVectors, name), 'utf8').trim())
      .filter((line) => /^(?:ssh|ecdsa)-\S+ \S+/.test(line));
  } catch {
    return [];
  }
};
