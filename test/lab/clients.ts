import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ClientsConfig, ClientsStatus } from './clients-program';
import type { Place } from './network';

/** Computers that check in at a server, on a host of their own. */
export type Clients = {
  readonly status: () => ClientsStatus | undefined;
  /** Resolves as soon as they are like this; rejects after so many milliseconds. */
  readonly until: (
    wanted: (status: ClientsStatus) => boolean,
    within: number,
  ) => Promise<ClientsStatus>;
  /** Tells them something else, such as which certificates they may trust. */
  readonly tell: (change: Partial<ClientsConfig>) => void;
  readonly stop: () => Promise<void>;
};

/** Starts the computers; `program` is the bundle of clients-program.ts, `file` what they are told from then on. */
export async function startClients(
  place: Place,
  program: string,
  file: string,
  first: ClientsConfig,
): Promise<Clients> {
  let config = first;
  writeFileSync(file, JSON.stringify(config));
  const words = ['--pdeathsig', 'KILL', '--', ...place.inside, process.execPath, program, file];
  const child = spawn('setpriv', words, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  let status: ClientsStatus | undefined;
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    status = JSON.parse(line) as ClientsStatus;
    for (const look of waiting) look();
  });
  return {
    status: () => status,
    until: (wanted, within) =>
      new Promise((resolve, reject) => {
        const done = (): void => {
          clearTimeout(timer);
          waiting.delete(look);
        };
        const look = (): void => {
          if (status === undefined || !wanted(status)) return;
          done();
          resolve(status);
        };
        const timer = setTimeout(() => {
          done();
          reject(new Error(`the clients are still like this: ${JSON.stringify(status)}`));
        }, within);
        waiting.add(look);
        look();
      }),
    tell: (change) => {
      config = { ...config, ...change };
      writeFileSync(file, JSON.stringify(config));
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
