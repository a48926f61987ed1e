import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** A program that does the same work as the engine, with what it is called with. */
export type Peer = {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
};

/** A file of a server as scp names it. */
export type ScpPlace = {
  readonly user: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
};
const named = ({ user, host, port, path }: ScpPlace): string =>
  `scp://${user}@${host}:${port}/${path}`;

/** OpenSSH's scp, from and to this computer or a server. Between two servers all goes through this computer, as with ours. */
export function scp(
  options: readonly string[],
  from: ScpPlace | string,
  to: ScpPlace | string,
): Peer {
  const name = (place: ScpPlace | string) => (typeof place === 'string' ? place : named(place));
  const between = typeof from === 'string' || typeof to === 'string' ? [] : ['-3'];
  return {
    name: between.length > 0 ? 'scp -3' : 'scp',
    command: ['scp', ...options, ...between, name(from), name(to)],
  };
}

/** curl, from an FTP server to a file or the other way. */
export const curl = (work: 'download' | 'upload', url: string, local: string): Peer => ({
  name: 'curl',
  command: ['curl', '-q', '-sS', work === 'download' ? '-o' : '-T', local, url],
});

/** openssl, hashing a file. */
export const opensslHash = (path: string): Peer => ({
  name: 'openssl dgst',
  command: ['openssl', 'dgst', '-sha256', path],
});

/** tar, listing a packed archive. */
export const tarList = (path: string): Peer => ({
  name: 'tar -tzf',
  command: ['tar', '-tzf', path],
});

/** Runs a program; gives the milliseconds until it ended well, throws with what it said otherwise, and where it is stopped. */
export async function runPeer(
  { command: [program, ...args] }: Peer,
  { inside, signal }: { readonly inside: readonly string[]; readonly signal: AbortSignal },
): Promise<number> {
  const began = performance.now();
  const [first = program, ...rest] = [...inside, program, ...args];
  const child = spawn(first, rest, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, SSH_AUTH_SOCK: '' },
    signal,
  });
  const said = text(child.stderr);
  const [code] = await once(child, 'exit');
  const milliseconds = performance.now() - began;
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${await said}`);
  return milliseconds;
}
