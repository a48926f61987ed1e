import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** A virtual display of one's own, so that no other window takes the focus of those that are on it. */
export type Display = { readonly name: string; readonly close: () => Promise<void> };

/** Starts one on a free number; ends with this process at the latest. */
export async function openDisplay(): Promise<Display> {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const leave = (): void => {
    server.kill('SIGTERM');
  };
  process.once('exit', leave);
  const failed = once(server, 'exit').then(() => {
    throw new Error('Xvfb has ended before it had a display');
  });
  const [number] = await Promise.race([once(server.stdio[3] as Readable, 'data'), failed]);
  failed.catch(() => undefined);
  return {
    name: `:${String(number).trim()}`,
    close: async () => {
      process.off('exit', leave);
      if (server.exitCode !== null) return;
      const ended = once(server, 'exit');
      leave();
      await ended;
    },
  };
}
