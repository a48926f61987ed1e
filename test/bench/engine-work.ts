import { readFileSync } from 'node:fs';
import { openByCommand } from '../../electron/engine/appliance/by-command';
import { parseProfile } from '../../electron/engine/appliance/profile';
import { throughLocalCopy } from '../../electron/engine/transport/through-local-copy';
import type { FileAt, Moved, TransferOptions } from '../../electron/engine/transport/transport';
import reference from '../../resources/profiles/reference.json';
import type { HostKey, Side } from '../../shared/appliance';
import type { Endpoint } from '../../shared/plan';
import { type Carried, type FtpOrder, moveOverFtp } from './ftp-work';
import { type Inspected, type InspectionOrder, inspectOnce } from './inspection-work';
import type { Work } from './links';

/** One transfer to make or one file to inspect, as plain data. */
export type Order = SshOrder | FtpOrder | InspectionOrder;

/** A transfer from an SSH server, to one, or from one to another. */
export type SshOrder = {
  readonly over: 'ssh';
  readonly work: Work;
  /** Both, or the one that the work is about. */
  readonly source?: Way | undefined;
  readonly target?: Way | undefined;
  /** The file on this computer. */
  readonly local: string;
};
/** A file of a server: how to log in there, its path, the host key that is trusted. */
export type Way = { readonly endpoint: Endpoint; readonly path: string; readonly known: HostKey };

/** What a transfer or an inspection took. */
export type Outcome = {
  /** From the beginning, of the first connection if there is one, to the end. */
  readonly milliseconds: number;
  /** Of user and system, in this process. */
  readonly cpuMilliseconds: number;
  readonly sha256: string;
  readonly inspected?: Inspected;
  /** The most that this process ever had in memory, in bytes. */
  readonly peakBytes: number;
};

const open = openByCommand(parseProfile(reference));

const transport = throughLocalCopy;

/** Carries out an order with the engine, connections included, as a program that begins to connect would. */
export async function carryOut(order: Order): Promise<Outcome> {
  const { signal } = new AbortController();
  const options = { signal, onProgress: () => {} };
  const began = performance.now();
  const cpu = process.cpuUsage();
  const taken = () => {
    const milliseconds = performance.now() - began;
    const { user, system } = process.cpuUsage(cpu);
    return { milliseconds, cpuMilliseconds: (user + system) / 1000, peakBytes: peakBytes() };
  };
  if (order.over === 'disk') {
    const inspected = await inspectOnce(order);
    return { ...taken(), sha256: inspected.sha256, inspected };
  }
  const { moved, close } = await (order.over === 'ssh'
    ? moveOverSsh(order, options)
    : moveOverFtp(order, options));
  const outcome = { ...taken(), sha256: moved.sha256 };
  close();
  return outcome;
}

async function moveOverSsh(order: SshOrder, options: TransferOptions): Promise<Carried> {
  const { source, target } = order;
  const [from, to] = await Promise.all([
    source && connect('source', source, options.signal),
    target && connect('target', target, options.signal),
  ]);
  const close = (): void => {
    from?.close();
    to?.close();
  };
  try {
    const moved = await move(
      order,
      from && source && { files: from.files, path: source.path },
      to && target && { files: to.files, path: target.path },
      options,
    );
    return { moved, close };
  } catch (error) {
    close();
    throw error;
  }
}

async function move(
  { work, local }: SshOrder,
  from: FileAt | undefined,
  to: FileAt | undefined,
  options: TransferOptions,
): Promise<Moved> {
  if (from && to) {
    const copy = work === 'relay and copy' ? { copy: local } : {};
    return await transport.relay(from, to, { ...options, ...copy, record: `${local}.relay.json` });
  }
  const fetched = from && (await transport.download(from.files, from.path, local, options));
  const sent = to && (await transport.upload(local, to.files, to.path, options));
  const moved = sent ?? fetched;
  if (!moved) throw new Error('neither a source nor a target');
  return moved;
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
