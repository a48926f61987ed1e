import * as z from 'zod';
import { confidenceIds, versionRanges } from '../../../shared/compatibility';
import { fail } from '../../../shared/failure';
import { consoleMeanings } from '../../../shared/guide';
import { handOperations } from '../../../shared/hand-work';
import { placeholderNames, placeholdersIn } from './placeholders';

/** `resources/families/*.json`: what is publicly known of a family of appliances, as data. */

const known = `{${placeholderNames.join('}, {')}}`;
const withPlaceholders = (max: number) =>
  z
    .string()
    .min(3)
    .max(max)
    .refine((text) => placeholdersIn(text) !== undefined, `the only values are ${known}`);

const sourced = {
  source: z.string().min(10).max(200).meta({
    description: 'The document that says so, by its plain title; both where two disagree.',
  }),
  confidence: z.enum(confidenceIds).meta({
    description:
      'high: stated outright by the vendor; medium: indirectly, of another release, or contradicted; low: our inference.',
  }),
};

const step = z.strictObject({
  text: withPlaceholders(500).meta({
    description: `One thing to do or to expect, in the appliance’s own words; may hold ${known}.`,
  }),
  copy: withPlaceholders(300)
    .optional()
    .meta({ description: 'What has to be typed or pasted there exactly; never a secret.' }),
  ...sourced,
});

const operationGuide = z.strictObject({
  place: z.string().min(3).max(200).meta({
    description: 'Where in the appliance, e.g. “System Maintenance > System Backup v2”.',
  }),
  steps: z.array(step).min(1).max(12),
  expects: z.array(step).max(8).default([]),
  minutes: z
    .strictObject({ from: z.int().min(0), to: z.int().min(1).max(600), ...sourced })
    .refine(({ from, to }) => from <= to, 'it ends before it begins')
    .optional()
    .meta({ description: 'How long it usually takes; absent where nobody says.' }),
});
export type OperationGuide = z.infer<typeof operationGuide>;

const operation = z.enum(handOperations);

const bug = z.strictObject({
  operations: z.array(operation).min(1),
  versions: versionRanges
    .optional()
    .meta({ description: 'Only versions of these ranges have it; absent: all of the family may.' }),
  symptom: z.string().min(10).max(300),
  advice: z.string().min(10).max(500),
  ...sourced,
});

const phrase = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9 ,./()-]{0,58}[a-z0-9.)])?$/)
  .meta({ description: 'Whole words in lower case, one blank between them.' });

const pattern = z.strictObject({
  meaning: z.enum(consoleMeanings),
  phrases: z.array(phrase).min(1).max(4).meta({
    description:
      'All of them have to be there in this order, each at most 200 characters after the one before. Case and the amount of blanks do not matter.',
  }),
  ...sourced,
});

/** The form of a file; `operations` that are absent are those of the family `unknown`, which holds what all have in common. */
export const familySchema = z.strictObject({
  $schema: z.string().optional(),
  family: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  name: z.string().min(3).max(80),
  covers: versionRanges.optional().meta({
    description: 'The versions that belong to it; absent: those that no other family covers.',
  }),
  about: z
    .array(step)
    .min(1)
    .max(20)
    .meta({ description: 'What is known of the family as a whole.' }),
  operations: z.partialRecord(operation, operationGuide),
  bugs: z.array(bug).max(40),
  patterns: z.array(pattern).max(60).meta({
    description: 'What pages of its console say: advice, never proof.',
  }),
});
export type Family = z.infer<typeof familySchema>;

/** Checks what claims to be a family; throws `rules.invalid` with the first fault and where it is. */
export function checkFamily(value: unknown, file: string): Family {
  const parsed = familySchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') ?? '';
  return fail('rules.invalid', { file, where, seen: issue?.message ?? 'unreadable' });
}

/** The same form as a JSON schema; `resources/schemas/family.schema.json` is kept like it. */
export const familyJsonSchema = (): unknown => ({
  title: 'What is publicly known of a family of Endpoint Protector servers',
  ...z.toJSONSchema(familySchema, { io: 'input' }),
});
