import { readFileSync, writeFileSync } from 'node:fs';
import type { Network } from '../../shared/appliance';
import { face } from './host-config';
import { must, run } from './host-run';

/** The interface as it really is. */
export type Interface = {
  readonly address?: string | undefined;
  readonly prefix?: number | undefined;
  readonly gateway?: string | undefined;
  readonly mac: string;
};

type Shown = {
  readonly address?: string;
  readonly addr_info?: readonly { readonly local: string; readonly prefixlen: number }[];
};

/** What the kernel says of the interface of this host. */
export async function interfaceNow(): Promise<Interface> {
  const [shown] = JSON.parse(await must(['ip', '-j', '-4', 'addr', 'show', face])) as Shown[];
  const routes = JSON.parse(await must(['ip', '-j', 'route', 'show', 'default'])) as {
    readonly gateway?: string;
  }[];
  const own = shown?.addr_info?.[0];
  const mac = readFileSync(`/sys/class/net/${face}/address`, 'utf8').trim();
  return { address: own?.local, prefix: own?.prefixlen, gateway: routes[0]?.gateway, mac };
}

/**
 * Gives the interface this address and no other. It goes down and up again, upon which the kernel tells everybody by
 * ARP who has the address now, unless that is to be quiet.
 */
export async function takeAddress({ address, prefix, gateway }: Network, quiet: boolean) {
  await must(['ip', 'link', 'set', face, 'down']);
  await must(['ip', 'addr', 'flush', 'dev', face]);
  writeFileSync(`/proc/sys/net/ipv4/conf/${face}/arp_notify`, quiet ? '0' : '1');
  await must(['ip', 'addr', 'add', `${address}/${prefix}`, 'dev', face]);
  await must(['ip', 'link', 'set', face, 'up']);
  // A gateway that lies outside of the network is no reason to be without an address.
  await run(['ip', 'route', 'replace', 'default', 'via', gateway, 'dev', face]);
}

/** Makes the host silent: nobody gets an answer any more, not by ARP either. */
export const linkDown = (): Promise<unknown> => run(['ip', 'link', 'set', face, 'down']);

/** Whether anybody answers at an address of the own network within so many seconds, by ping or by ARP. */
export async function neighbour(
  address: string,
  within = 1,
): Promise<{ readonly answers: boolean; readonly mac?: string }> {
  await run(['ip', 'neigh', 'flush', 'to', address]);
  const ping = await run(['ping', '-c', '1', '-W', String(within), address]);
  const shown = (await run(['ip', 'neigh', 'show', address])).stdout;
  const mac = /lladdr (\S+)/.exec(shown)?.[1];
  const known = mac !== undefined && !/FAILED|INCOMPLETE/.test(shown);
  return { answers: ping.exitCode === 0 || known, ...(known ? { mac } : {}) };
}

/** The network card of another machine that has this host's own address too, found as duplicate addresses are (RFC 5227). */
export async function otherAt(address: string): Promise<string | undefined> {
  const { stdout } = await run(['arping', '-D', '-I', face, '-c', '2', '-w', '2', address]);
  return /\[([0-9A-F:]{17})\]/i.exec(stdout)?.[1]?.toLowerCase();
}
