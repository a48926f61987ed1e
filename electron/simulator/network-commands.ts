import { isIP } from 'node:net';
import { addressesOf, internalAddress } from './addresses';
import { address, whole } from './checked';
import { timeTold } from './clock';
import type { Command } from './command';
import { lasting, logged, type MachineState } from './machine';
import { refuse } from './refusal';

/** The fault `no-command` at this takes the option away, not the command. */
const switchOption = 'network set-address --revert-after';

/** What a machine tells of its network and lets be changed of it, by the words after `eppctl`. */
export const networkCommands = {
  network: {
    run: ({ state }) => {
      const { network, mac, revert } = state();
      const revertsAt = revert && timeTold(state(), revert.at);
      const addresses = addressesOf(state());
      return [{ ...network, addresses, mac, ...(revertsAt !== undefined && { revertsAt }) }];
    },
  },
  'network neighbour': {
    values: ['ADDRESS'],
    run: ({ state, answersAt, macAt }, given) => {
      const asked = address(given['ADDRESS'], 'ADDRESS');
      const { network, mac: own } = state();
      // At its own address it names another machine that has it too.
      const mac = macAt?.(asked) ?? (asked === network.address ? own : undefined);
      const answers = mac !== undefined || answersAt(asked);
      return [{ address: asked, answers, ...(mac !== undefined && { mac }) }];
    },
  },
  'network set-address': {
    changes: true,
    values: ['ADDRESS'],
    options: ['prefix', 'gateway', 'dns'],
    optional: ['revert-after'],
    run: ({ state, change, answersAt, now }, given) => {
      const to = address(given['ADDRESS'], 'ADDRESS');
      const prefix = whole(given['prefix'], isIP(to) === 4 ? 32 : 128, 'prefix');
      const gateway = address(given['gateway'], 'gateway');
      const dns = (given['dns'] ?? '').split(',').map((server) => address(server, 'dns'));
      const machine = state();
      const revertAt = revertTime(machine, given['revert-after'], now());
      if (machine.powerOffAt !== undefined) refuse('refused', 'the machine is going off');
      if (to === internalAddress) refuse('refused', `${to} is for the inside of the machine`);
      if (to !== machine.network.address && answersAt(to))
        refuse('refused', `another machine answers at ${to}`);
      const at = now() + lasting(machine, 'address');
      const network = { address: to, prefix, gateway, dns };
      const moving = { ...machine, move: { at, network, revertAt } };
      change(logged(moving, now(), 'info', `Address changes to ${to}`));
      return [{ address: to, appliesInSeconds: Math.ceil(lasting(machine, 'address') / 1000) }];
    },
  },
  'network confirm': {
    changes: true,
    run: ({ state, change, now }) => {
      const { move, revert, ...machine } = state();
      if (move?.revertAt !== undefined) refuse('refused', 'the address has not changed yet');
      if (revert) change(logged({ ...machine, move }, now(), 'info', 'Address confirmed'));
      return [{ confirmed: true }];
    },
  },
} as const satisfies Record<string, Command>;

function revertTime(
  { faults, timeScale }: MachineState,
  seconds: string | undefined,
  now: number,
): number | undefined {
  if (seconds === undefined) return undefined;
  if (faults['no-command']?.at === switchOption) refuse('usage', 'unknown option --revert-after');
  return now + whole(seconds, 3600, 'revert-after') * 1000 * timeScale;
}
