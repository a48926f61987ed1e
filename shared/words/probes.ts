import { formatBytes, formatDuration } from '../bytes';
import type { FamilyGuess, FamilySign, LearnedOfLinux, LinuxProbe, WebAnswer } from '../probes';

/** What each probe is about. */
export const probeLabels = {
  system: 'System',
  kernel: 'Kernel',
  hostname: 'Host name',
  'machine-id': 'Machine id',
  uptime: 'Runs since',
  clock: 'Clock',
  disk: 'Disks',
  inodes: 'Files',
  memory: 'Memory',
  cores: 'Cores',
  addresses: 'Addresses',
  gateway: 'Gateway',
  'name-servers': 'Name servers',
  ports: 'Open ports',
  services: 'Services',
} as const satisfies Record<LinuxProbe, string>;

/** More names than this are counted, not named. */
const namedMax = 12;

/** What a probe told; undefined where it told nothing that could be shown. */
export function probeWords(probe: LinuxProbe, learned: LearnedOfLinux): string | undefined {
  const { disk, mounted, ports, services, ownAddresses, machine } = learned;
  switch (probe) {
    case 'system':
      return learned.system?.name;
    case 'kernel':
      return learned.kernel;
    case 'hostname':
      return learned.hostname;
    case 'machine-id':
      return learned.machineId;
    case 'uptime':
      return learned.uptimeSeconds === undefined
        ? undefined
        : `${formatDuration(learned.uptimeSeconds * 1000)} ago`;
    case 'clock':
      return clockWords(learned);
    case 'disk':
      return mounted?.map(mountedWords).join('; ');
    case 'inodes':
      return disk?.freeInodes === undefined
        ? undefined
        : `room for ${disk.freeInodes} more of ${disk.inodes ?? '?'}`;
    case 'memory':
      return machine && formatBytes(machine.memoryBytes);
    case 'cores':
      return machine && String(machine.cores);
    case 'addresses':
      return ownAddresses
        ?.map(({ card, address, prefix }) => `${address}/${prefix} (${card})`)
        .join(', ');
    case 'gateway':
      return learned.gateway ?? 'none';
    case 'name-servers':
      return learned.dns?.join(', ');
    case 'ports':
      return ports && portWords(ports);
    case 'services':
      return services && servicesWords(services);
  }
}

const mountedWords = ({
  mount,
  freeBytes,
  sizeBytes,
}: NonNullable<LearnedOfLinux['mounted']>[number]) =>
  `${mount} ${formatBytes(freeBytes)} free of ${formatBytes(sizeBytes)}`;

/** Smaller differences are the time that asking takes, in seconds. */
const sameClock = 2;

function clockWords({ clockAheadSeconds: ahead, zone }: LearnedOfLinux): string | undefined {
  if (ahead === undefined) return undefined;
  const span = formatDuration(Math.abs(ahead) * 1000);
  const words =
    Math.abs(ahead) < sameClock
      ? 'the same as on this computer'
      : `${span} ${ahead > 0 ? 'ahead of' : 'behind'} this computer`;
  return zone === undefined ? words : `${words}, zone ${zone}`;
}

function portWords(ports: NonNullable<LearnedOfLinux['ports']>): string {
  const outside = ports.filter((each) => each.outside).map(({ port }) => port);
  const inside = ports.length - outside.length;
  const more = inside === 0 ? '' : `; ${inside} more for the server itself`;
  return `${outside.join(', ') || 'none'}${more}`;
}

function servicesWords(services: NonNullable<LearnedOfLinux['services']>): string {
  const running = services.filter((each) => each.running).map(({ name }) => name);
  const named = running.slice(0, namedMax).join(', ');
  const more = running.length > namedMax ? ` and ${running.length - namedMax} more` : '';
  return `${running.length} of ${services.length} run${named === '' ? '' : `: ${named}${more}`}`;
}

/** What a sign of the family says. */
export function signWords({ sign, seen }: FamilySign): string {
  switch (sign) {
    case 'version':
      return `The version is ${seen}.`;
    case 'internal-address':
      return `It has the internal address ${seen}, as servers up to 5.9.4.2 have.`;
    case 'no-internal-address':
      return 'It has no internal address 111.33.33.111, which servers up to 5.9.4.2 have.';
    case 'system':
      return `It runs on ${seen}.`;
    case 'php56':
      return `It has the service ${seen}, which 5.9.x has.`;
    case 'crate':
      return `It has the service ${seen}, which 2608 has.`;
  }
}

/** What the guess comes to. */
export function guessWords({ family, familyName, possible }: FamilyGuess): string {
  if (family !== 'unknown') return `${familyName}, if it is an Endpoint Protector server at all`;
  if (possible.length === 2) return `Not told apart: ${possible.join(' or ')}`;
  return 'Not known';
}

/** Why a redirect was not followed. */
export const notFollowedWords = {
  'other-host': 'not followed, for it leads to another host or port',
  'not-https': 'not followed, for it does not lead to HTTPS',
  unreadable: 'not followed, for it is no usable address',
  'too-many': 'not followed, for there were too many',
} as const satisfies Record<NonNullable<WebAnswer['notFollowed']>, string>;
