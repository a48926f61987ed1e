import { spawnSync } from 'node:child_process';

/** True where OpenSSH's own programs are installed, for tests that ask them what they would do; says so where not. */
export function openSshIsHere(): boolean {
  const here = spawnSync('ssh', ['-V']).status === 0 && existsKeygen();
  if (!here) console.warn('OpenSSH is not installed: no comparison with it.');
  return here;
}

const existsKeygen = () => spawnSync('ssh-keygen', ['-?']).error === undefined;

/** What one of them prints; throws with its complaint where it fails. */
export function askOpenSsh(program: 'ssh' | 'ssh-keygen', args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 15_000,
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  return stdout;
}
