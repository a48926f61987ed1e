import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Side } from '../../shared/appliance';
import type { Endpoint } from '../../shared/plan';
import { newKeyPair } from '../unit/engine/key-pair';
import { makeNetwork, type Network } from './network';
import { type Sshd, type SshdOptions, startSshd } from './sshd';

/** An old and a new host with real OpenSSH. */
export type Stand = {
  readonly folder: string;
  readonly network: Network<Side>;
  readonly source: Sshd;
  readonly target: Sshd;
  readonly identityFile: string;
  readonly endpoint: (side: Side) => Endpoint;
  readonly close: () => Promise<void>;
};

const project = join(import.meta.dirname, '../..');

/** Builds the programs that run on the hosts and against them. */
export const buildPrograms = (): void => {
  const script = join(project, 'scripts/build.mjs');
  execFileSync(process.execPath, [script, 'cli', 'practice-appliance'], { stdio: 'pipe' });
};

/** A new folder that the users of the hosts may pass through. */
export async function labFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-'));
  await chmod(folder, 0o711);
  return folder;
}

/** Sets up the hosts; `close` leaves nothing behind. */
export async function setStand(
  options: Partial<Pick<SshdOptions, 'backupBytes' | 'timeScale' | 'config'>> = {},
): Promise<Stand> {
  const folder = await labFolder();
  const network = await makeNetwork({ names: ['source', 'target'] });
  const key = newKeyPair();
  const identityFile = join(folder, 'identity');
  await writeFile(identityFile, key.private, { mode: 0o600 });
  const running: Sshd[] = [];
  const close = async (): Promise<void> => {
    for (const server of running) await server.stop();
    network.remove();
    await rm(folder, { recursive: true, force: true });
  };
  const start = async (side: Side): Promise<Sshd> => {
    const server = await startSshd({
      ...options,
      ...{
        folder: join(folder, side),
        place: network.places[side],
        side,
        publicKeys: [key.public],
      },
    });
    running.push(server);
    return server;
  };
  try {
    const source = await start('source');
    const target = await start('target');
    const servers = { source, target };
    return {
      ...{ folder, network, source, target, identityFile, close },
      endpoint: (side) => {
        const { host, port, user } = servers[side];
        return { host, port, user, identityFiles: [identityFile] };
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
