import * as z from 'zod';
import { type FailureCode, fail, failureExit } from '../../../shared/failure';

/** What every appliance has to be able to do, with the values that each operation has for its command. */
const requiredValues = {
  identity: [],
  network: [],
  disk: [],
  counts: [],
  prepareBackup: ['name', 'description'],
  startBackup: ['id'],
  backups: [],
  backup: ['id'],
  deleteBackup: ['id'],
  importBackup: ['file', 'request', 'key'],
  restoreJob: [],
  hash: ['file'],
  setAddress: ['address', 'prefix', 'gateway', 'dns'],
  powerOff: [],
} as const satisfies Record<string, readonly string[]>;

/** What is good to know before a migration; a profile may lack any of it. */
const optionalValues = {
  machine: [],
  database: [],
  services: [],
  patches: [],
  licence: [],
  clients: [],
  clientsSeen: ['since'],
  enableClients: [],
  disableClients: [],
  certificate: [],
  archives: [],
  logs: ['since'],
  setAddressForNow: ['address', 'prefix', 'gateway', 'dns', 'seconds'],
  confirmAddress: [],
  neighbour: ['address'],
} as const satisfies Record<string, readonly string[]>;

/** What the program can ask an appliance to do, with the values that each operation has for its command. */
export const operationValues = { ...requiredValues, ...optionalValues };
export type OperationName = keyof typeof operationValues;

/** Values that go on standard input or nowhere. */
export const secretValues: ReadonlySet<string> = new Set(['key']);

const failureCode = z.custom<FailureCode>(
  (value) => typeof value === 'string' && Object.hasOwn(failureExit, value),
  'a failure code of this program',
);
/** From an appliance's word for what went wrong to ours; words that are not here are `appliance.command-failed`. */
const failures = z.record(z.string().regex(/^[a-z-]{1,40}$/), failureCode);

const words = z.array(z.string().min(1).max(200)).min(1).max(30);
const timeoutSeconds = z.int().min(1).max(3600);

const operationSchema = z.strictObject({
  /** The command, word by word; `{name}` stands for a value, which is quoted. */
  words,
  /** Written to standard input, which is the only place for a secret. */
  stdin: z.string().max(200).optional(),
  reads: z.enum(['json', 'json-lines', 'none']),
  changes: z.boolean(),
  /** The answer holds a secret, so nothing of it may appear in a failure. */
  secretAnswer: z.boolean().default(false),
  timeoutSeconds,
  /** More bytes than this are no answer; absent: 1 MiB. */
  answerBytesMax: z.int().min(1).max(67_108_864).optional(),
  failures: failures.default({}),
});
export type Operation = z.infer<typeof operationSchema>;

/** Says `{word}` on a line of its own where a login has a shell. */
const shellProbe = z.strictObject({ words, timeoutSeconds });
export type ShellProbe = z.infer<typeof shellProbe>;

/** Finds out whether a login may do everything. */
const privilegeProbe = z.strictObject({
  /** Says the number of the user. */
  words,
  /** What goes before every command where that number is not root's. */
  sudo: words,
  /** A command that does nothing, to try that with. */
  harmless: words,
  timeoutSeconds,
});
export type PrivilegeProbe = z.infer<typeof privilegeProbe>;

const namesOf = <Name extends string>(values: Readonly<Record<Name, unknown>>): readonly Name[] =>
  Object.keys(values) as Name[];

/** The same schema under each of these names. */
const each = <Name extends string, Schema extends z.ZodType>(
  names: readonly Name[],
  schema: Schema,
): Record<Name, Schema> =>
  Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, Schema>;

/** `resources/profiles/*.json`: what is known of a kind of appliance, as data. */
const profileSchema = z
  .strictObject({
    name: z.string().min(1).max(80),
    /** What `identity` has to answer as product. */
    product: z.string().min(1).max(200),
    /** The appliance's words for its exit codes. */
    exits: z.record(z.string().regex(/^\d{1,3}$/), z.string().max(40)),
    failures,
    /** What a login is asked before anything else; what is absent is not asked. None of it changes anything. */
    probes: z
      .strictObject({ shell: shellProbe.optional(), privilege: privilegeProbe.optional() })
      .default({}),
    operations: z.strictObject({
      ...each(namesOf(requiredValues), operationSchema),
      ...each(namesOf(optionalValues), operationSchema.optional()),
    }),
  })
  .superRefine((profile, context) => {
    const { shell, privilege } = profile.probes;
    if (shell && placeholders(shell.words.join(' ')).join() !== 'word') {
      const message = 'it says {word}, once, and no other value';
      context.addIssue({ code: 'custom', path: ['probes', 'shell'], message });
    }
    const { words = [], sudo = [], harmless = [] } = privilege ?? {};
    if ([...words, ...sudo, ...harmless].flatMap(placeholders).length > 0) {
      const message = 'there are no values';
      context.addIssue({ code: 'custom', path: ['probes', 'privilege'], message });
    }
    for (const name of namesOf(operationValues)) {
      const { words = [], stdin } = profile.operations[name] ?? {};
      const known: readonly string[] = operationValues[name];
      const complain = (message: string): void =>
        context.addIssue({ code: 'custom', path: ['operations', name], message });
      for (const used of words.flatMap(placeholders)) {
        if (!known.includes(used)) complain(`there is no value {${used}}`);
        if (secretValues.has(used)) complain(`{${used}} may only go on stdin`);
      }
      for (const used of placeholders(stdin ?? '')) {
        if (!known.includes(used)) complain(`there is no value {${used}}`);
      }
    }
  });
export type Profile = z.infer<typeof profileSchema>;

/** The names between braces. */
const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');

/** Checks what claims to be a profile; throws `plan.invalid` with the first fault and where it is. */
export function parseProfile(value: unknown): Profile {
  const parsed = profileSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return fail('plan.invalid', {
    where: `profile ${issue?.path.join('.') ?? ''}`,
    seen: issue?.message ?? 'unreadable',
  });
}
