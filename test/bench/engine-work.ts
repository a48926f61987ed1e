import { readFileSync } from 'node:fs';
import { openByCommand } from '../../electron/engine/appliance/by-command';
import { parseProfile } from '../../electron/engine/appliance/profile';
import { throughLocalCopy } from '../../electron/engine/transport/through-local-copy';
import reference from '../../resources/profiles/reference.json';
import type { HostKey, Side } from '../../shared/appliance';
import type { Endpoint } from '../../shared/plan';

/** One transfer to make, as plain data: a download, an upload, or one after the other through a local copy. */
export type Order = {
  readonly kind: 'ssh';
  readonly source?: Way | undefined;
  readonly target?: Way | undefined;
  /** The file on this computer. */
  readonly local: string;
};
export type Way = { readonly endpoint: Endpoint; readonly path: string; readonly known: HostKey };

export type Outcome = {
  /** From the beginning of the first connection to the end of the transfer. */
  readonly milliseconds: number;
  /** Of user and system, in this process. */
  readonly cpuMilliseconds: number;
  readonly sha256: string;
  /** The most that this process ever had in memory, in bytes. */
  readonly peakBytes: number;
};

const open = openByCommand(parseProfile(reference));

/** Carries out an order with the engine, connections included, as a program that begins to connect would. */
export async function carryOut(order: Order): Promise<Outcome> {
  const { signal } = new AbortController();
  const options = { signal, onProgress: () => {} };
  const began = performance.now();
  const cpu = process.cpuUsage();
  const { source, target, local } = order;
  const ends = await Promise.all([
    source && connect('source', source, signal),
    target && connect('target', target, signal),
  ]);
  let sha256 = '';
  if (source && ends[0]) {
    sha256 = (await throughLocalCopy.download(ends[0].files, source.path, local, options)).sha256;
  }
  if (target && ends[1]) {
    sha256 = (await throughLocalCopy.upload(local, ends[1].files, target.path, options)).sha256;
  }
  const milliseconds = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  for (const end of ends) end?.close();
  return {
    ...{ milliseconds, sha256 },
    cpuMilliseconds: (user + system) / 1000,
    peakBytes: peakBytes(),
  };
}

/** Linux hands the peak of `resourceUsage` down from whoever started the process; this one is its own. */
function peakBytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(line?.[1]) * 1024;
}

function connect(side: Side, { endpoint, known }: Way, signal: AbortSignal) {
  const never = (): never => {
    throw new Error('nothing is to be asked');
  };
  return open(
    side,
    endpoint,
    {
      knownKeys: () => ({
        trusted: [{ hostKey: known, origin: { file: 'bench' } }],
        revoked: [],
      }),
      ...{ trust: never, replace: never, password: never, passphrase: never, prompts: never },
      ...{ mayBeLegacy: () => false, allowLegacy: never },
      ...{ onContact: () => {}, onCommand: () => {} },
    },
    signal,
  );
}
