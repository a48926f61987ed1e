// Long because: the whole of a plan file stands in one schema.

import * as z from 'zod';
import { fail } from './failure';
import { type FindingId, findingIds, findingKey } from './finding';
import { findingHosts } from './finding-hosts';
import { findingRules } from './finding-rules';
import { kitLanguageSchema, kitPaperSchema } from './kit';
import { commandWithoutLogin, endpointSchema, formatAddress, planSchema } from './plan';
import { findPlanSecret } from './plan-secrets';
import {
  notLookedAtWords,
  oneOfWords,
  otherFormWords,
  planFaults,
  unknownMembersWords,
} from './words/plan';

/** A plan as people write and keep it, `plan.json`: what a migration is made from, and what is answered before it starts. */

/** The form of plan files that this program reads. */
export const planFileVersion = 1;

const { via: _, webPort, access, ways, port, user, ...login } = endpointSchema.shape;

/** A server; what is left out comes from ~/.ssh/config, where `host` may be a name of it. */
const serverSchema = z.strictObject({
  ...login,
  host: login.host.refine((text) => !/^[^:]+:\d+$/.test(text), planFaults.portInHost),
  port: port.unwrap().optional(),
  user: user.optional(),
});
export type PlanServer = z.infer<typeof serverSchema>;

const applianceSchema = z.strictObject({
  ...serverSchema.shape,
  webPort,
  /** “web”: nobody logs in over SSH; a person does everything in its web console, and it is known by its certificate. */
  access,
  /** Which operation goes which way, where it is another than usual. */
  ways,
  /** Jump hosts on the way, the one that this computer reaches first; in place of those of ~/.ssh/config. */
  via: z.array(serverSchema).max(4).optional(),
});
export type PlanAppliance = z.infer<typeof applianceSchema>;

/** Where a secret comes from; never the secret. */
const secretSource = z.union(
  [
    z.strictObject({ env: z.string().regex(/^[A-Z_][A-Z0-9_]{0,99}$/, planFaults.variable) }),
    z.strictObject({ fd: z.int(planFaults.descriptor).min(3, planFaults.descriptor).max(255) }),
    z.strictObject({ stdin: z.literal(true) }),
    z.strictObject({ prompt: z.literal(true) }),
  ],
  { error: planFaults.secretSource },
);
export type SecretSource = z.infer<typeof secretSource>;

/** Several from one descriptor or from stdin are lines of it, in this order. */
const secretsSchema = z.strictObject({
  sourcePassword: secretSource.optional(),
  targetPassword: secretSource.optional(),
  jumpPassword: secretSource.optional(),
  passphrase: secretSource.optional(),
});
export type PlanSecrets = z.infer<typeof secretsSchema>;
export type PlanSecretName = keyof PlanSecrets;
export const planSecretNames = Object.keys(secretsSchema.shape) as readonly PlanSecretName[];

const fingerprints = z
  .array(
    z
      .string()
      .regex(
        /^(?:SHA256:[A-Za-z0-9+/]{43}=?|(?:MD5:)?(?:[0-9A-Fa-f]{2}:){15}[0-9A-Fa-f]{2})$/,
        'it has to be the fingerprint alone: SHA256: and 43 characters, or MD5: and 16 pairs, a part of what ssh-keygen -l prints',
      ),
  )
  .max(20)
  .optional();
const name = z.string().min(1).max(253);
const names = z.array(name).max(20).optional();
const finding = {
  id: z.enum(findingIds),
  on: z.enum(['source', 'target', 'workstation', 'both']),
} as const;

/** Answers known before the start. The file of `--answers` holds the same. */
export const planAnswersSchema = z.strictObject({
  /** Who makes the statements and waivers. */
  by: z.string().min(1).max(100).optional(),
  /** Where the recovery kit is written. */
  kit: z.string().min(1).max(4096).optional(),
  /** Where the recovery kit of the new server's first backup is written. */
  newKit: z.string().min(1).max(4096).optional(),
  kitLanguage: kitLanguageSchema.optional(),
  kitPaper: kitPaperSchema.optional(),
  /** The new server's name, which allows to replace everything on it. */
  overwrite: name.optional(),
  /** The old server's name, which allows to power it off. */
  powerOff: name.optional(),
  moveAddress: z.boolean().optional(),
  /** Whether to cut over in spite of what has changed since the backup. */
  acceptDrift: z.boolean().optional(),
  /** The old server's name, which says that a person takes it off the network. */
  isolate: name.optional(),
  keepAddress: z.boolean().optional(),
  /** Goes on where computers have not come back in time. */
  acceptMissing: z.boolean().optional(),
  /** How it is where a check cannot measure it. */
  statements: z
    .array(
      z.strictObject({ ...finding, holds: z.boolean(), note: z.string().max(500).default('') }),
    )
    .max(100)
    .optional(),
  /** Why somebody goes on in spite of a finding. */
  waivers: z
    .array(z.strictObject({ ...finding, reason: z.string().min(3).max(500) }))
    .max(100)
    .optional(),
});
export type PlanAnswers = z.infer<typeof planAnswersSchema>;

const version = z
  .string()
  .regex(/^\d{1,4}(?:\.\d{1,4}){0,3}$/, 'a version such as 5.2.0.6 or 2604.0.1.0');

export const planFileSchema = z.strictObject({
  $schema: z.string().max(500).optional(),
  /** Version of this form. */
  plan: z.literal(planFileVersion),
  title: z.string().max(200).optional(),
  source: applianceSchema,
  target: applianceSchema,
  until: planSchema.shape.until.unwrap().optional(),
  /** Where the key for the restore comes from: from the recovery kit, which is tested by that, or from memory since it was saved. */
  keyAtRestore: planSchema.shape.keyAtRestore,
  bytesPerSecond: planSchema.shape.bytesPerSecond,
  /** Whether the new server makes a System Backup of its own before the old one is given up. Absent: where `newKit` says where its recovery kit goes. */
  firstBackup: planSchema.shape.firstBackup,
  route: planSchema.shape.route,
  cutover: planSchema.shape.cutover,
  /** How long it is waited for the clients: until this share of them is back, at most so many minutes. */
  clients: planSchema.shape.clients,
  /** For how many days after the end the old server is to be kept, switched off; 90 where this is left out. */
  keepSourceDays: planSchema.shape.keepSourceDays,
  secrets: secretsSchema.optional(),
  /** Host keys as read on the servers' own consoles. */
  acceptKeys: z
    .strictObject({ source: fingerprints, target: fingerprints, jump: fingerprints })
    .optional(),
  /** Names of servers whose changed key is accepted. */
  replaceKeys: z.strictObject({ source: names, target: names }).optional(),
  answers: planAnswersSchema.optional(),
  /** What the servers have to be; practice servers are made like that. */
  expect: z
    .strictObject({ sourceVersion: version.optional(), targetVersion: version.optional() })
    .optional(),
});
export type PlanFile = z.infer<typeof planFileSchema>;

/** Checks anything that claims to be a plan file; throws `plan.invalid` with the first fault and where it is. `file` is its name for people. */
export function parsePlanFile(value: unknown, file: string): PlanFile {
  const refuse = refuserOf(file);
  refuseSecrets(value, refuse);
  refuseOtherForms(value, refuse);
  const plan = parse(planFileSchema, value, refuse);
  if (routeOf(plan.source) === routeOf(plan.target)) refuse(['target'], planFaults.sameServers);
  for (const side of ['source', 'target'] as const) {
    const operation = commandWithoutLogin(plan[side]);
    if (operation !== undefined) refuse([side, 'ways', operation], planFaults.noCommand);
  }
  if (plan.answers) judgeAnswers(plan.answers, ['answers'], refuse);
  return plan;
}

/** Checks anything that claims to be a file of answers; as `parsePlanFile`. */
export function parsePlanAnswers(value: unknown, file: string): PlanAnswers {
  const refuse = refuserOf(file);
  refuseSecrets(value, refuse);
  const answers = parse(planAnswersSchema, value, refuse);
  judgeAnswers(answers, [], refuse);
  return answers;
}

/** The JSON Schema of plan files, for editors; `resources/plans/plan.schema.json` is kept like it. */
export const planJsonSchema = (): unknown => ({
  title: 'Plan of an EPP migration',
  ...z.toJSONSchema(planFileSchema, { io: 'input' }),
});

type Path = readonly PropertyKey[];
type Refuse = (path: Path, seen: string) => never;

const refuserOf =
  (file: string): Refuse =>
  (path, seen) =>
    fail('plan.invalid', {
      where: [file, path.map(String).join('.')].filter(Boolean).join(', '),
      seen,
    });

function refuseSecrets(value: unknown, refuse: Refuse): void {
  const secret = findPlanSecret(value);
  if (secret) refuse(secret.path, secret.seen);
}

function refuseOtherForms(value: unknown, refuse: Refuse): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const seen = 'plan' in value ? value.plan : undefined;
  if (seen === undefined) refuse(['plan'], planFaults.noVersion);
  if (typeof seen === 'number' && seen !== planFileVersion)
    refuse(['plan'], otherFormWords(seen, planFileVersion));
}

function parse<Value>(schema: z.ZodType<Value>, value: unknown, refuse: Refuse): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return refuse(issue?.path ?? [], issue ? issueWords(issue) : 'it cannot be read');
}

/** What is wrong, without the value that is wrong. */
function issueWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownMembersWords(issue.keys.map((key) => key.slice(0, 40)));
    case 'invalid_value':
      return oneOfWords(issue.values.map(String));
    case 'invalid_type':
      return / undefined$/.test(issue.message)
        ? planFaults.missing
        : issue.message.replace(/^Invalid input: /, '');
    case 'invalid_union':
      return issue.message === 'Invalid input' ? 'that does not belong here' : issue.message;
    default:
      return issue.message;
  }
}

/** Addresses on the way as they are written; what ~/.ssh/config makes of them is judged when it is read. */
const routeOf = ({ via = [], ...server }: PlanAppliance): string =>
  [...via, server]
    .map((each) => formatAddress({ host: each.host.toLowerCase(), port: portIn(each) }))
    .join();

const portIn = (server: PlanServer & Partial<PlanAppliance>): number =>
  server.access === 'web' ? (server.webPort ?? 443) : (server.port ?? 22);

function judgeAnswers(answers: PlanAnswers, path: Path, refuse: Refuse): void {
  const { by, statements = [], waivers = [] } = answers;
  if (statements.length + waivers.length > 0 && by === undefined) refuse(path, planFaults.noName);
  const rule = (id: FindingId) => findingRules[id];
  for (const list of ['statements', 'waivers'] as const) {
    for (const [index, { id, on }] of (answers[list] ?? []).entries()) {
      const hosts = findingHosts[id];
      if (!hosts.includes(on))
        refuse([...path, list, index, 'on'], notLookedAtWords(id, on, hosts));
    }
  }
  for (const [index, { id, holds, note }] of statements.entries()) {
    if (holds && rule(id).note !== 'none' && note.trim() === '')
      refuse([...path, 'statements', index, 'note'], planFaults.needsNote);
  }
  for (const [index, { id }] of waivers.entries()) {
    if (!rule(id).waivable)
      refuse([...path, 'waivers', index, 'id'], `${id}: ${planFaults.notWaivable}`);
  }
  for (const list of ['statements', 'waivers'] as const) {
    const keys = (answers[list] ?? []).map(findingKey);
    const twice = keys.findIndex((key, index) => keys.indexOf(key) < index);
    if (twice >= 0) refuse([...path, list, twice], planFaults.twice);
  }
}
