import { execFileSync } from 'node:child_process';

/** The network card that this computer finds at an address, having asked anew. */
export function macAt(address: string): string | undefined {
  execFileSync('ip', ['neigh', 'flush', 'to', address]);
  try {
    execFileSync('ping', ['-c', '1', '-W', '1', address], { stdio: 'pipe' });
  } catch {
    // Nobody need answer to that; who answered to ARP is what counts.
  }
  const shown = execFileSync('ip', ['neigh', 'show', address], { encoding: 'utf8' });
  return /FAILED|INCOMPLETE/.test(shown) ? undefined : /lladdr (\S+)/.exec(shown)?.[1];
}
