import * as z from 'zod';
import { type FailureCode, failureExit } from '../../../shared/failure';
import { type OperationFacts, type OperationName, operations, secretValues } from './operations';

const failureCodes = Object.keys(failureExit) as [FailureCode, ...FailureCode[]];
const failureCode = z
  .enum(failureCodes)
  .meta({ id: 'failureCode', description: 'A failure code of this program.' });

/** No line ends, no NUL: a command is one line. */
const oneLine = z
  .string()
  .min(1)
  .regex(/^\P{Cc}+$/u, 'text of one line, without control characters');

export const failures = z.record(z.string().regex(/^[a-z-]{1,40}$/), failureCode).meta({
  id: 'failures',
  description:
    'From the appliance’s word for what went wrong (see “exits”) to a failure code of this program. A word that is not here is appliance.command-failed.',
});

export const words = z.array(oneLine.max(500)).min(1).max(30).meta({
  id: 'words',
  description:
    'The command, word by word. Each word is quoted by the program, so that nothing in it means anything to a shell. {name} stands for a value; a word with a value holds nothing but letters, digits and _@%+=:,./- beside it.',
});

export const timeoutSeconds = z
  .int()
  .min(1)
  .max(3600)
  .meta({ id: 'timeoutSeconds', description: 'After so many seconds the command is given up.' });

export const pattern = oneLine.max(500).meta({
  id: 'pattern',
  description:
    'A regular expression of RE2’s kind with named groups, as (?P<name>…); ^ and $ are the ends of lines. There is no (?=…), (?<=…) or \\1.',
});

/** How an answer that means a failure is known by its text. */
const errorSchema = z.strictObject({
  pattern: pattern.describe(
    'Looked for in what the command wrote, on both outputs, whatever its exit code.',
  ),
  failure: failureCode,
});
export const errors = z.array(errorSchema).max(30).meta({
  id: 'errors',
  description: 'Texts that mean a failure, the first that is found counts.',
});

const scalar = z.union([z.string().max(1000), z.number(), z.boolean()]);

const fieldSchema = z
  .union([
    z
      .string()
      .min(1)
      .max(200)
      .describe('Where it comes from: a member (a.b for one within another), a key, or a group.'),
    z.strictObject({
      from: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .describe(
          'Where it comes from: a member (a.b for one within another), a key, or a group. Absent: its own name.',
        ),
      value: z
        .string()
        .optional()
        .describe('It is a value that the command was given, such as id; never a secret.'),
      constant: z
        .union([scalar, z.array(scalar).max(10)])
        .optional()
        .describe('It is always this; nothing of the answer is used.'),
      words: z
        .record(z.string().max(200), scalar)
        .optional()
        .describe('From the appliance’s words to ours; what is not here stays as it is.'),
      otherwise: scalar.optional().describe('What every word means that is not in “words”.'),
      unit: z
        .enum(['B', 'kB', 'KiB', 'MB', 'MiB', 'GB', 'GiB', 'TB', 'TiB'])
        .optional()
        .describe('The unit of a number of bytes, where the answer does not say it.'),
      zone: z
        .string()
        .regex(/^(?:Z|[+-]\d\d:\d\d)$/)
        .optional()
        .describe('The time zone of a time that has none: Z or +01:00. Absent: Z.'),
    }),
  ])
  .meta({ id: 'field' });
export type FieldRule = z.infer<typeof fieldSchema>;

/** What an operation has to say in a profile. */
const operationShape = {
  words,
  stdin: z.string().max(200).optional().meta({
    id: 'stdin',
    description: 'Written to standard input, which is the only place for a secret such as {key}.',
  }),
  reads: z.enum(['json', 'json-lines', 'key-value', 'regex', 'none']).meta({
    id: 'reads',
    description:
      'How the answer is read. json: one JSON value; for a list an array. json-lines: a JSON object a line. key-value: lines KEY=VALUE, for a list with an empty line between two. regex: by “patterns”. none: not at all.',
  }),
  separator: z.string().min(1).max(10).optional().meta({
    id: 'separator',
    description: 'Of key-value: what stands between key and value. Absent: “=”.',
  }),
  patterns: z.array(pattern).min(1).max(30).optional().meta({
    id: 'patterns',
    description:
      'Of regex: for one answer each is searched in the whole text and all groups are taken together; for a list each line is held against them, the first that fits makes an entry, and a line that fits none is skipped.',
  }),
  changes: z.boolean().meta({
    id: 'changes',
    description: 'Whether it changes anything. What changes something is never run to try it.',
  }),
  secretAnswer: z.boolean().default(false).meta({
    id: 'secretAnswer',
    description: 'The answer holds a secret: nothing of it is shown or written down.',
  }),
  timeoutSeconds,
  silentSeconds: z.int().min(1).max(3600).optional().meta({
    id: 'silentSeconds',
    description: 'Given up where nothing comes for so many seconds.',
  }),
  answerBytesMax: z.int().min(1).max(67_108_864).optional().meta({
    id: 'answerBytesMax',
    description: 'More bytes than this are no answer. Absent: 1 MiB.',
  }),
  okExits: z
    .array(z.int().min(0).max(255))
    .min(1)
    .max(10)
    .optional()
    .meta({ id: 'okExits', description: 'Exit codes that are no failure. Absent: 0 alone.' }),
  failures: failures.default({}),
  errors: errors.optional(),
} as const;

/** An operation of a profile, whichever it is. */
const operationSchema = z.strictObject({
  ...operationShape,
  fields: z.record(z.string(), fieldSchema).optional(),
});
export type Operation = z.infer<typeof operationSchema>;

const fieldWords = (facts: OperationFacts): string =>
  Object.entries(facts.fields)
    .map(([name, { optional, says }]) => `${name}${optional ? '?' : ''} (${says})`)
    .join('; ');

/** What an editor shows for an operation. */
function operationWords(facts: OperationFacts): string {
  const { does, values, answers, fields, changes, needed } = facts;
  const used = values.map((name) => `{${name}}${secretValues.has(name) ? ' (stdin only)' : ''}`);
  return [
    does,
    needed ? 'Needed for a migration by commands.' : 'May be left out.',
    changes ? 'Changes something.' : 'Changes nothing.',
    used.length === 0 ? 'No values.' : `Values: ${used.join(', ')}.`,
    answers === 'nothing'
      ? 'Its answer is not used.'
      : `Gives ${answers === 'list' ? 'a list of' : ''}: ${fieldWords({ ...facts, fields })}.`.replace(
          'Gives : ',
          'Gives: ',
        ),
  ].join(' ');
}

/** The schema of one operation, with its own fields. */
export function schemaOf(name: OperationName): z.ZodType<Operation> {
  const facts: OperationFacts = operations[name];
  const fields = Object.fromEntries(
    Object.entries(facts.fields).map(([field, { says, optional }]) => [
      field,
      fieldSchema.optional().describe(`${says}${optional ? ' (may be left out)' : ''}`),
    ]),
  );
  return z
    .strictObject({
      ...operationShape,
      fields: z
        .strictObject(fields)
        .optional()
        .describe(
          'Where each field of the answer comes from; a field that is not here comes from what has its own name.',
        ),
    })
    .describe(operationWords(facts)) as unknown as z.ZodType<Operation>;
}

/** Says `{word}` on a line of its own where a login has a shell. */
export const shellProbe = z.strictObject({ words, timeoutSeconds });
export type ShellProbe = z.infer<typeof shellProbe>;

/** Finds out whether a login may do everything. */
export const privilegeProbe = z.strictObject({
  words: words.describe('Says the number of the user, as “id -u”.'),
  sudo: words.describe('What goes before every command where that number is not 0.'),
  harmless: words.describe('A command that does nothing, to try that with.'),
  timeoutSeconds,
});
export type PrivilegeProbe = z.infer<typeof privilegeProbe>;
