import { parseArgs } from 'node:util';
import { internalAddress } from '../../electron/simulator/addresses';
import { address, checked, whole } from '../../electron/simulator/checked';
import { refuse } from '../../electron/simulator/refusal';
import type { Network } from '../../shared/appliance';
import { interfaceNow, neighbour } from './host-net';

/** How long after the answer the address changes, in seconds. */
const appliesInSeconds = 1;

/** The address of a host, as it is changed and goes back. */
export type HostMoves = {
  /** Answers, and changes the address a second later. */
  readonly setAddress: (args: readonly string[]) => Promise<object>;
  readonly confirm: () => Promise<object>;
  /** When the address goes back unless that is confirmed, in milliseconds. */
  readonly revertsAt: () => number | undefined;
  /** What the address is to be, with its gateway and name servers. */
  readonly now: () => Network;
};

/** How a host changes its address. */
export type MoveTools = {
  readonly network: Network;
  /** Takes an address really. */
  readonly take: (network: Network) => Promise<void>;
  /** Keeps it over a restart. */
  readonly keep: (network: Network) => Promise<void>;
};

/** The moves of a host that was switched on with the address `network`. */
export function hostMoves({ network, take, keep }: MoveTools): HostMoves {
  let current = network;
  let kept = network;
  /** Whether the last change that was asked for has come about. */
  let applied = true;
  let waiting: { readonly until: number; readonly timer: NodeJS.Timeout } | undefined;
  const forget = (): void => {
    clearTimeout(waiting?.timer);
    waiting = undefined;
  };
  const move = async (to: Network): Promise<void> => {
    current = to;
    await take(to);
    applied = true;
  };
  const goBack = (): void => {
    waiting = undefined;
    void move(kept);
  };
  return {
    now: () => current,
    revertsAt: () => waiting?.until,
    setAddress: async (args) => {
      const { to, revertAfter } = read(args);
      const own = (await interfaceNow()).address;
      if (to.address !== own && (await neighbour(to.address)).answers)
        refuse('refused', `another machine answers at ${to.address}`);
      if (to.address === internalAddress)
        refuse('refused', `${to.address} is for the inside of the machine`);
      forget();
      applied = false;
      if (revertAfter !== undefined) {
        const until = Date.now() + revertAfter * 1000;
        waiting = { until, timer: setTimeout(goBack, revertAfter * 1000) };
      }
      setTimeout(async () => {
        // What is not to be confirmed is kept at once.
        if (revertAfter === undefined) {
          kept = to;
          await keep(to);
        }
        await move(to);
      }, appliesInSeconds * 1000);
      return { address: to.address, appliesInSeconds };
    },
    confirm: async () => {
      if (waiting && !applied) refuse('refused', 'the address has not changed yet');
      if (!waiting) return { confirmed: true };
      forget();
      kept = current;
      await keep(current);
      return { confirmed: true };
    },
  };
}

function read(args: readonly string[]): { to: Network; revertAfter: number | undefined } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        prefix: { type: 'string' },
        gateway: { type: 'string' },
        dns: { type: 'string' },
        'revert-after': { type: 'string' },
      },
    });
    const seconds = values['revert-after'];
    return {
      to: {
        address: address(positionals[0], 'ADDRESS'),
        prefix: whole(values.prefix, 32, 'prefix'),
        gateway: address(values.gateway, 'gateway'),
        dns: checked(values.dns, /./, 'dns')
          .split(',')
          .map((server) => address(server, 'dns')),
      },
      revertAfter: seconds === undefined ? undefined : whole(seconds, 86_400, 'revert-after'),
    };
  } catch (error) {
    return refuse('usage', error instanceof Error ? error.message : String(error));
  }
}
