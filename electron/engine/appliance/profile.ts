import * as z from 'zod';
import { fail } from '../../../shared/failure';
import type { ProfileFault } from '../../../shared/profile-fault';
import { type OperationName, operationNames } from './operations';
import { profileFaultsOf } from './profile-faults';
import {
  errors,
  failures,
  type Operation,
  privilegeProbe,
  schemaOf,
  shellProbe,
} from './profile-parts';
import { lookOver } from './profile-rules';

/** The form of profiles that this program reads. */
export const profileForm = 1;

const needed: OperationName = 'identity';
type Operations = Readonly<Partial<Record<OperationName, Operation>>> & {
  readonly identity: Operation;
};

const operationsSchema = z
  .strictObject(
    Object.fromEntries(
      operationNames.map((name) => [
        name,
        name === needed ? schemaOf(name) : schemaOf(name).optional(),
      ]),
    ),
  )
  .describe(
    'What the appliance can be asked, by the program’s own names. What is left out is done by a person. Only identity has to be there.',
  ) as unknown as z.ZodType<Operations>;

/** A profile: what is known of a kind of appliance, as data. */
const profileSchema = z.strictObject({
  $schema: z.string().max(500).optional().describe('Where the JSON Schema of this file is.'),
  profile: z
    .literal(profileForm)
    .default(profileForm)
    .describe('The version of this form; it is 1.'),
  name: z
    .string()
    .min(1)
    .max(80)
    .regex(/^\P{Cc}+$/u)
    .describe('How the profile is called.'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .describe('Written by “profile export”: the hash of all the rest. Leave it out.'),
  product: z
    .string()
    .min(1)
    .max(200)
    .describe('What “identity” has to answer as product; anything else is another kind of server.'),
  exits: z
    .record(z.string().regex(/^\d{1,3}$/), z.string().max(40))
    .default({})
    .describe('A word of your own for each exit code that is not 0, for “failures”.'),
  failures: failures.default({}),
  errors: errors.optional(),
  probes: z
    .strictObject({
      shell: shellProbe
        .optional()
        .describe('Says {word} on a line of its own where a login has a shell, as “echo”.'),
      privilege: privilegeProbe
        .optional()
        .describe('Finds out whether a login may do everything, or everything with sudo.'),
    })
    .default({})
    .describe('What a login is asked before anything else. What is left out is not asked.'),
  operations: operationsSchema,
});
export type Profile = z.infer<typeof profileSchema>;

export type ProfileCheck =
  | { readonly profile: Profile; readonly faults: readonly [] }
  | { readonly profile?: undefined; readonly faults: readonly ProfileFault[] };

/** Checks what claims to be a profile; says every fault that there is, the dangerous ones first. */
export function checkProfile(value: unknown): ProfileCheck {
  const parsed = profileSchema.safeParse(value);
  const faults = [
    ...(parsed.success ? [] : profileFaultsOf(parsed.error.issues, value)),
    ...lookOver(value),
  ];
  if (parsed.success && faults.length === 0) return { profile: parsed.data, faults: [] };
  const rank = ({ kind }: ProfileFault): number => (kind === 'unsafe' ? 0 : 1);
  return { faults: faults.toSorted((a, b) => rank(a) - rank(b)) };
}

/** As `checkProfile`; throws `profile.unsafe` or `profile.invalid` with the first fault, where it is, and how many more there are. */
export function parseProfile(value: unknown, file = ''): Profile {
  const { profile, faults } = checkProfile(value);
  if (profile) return profile;
  const [first] = faults;
  if (!first) return fail('profile.invalid', { where: file, seen: 'unreadable' });
  return fail(first.kind === 'unsafe' ? 'profile.unsafe' : 'profile.invalid', {
    where: [file, first.where].filter(Boolean).join(', '),
    ...{ kind: first.kind, more: faults.length - 1 },
    ...first.facts,
  });
}

/** The JSON Schema of profiles, for editors; `resources/schemas/profile.schema.json` is kept like it. */
export const profileJsonSchema = (): unknown => ({
  title: 'Profile of an appliance: which command does what, and how its answers are read',
  ...z.toJSONSchema(profileSchema, { io: 'input' }),
});
