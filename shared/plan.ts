import * as z from 'zod';
import { cutoverSchema } from './cutover';
import { fail } from './failure';
import { type HandOperation, handOperations, ways } from './hand-work';
import { routeWishSchema } from './route';
import { untilIds } from './steps';
import { planFaults } from './words/plan';

const host = z
  .string()
  .min(1)
  .max(253)
  .regex(
    /^[A-Za-z0-9_.:%-]+$/,
    'a host name or an IP address alone, without user, brackets or spaces',
  );

const path = z.string().min(1).max(4096);

/** How to log in to one server. Secrets are no part of it. */
const serverShape = {
  host,
  port: z.int().min(1).max(65_535).default(22),
  user: z.string().min(1).max(64),
  /** Paths of private key files on this computer, tried in this order. */
  identityFiles: z.array(path).max(10).optional(),
  /** Which SSH agent is asked for keys: absent, the one of the system; `false`, none; else the path of its socket or pipe. */
  agent: z.union([z.literal(false), path]).optional(),
  /** Only this key of the agent is offered. */
  agentKey: z
    .string()
    .regex(/^SHA256:[A-Za-z0-9+/]{43}$/)
    .optional(),
  /** Of the agent's keys only those are offered that are in `identityFiles`. */
  identitiesOnly: z.boolean().optional(),
  /** A person allowed algorithms that are known to be weak, for this server alone. */
  legacy: z.boolean().optional(),
} as const;

const serverSchema = z.strictObject(serverShape);
/** One server to log in to. */
export type ServerLogin = z.infer<typeof serverSchema>;

/** How to reach one appliance. */
export const endpointSchema = z.strictObject({
  ...serverShape,
  /** Where it serves HTTPS; absent: 443. */
  webPort: z.int().min(1).max(65_535).optional(),
  /** How it can be reached; `web`: nobody logs in over SSH, `user` is then the administrator of its web console. Absent: `ssh`. */
  access: z.enum(['ssh', 'web']).optional(),
  /** Which operation goes which way; what is left out is decided by what there is a command for. */
  ways: z.partialRecord(z.enum(handOperations), z.enum(ways)).optional(),
  /** Which commands it has: the name of a profile, or the path of a file with one. Absent: the profile that comes with the program. */
  profile: z.string().min(1).max(4096).optional(),
  /** Jump hosts on the way, the one that this computer reaches first. */
  via: z.array(serverSchema).max(4).optional(),
});
export type Endpoint = z.infer<typeof endpointSchema>;

/** The port on which it serves HTTPS. */
export const webPortOf = ({ webPort = 443 }: Pick<Endpoint, 'webPort'>): number => webPort;

/** Bytes a second over the network while a file is moved: at least 10 kB, below which servers take it for silence. */
export const bytesPerSecondSchema = z.int().min(10_000).max(100_000_000_000);

/** After how many of the old server's computers, as a share, and after how many minutes the wait for them is over. */
export const clientsSchema = z.strictObject({
  share: z.number().min(0).max(1).optional(),
  minutes: z.int().min(1).max(10_080).optional(),
});

/** What a plan says of that, or what is usual: 95 of 100 within an hour. */
export const clientsWaited = ({
  clients: { share = 0.95, minutes = 60 } = {},
}: Pick<Plan, 'clients'>): { readonly share: number; readonly minutes: number } => ({
  share,
  minutes,
});

/** What shall be done: everything that a migration is made from. */
export const planSchema = z.strictObject({
  source: endpointSchema,
  target: endpointSchema,
  /** After this phase, or once the restore is validated, the run stops by itself; resuming goes on to the end. */
  until: z.enum(untilIds).default('done'),
  /** Where the key for the restore comes from: asked of a person, who takes it from where it was saved, or kept in memory since then. Absent: `kit`. */
  keyAtRestore: z.enum(['kit', 'memory']).optional(),
  /** The most that is taken of the network while files are moved; a person may change it meanwhile. Absent: as fast as it goes. */
  bytesPerSecond: bytesPerSecondSchema.optional(),
  /** How long it is waited for the clients once the new server has the address; absent: the defaults of `clientsWaited`. */
  clients: clientsSchema.optional(),
  /** How the backup shall travel; what is left out is decided by rule. */
  route: routeWishSchema.optional(),
  /** What becomes of the old server and of its address. */
  cutover: cutoverSchema.optional(),
  /** For how many days after the end the old server's virtual machine is kept; absent: `usualKeepDays`. */
  keepSourceDays: z.int().min(1).max(3650).optional(),
  /** Whether the new server makes a System Backup before the old one is given up, with a key and a kit of its own. Absent: `skip`. */
  firstBackup: z.enum(['before-cutover', 'skip']).optional(),
  /** Folder of the practice pair that this plan is for; absent for real appliances. */
  practice: z.string().max(4096).optional(),
});
export type Plan = z.infer<typeof planSchema>;

/** Checks anything that claims to be a plan; throws `plan.invalid` with the first fault and where it is. */
export function parsePlan(value: unknown): Plan {
  const parsed = planSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    fail('plan.invalid', {
      where: issue?.path.join('.') || 'plan',
      seen: issue?.message ?? 'unreadable',
    });
  }
  if (sameEndpoint(parsed.data.source, parsed.data.target)) {
    fail('plan.invalid', {
      where: 'target',
      seen: 'the old and the new server have the same address',
    });
  }
  for (const side of ['source', 'target'] as const) {
    const operation = commandWithoutLogin(parsed.data[side]);
    if (operation !== undefined)
      fail('plan.invalid', { where: `${side}.ways.${operation}`, seen: planFaults.noCommand });
  }
  return parsed.data;
}

/** An operation that shall go by command where nobody logs in, or undefined. */
export const commandWithoutLogin = ({
  access,
  ways: wished = {},
}: Pick<Endpoint, 'access' | 'ways'>): HandOperation | undefined =>
  access === 'web' ? handOperations.find((each) => wished[each] === 'command') : undefined;

const sameEndpoint = (a: Endpoint, b: Endpoint): boolean => route(a).join() === route(b).join();

/** Addresses of the servers on the way, the appliance last. */
const route = (endpoint: Endpoint): readonly string[] =>
  [...(endpoint.via ?? []), { host: endpoint.host, port: portOf(endpoint) }].map((server) =>
    formatAddress(server).toLowerCase(),
  );

/** The port at which it is reached: that of its web pages where nobody logs in over SSH. */
export const portOf = (endpoint: Pick<Endpoint, 'access' | 'port' | 'webPort'>): number =>
  endpoint.access === 'web' ? webPortOf(endpoint) : endpoint.port;

/** The address of a server of a plan, by the port at which it is reached. */
export const serverAddress = (endpoint: Endpoint): string =>
  formatAddress({ host: endpoint.host, port: portOf(endpoint) });

/** `host:port`, with brackets around an IPv6 address. */
export const formatAddress = (endpoint: {
  readonly host: string;
  readonly port: number;
}): string =>
  endpoint.host.includes(':')
    ? `[${endpoint.host}]:${endpoint.port}`
    : `${endpoint.host}:${endpoint.port}`;

/**
 * What a server on the way is known by: private addresses are the same in many networks, so behind a jump host the address of that
 * counts as well. `hop` counts from 1; absent for the appliance itself.
 */
export function nameOnWay(
  {
    host,
    port,
    hop,
  }: { readonly host: string; readonly port: number; readonly hop?: number | undefined },
  { via = [] }: Pick<Endpoint, 'via'>,
): string {
  const before = via[(hop ?? via.length + 1) - 2];
  const address = formatAddress({ host, port });
  return before ? `${address} via ${formatAddress(before)}` : address;
}

/** Reads `user@host`, `user@host:port`, `user@[::1]:port`; undefined where it is none of them. */
export function parseEndpoint(text: string): Endpoint | undefined {
  const match = /^([^@\s:]+)@(?:\[([^\]\s]+)\]|([^:\s]+))(?::(\d{1,5}))?$/.exec(text);
  if (!match) return undefined;
  const parsed = endpointSchema.safeParse({
    user: match[1],
    host: match[2] ?? match[3],
    ...(match[4] === undefined ? {} : { port: Number(match[4]) }),
  });
  return parsed.success ? parsed.data : undefined;
}
