import { toFailure } from '../../../shared/failure';
import type { FieldRead, TrialReading } from '../../../shared/profile-trial';
import type { ExecResult } from '../ssh/exec';
import { answerSchemas } from './answers';
import type { Values } from './command-line';
import { hideSecrets } from './hide-secrets';
import { factsOfOperation, type OperationName } from './operations';
import type { Profile } from './profile';
import { answerText, failureIn } from './read-answer';
import { entryOf, fieldsOf } from './read-fields';
import { readText, Unreadable } from './read-text';

/** As much of an answer is shown. */
export const shownMost = 4000;
const entriesMost = 5;
const textMost = 300;

/** A reading, and what it gave where it can be used. */
type Read = {
  readonly reading: TrialReading;
  readonly entries: readonly Readonly<Record<string, unknown>>[] | undefined;
};

/** Reads an answer as a migration would, and says of each field what became of it. */
export function readingOf(
  name: OperationName,
  profile: Profile,
  result: ExecResult,
  values: Values,
): Read {
  const operation = profile.operations[name];
  const nothing = (fault: string): Read => ({
    reading: { entries: [], count: 0, fault },
    entries: undefined,
  });
  if (!operation) return nothing('there is no command');
  const failed = failureIn(operation, result, profile);
  if (failed) return nothing(`${failed.seen}: ${failed.code ?? 'appliance.command-failed'}`);
  const facts = factsOfOperation(name);
  try {
    const raw = readText(answerText({ result }), operation, facts);
    const entries = raw.entries.map((entry) => fieldsOf(entry, operation, facts, values));
    const reading = {
      entries: operation.secretAnswer ? [] : entries.slice(0, entriesMost).map(shownFields),
      ...{ count: entries.length, skipped: raw.skipped && shownSkipped(raw.skipped) },
    };
    const own = entries.map((entry) => {
      try {
        return { value: entryOf(entry) };
      } catch (thrown) {
        return { fault: thrown instanceof Unreadable ? thrown.why : String(thrown) };
      }
    });
    const broken = own.find(({ fault }) => fault !== undefined)?.fault;
    if (broken !== undefined) return { reading: { ...reading, fault: broken }, entries: undefined };
    const found = own.flatMap(({ value }) => (value ? [value] : []));
    const fault = faultOf(name, found, profile);
    return { reading: { ...reading, fault }, entries: found };
  } catch (thrown) {
    return nothing(thrown instanceof Unreadable ? thrown.why : toFailure(thrown).code);
  }
}

/** Without secrets, and of each text its beginning. */
const shownFields = (fields: readonly FieldRead[]): readonly FieldRead[] =>
  fields.map(({ raw, value, ...field }) => ({
    ...field,
    ...(raw !== undefined && { raw: hideSecrets(raw).slice(0, textMost) }),
    ...(value !== undefined && {
      value: typeof value === 'string' ? hideSecrets(value).slice(0, textMost) : value,
    }),
  }));

const shownSkipped = ({ lines, first }: NonNullable<TrialReading['skipped']>) => ({
  ...{ lines, first: hideSecrets(first).slice(0, textMost) },
});

/** What the program would not take of an answer whose fields can all be read. */
function faultOf(
  name: OperationName,
  found: readonly Readonly<Record<string, unknown>>[],
  profile: Profile,
): string | undefined {
  for (const value of found) {
    const issue = answerSchemas[name].safeParse(value).error?.issues[0];
    if (issue) return `${issue.path.join('.') || 'the answer'}: ${issue.message}`;
  }
  const product = name === 'identity' ? found[0]?.['product'] : undefined;
  return product === undefined || product === profile.product
    ? undefined
    : `product: it is “${String(product).slice(0, 80)}”, and the profile is for “${profile.product}”`;
}

/** The beginning of an answer, its lines kept, without secrets and whatever could steer a terminal. */
export const shownText = (text: string): string =>
  hideSecrets(text)
    .slice(0, shownMost)
    .split('\n')
    .map((line) =>
      line
        .replaceAll(/\p{Cc}\[[0-?]*[ -/]*[@-~]/gu, '')
        .replaceAll(/\p{C}/gu, ' ')
        .trimEnd(),
    )
    .join('\n')
    .trimEnd();
