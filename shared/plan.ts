import * as z from 'zod';
import { fail } from './failure';
import { phaseIds } from './steps';

const host = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9_.:%-]+$/, 'a host name or an IP address without brackets or spaces');

/** How to reach one appliance. Secrets are no part of it. */
export const endpointSchema = z.strictObject({
  host,
  port: z.int().min(1).max(65_535).default(22),
  user: z.string().min(1).max(64),
  /** Path of a private key file on this computer; without it the program asks for a password. */
  identityFile: z.string().min(1).max(4096).optional(),
});
export type Endpoint = z.infer<typeof endpointSchema>;

/** What shall be done: everything that a migration is made from. */
export const planSchema = z.strictObject({
  source: endpointSchema,
  target: endpointSchema,
  /** After this phase the run stops by itself; resuming goes on to the end. */
  until: z.enum(phaseIds).default('done'),
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
  return parsed.data;
}

const sameEndpoint = (a: Endpoint, b: Endpoint): boolean =>
  a.host.toLowerCase() === b.host.toLowerCase() && a.port === b.port;

/** `host:port`, with brackets around an IPv6 address. */
export const formatAddress = (endpoint: {
  readonly host: string;
  readonly port: number;
}): string =>
  endpoint.host.includes(':')
    ? `[${endpoint.host}]:${endpoint.port}`
    : `${endpoint.host}:${endpoint.port}`;

/** Reads `user@host`, `user@host:port`, `user@[::1]:port`; undefined where it is none of them. */
export function parseEndpoint(text: string): Endpoint | undefined {
  const match = /^([^@\s]+)@(?:\[([^\]\s]+)\]|([^:\s]+))(?::(\d{1,5}))?$/.exec(text);
  if (!match) return undefined;
  const parsed = endpointSchema.safeParse({
    user: match[1],
    host: match[2] ?? match[3],
    ...(match[4] === undefined ? {} : { port: Number(match[4]) }),
  });
  return parsed.success ? parsed.data : undefined;
}
