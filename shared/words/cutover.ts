import type { Network } from '../appliance';
import type { CutoverWay, SourcePolicy } from '../cutover';
import type { Silence } from '../facts';
import { dottedMask } from '../netmask';
import type { NotMeasured, Quiet, SilenceLine } from '../silence';
import { silenceLines } from '../silence';

/** What becomes of the old server, to choose from. */
export const policyWords: Readonly<
  Record<SourcePolicy, { readonly name: string; readonly what: string }>
> = {
  'power-off': {
    name: 'Power it off; the new server takes its address',
    what: 'The usual way: clients need no change.',
  },
  isolate: {
    name: 'Take it off the network; the new server takes its address',
    what: 'A person disconnects the network card of the old virtual machine, which runs on without a network.',
  },
  keep: {
    name: 'Keep it running; the new server keeps its own address',
    what: 'Clients go on with the old server until each of them is pointed to the new one.',
  },
  'power-off-last': {
    name: 'Power it off at the very end; the new server keeps its own address',
    what: 'The old server serves until the new one is proven at its own address.',
  },
};

export const wayWords: Readonly<Record<CutoverWay, string>> = {
  command: 'By this program, with a command',
  hand: 'By hand; this program sends nothing and waits',
};

/** How a person powers off a virtual machine. */
export const powerOffByHand = (name: string): readonly string[] => [
  `In the management page of your virtual machines (vSphere, Hyper-V, Proxmox or another one), find the machine of ${name}, and choose “Shut down guest”, or “Power off” where that is not offered.`,
  'Switch off its automatic start as well, so that it stays off when its host restarts.',
  'This program then waits until nobody answers at its address any more; take the time you need.',
];

/** How a person takes a virtual machine off the network. */
export const isolateByHand = (
  name: string,
  address: string,
  mac: string | undefined,
): readonly string[] => [
  `In the management page of your virtual machines, open the settings of the machine of ${name} (address ${address}${mac === undefined ? '' : `, network card ${mac}`}).`,
  'At its network card, take away “Connected”, and “Connect at power on” too. Where there is no such switch, put the card into a network that leads nowhere.',
  'Leave the machine running. This program then waits until nobody answers at its address any more.',
];

/** What follows where the new server keeps its own address. */
export const keepConsequences = (oldAddress: string, newAddress: string): readonly string[] => [
  `Clients know ${oldAddress}. They go on talking to that address until they are told ${newAddress} or a name that leads there.`,
  'Clients trust the certificate of the old address. The new server has another one: its root certificate has to be distributed again.',
  'Drives encrypted by Enforced Encryption belong to the old address: their users have to decrypt them before, and encrypt them again afterwards.',
  'Deep Packet Inspection and Content Aware Protection stop working on a client until it trusts the new server.',
  'Single Windows agents can be pointed to the new server with EPPSetServer.exe (options -ip, -port and -dept), followed by a restart of the computer.',
  'Two servers that both run may need two licences; ask the vendor.',
];

/** The settings that a person types at a console, each as its own line to copy. */
export const handValues = (
  network: Network,
): readonly { readonly name: string; readonly value: string }[] => [
  { name: 'IP address', value: network.address },
  { name: 'Network prefix', value: `/${network.prefix}` },
  ...(dottedMask(network) === undefined
    ? []
    : [{ name: 'Netmask', value: dottedMask(network) ?? '' }]),
  { name: 'Gateway', value: network.gateway },
  ...[0, 1].map((at) => ({
    name: at === 0 ? 'First DNS server' : 'Second DNS server',
    value: network.dns[at] ?? network.dns[0] ?? '',
  })),
];

export const moveByHand = {
  how: 'At the console of the new server’s virtual machine (not over SSH, which cuts itself off), open the network settings and enter exactly these values.',
  values: 'Enter exactly these values:',
  dns: 'Some versions save the network settings only where both DNS fields are filled in: where there is one DNS server, enter it twice.',
  waitsForCertificate:
    'This page goes on by itself as soon as the new server answers at the old address with its own certificate.',
  waits:
    'This page goes on by itself as soon as the new server answers at the old address with its own host key.',
} as const;

/** How the safety net of a move by command works. */
export const revertWords = (seconds: number): string =>
  `If this program cannot confirm the move within ${seconds} seconds, because it was ended or cannot get there, the new server goes back to its own address by itself.`;

export const noSwitchWords =
  'This server has no command that goes back by itself. If the new address does not work, it has to be set right at its console. You can also move the address by hand there now.';

const lineWords: Readonly<Record<SilenceLine, string>> = {
  icmp: 'Ping (ICMP)',
  ssh: 'SSH port',
  web: 'Web port',
  arp: 'Network card (ARP), from this computer',
  fromTarget: 'As the new server sees it',
};

const notMeasuredWords: Readonly<Record<NotMeasured, string>> = {
  'no-program': 'this computer has no program for it',
  'not-allowed': 'it is not allowed on this computer',
  unclear: 'what the system said was not clear',
  'behind-jump-host': 'the server is behind a jump host',
  'behind-router': 'the server is behind a router',
  'this-computer': 'the address is one of this computer',
  'old-entry': 'the table may still show what was before',
  'never-answered': 'it did not answer while the server was on either',
  'no-command': 'the new server has no command for it',
  'no-port': 'the practice server has no web pages',
};

const quietWords = ({ state, reason }: Quiet): string =>
  state === 'not-measured'
    ? `not measured: ${notMeasuredWords[reason ?? 'unclear']}`
    : { quiet: 'no answer', answers: 'answers' }[state];

/** The lines of a proof of silence, as far as they were written down. */
export const silenceRows = (silence: Silence): readonly (readonly [string, string])[] =>
  silenceLines.flatMap((line) => {
    const seen = silence[line];
    return seen ? [[lineWords[line], quietWords(seen)] as const] : [];
  });

export const knownHostsWords = {
  title: 'For other administrators',
  why: (address: string) =>
    `At ${address} there is another machine now, with another host key. On each computer from which somebody logs in there, these commands put the new key in the place of the old one.`,
  compare: (fingerprint: string) =>
    `Before the last one, compare: the third has to print ${fingerprint}.`,
} as const;
