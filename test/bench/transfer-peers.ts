import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** How many milliseconds a program takes until it ends well; throws with what it said otherwise. */
export async function runPeer(program: string, args: readonly string[]): Promise<number> {
  const began = performance.now();
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, SSH_AUTH_SOCK: '' },
  });
  const said = text(child.stderr);
  const [code] = await once(child, 'exit');
  const milliseconds = performance.now() - began;
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${await said}`);
  return milliseconds;
}
