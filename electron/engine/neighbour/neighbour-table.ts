import { type Quiet, tidyMac } from '../../../shared/silence';
import type { RunProgram } from './run-program';

/** What reads the table: programs of the system, or the file where Linux shows it too. */
export type TableReader = {
  readonly platform: NodeJS.Platform;
  readonly run: RunProgram;
  /** Throws where there is no such file. */
  readonly readText: (path: string) => Promise<string>;
};

const quiet: Quiet = { state: 'quiet' };

/** What the system's table of neighbours says of an address (numbers, no name). */
export async function lookIntoTable(address: string, reader: TableReader): Promise<Quiet> {
  if (reader.platform === 'linux') return await onLinux(address, reader);
  // The table of IPv6 is another one there; nobody has asked for it yet.
  if (address.includes(':')) return { state: 'not-measured', reason: 'no-program' };
  const args = reader.platform === 'win32' ? ['-a', address] : ['-n', address];
  const end = await reader.run('arp', args);
  if ('failed' in end) return { state: 'not-measured', reason: end.failed };
  return ofArp(`${end.stdout}\n${end.stderr}`, address);
}

async function onLinux(address: string, { run, readText }: TableReader): Promise<Quiet> {
  const end = await run('ip', ['neigh', 'show', 'to', address]);
  if (!('failed' in end) && end.exitCode === 0) return ofIpNeigh(end.stdout);
  if (address.includes(':')) return { state: 'not-measured', reason: 'no-program' };
  try {
    return ofProcFile(await readText('/proc/net/arp'), address);
  } catch {
    return { state: 'not-measured', reason: 'failed' in end ? end.failed : 'unclear' };
  }
}

/** `10.0.0.10 dev eth0 lladdr 52:54:00:12:34:56 REACHABLE`; the state tells whether it was heard of lately. */
export function ofIpNeigh(text: string): Quiet {
  let found: Quiet = quiet;
  for (const line of text.split('\n')) {
    const mac = tidyMac(/\blladdr (\S+)/.exec(line)?.[1] ?? '');
    const state = /\b(REACHABLE|STALE|DELAY|PROBE|PERMANENT|NOARP)\b/.exec(line)?.[1];
    if (mac === undefined || state === undefined) continue;
    if (state === 'PERMANENT' || state === 'NOARP') return oldEntry(mac);
    // Not heard of for a while, but asked again at this moment: it becomes one of the others by itself.
    found = { state: 'answers', mac };
  }
  return found;
}

/** A line each: address, type, flags (0x0: nobody answered), network card. */
export function ofProcFile(text: string, address: string): Quiet {
  const line = text.split('\n').find((each) => each.split(/\s+/)[0] === address);
  const [, , flags = '0x0', card = ''] = line?.split(/\s+/) ?? [];
  const mac = tidyMac(card);
  return mac === undefined || Number(flags) === 0 ? quiet : oldEntry(mac);
}

/** `arp -n` of macOS and `arp -a` of Windows keep who is gone for minutes, and do not say since when. */
export function ofArp(text: string, address: string): Quiet {
  const line = text.split(/\r?\n/).find((each) => each.split(/[\s()]+/).includes(address));
  const mac = /(?:[0-9a-f]{1,2}[:-]){5}[0-9a-f]{1,2}/i.exec(line ?? '')?.[0];
  const tidy = mac === undefined ? undefined : tidyMac(mac);
  return tidy === undefined ? quiet : oldEntry(tidy);
}

const oldEntry = (mac: string): Quiet => ({ state: 'not-measured', reason: 'old-entry', mac });
