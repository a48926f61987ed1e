import type * as z from 'zod';
import { type FailureCode, fail } from '../../../shared/failure';
import { printable } from '../printable';
import type { ExecResult } from '../ssh/exec';
import type { Values } from './command-line';
import { factsOfOperation, type OperationName } from './operations';
import { compilePattern, searchClock, searchedMax, searchedTooLong } from './pattern';
import type { Profile } from './profile';
import type { Operation } from './profile-parts';
import { entryOf, fieldsOf, isOurs } from './read-fields';
import { readText, Unreadable } from './read-text';

export type Run = {
  readonly name: OperationName;
  readonly command: string;
  readonly operation: Operation;
  readonly values: Values;
  readonly result: ExecResult;
  /** What the command was given in secret: never to be seen in a failure. */
  readonly secrets: readonly string[];
};

const seenMax = 200;

/** What the command wrote to standard output, without blanks around it. */
export const answerText = ({ result }: Pick<Run, 'result'>): string =>
  result.stdout.toString('utf8').trim();

/**
 * The values in a successful answer: any number for a list, one otherwise. Throws `appliance.answer-unreadable`, with `why` where that
 * is known.
 */
export function readAnswer<Value>(run: Run, schema: z.ZodType<Value>): readonly Value[] {
  const { operation, name } = run;
  const text = answerText(run);
  const facts = factsOfOperation(name);
  try {
    const { entries } = readText(text, operation, facts);
    if (facts.answers !== 'list' && entries.length !== 1)
      throw new Unreadable('it is not one answer');
    return entries.map((entry) => schema.parse(ours(entry, run)));
  } catch (thrown) {
    const told = thrown instanceof Unreadable && !operation.secretAnswer && !isOurs(operation);
    const why = told ? thrown.why : undefined;
    return fail(
      'appliance.answer-unreadable',
      { command: run.command, seen: seen(text, run), ...(why !== undefined && { why }) },
      // What a parser says of a text quotes it.
      operation.secretAnswer ? undefined : thrown,
    );
  }
}

function ours(entry: unknown, { operation, name, values }: Run): unknown {
  return isOurs(operation)
    ? entry
    : entryOf(fieldsOf(entry, operation, factsOfOperation(name), values));
}

/** Why a command counts as failed: a text of the profile, or its exit code; undefined where it does not. `code`: what that means. */
export function failureIn(
  operation: Operation,
  result: ExecResult,
  profile: Profile,
):
  | { readonly code: FailureCode | undefined; readonly name: string; readonly seen: string }
  | undefined {
  const name = profile.exits[String(result.exitCode)] ?? '';
  const error = errorIn(operation, result, profile);
  if (error) return { code: error.failure, name, seen: `the text for “${error.pattern}”` };
  if ((operation.okExits ?? [0]).includes(result.exitCode)) return undefined;
  const seen = `exit code ${result.exitCode}${name === '' ? '' : ` (${name})`}`;
  return { code: operation.failures[name] ?? profile.failures[name], name, seen };
}

/** The text of the profile that means a failure and is in the answer. */
function errorIn(operation: Operation, { stdout, stderr }: ExecResult, profile: Profile) {
  const errors = [...(operation.errors ?? []), ...(profile.errors ?? [])];
  if (errors.length === 0) return undefined;
  const text = [stderr, stdout]
    .map((output) => output.subarray(0, searchedMax / 2).toString('utf8'))
    .join('\n');
  const late = searchClock();
  return errors.find(({ pattern }) => {
    if (late())
      // Without what was filled in: it may be a secret.
      fail('appliance.answer-unreadable', {
        ...{ command: operation.words.join(' '), seen: '', why: searchedTooLong },
      });
    return compilePattern(pattern).find(text);
  });
}

/** Throws what a failed command means: the profile's words for its text or exit code, or `appliance.command-failed`. */
export function refuse(run: Run, profile: Profile, facts: Refused): never {
  const { result, operation, command } = run;
  const { code, name = '' } = failureIn(operation, result, profile) ?? {};
  const text =
    printable(result.stderr.toString('utf8')) || printable(result.stdout.toString('utf8'));
  const shown = seen(message(text) ?? text, run);
  if (code === undefined) {
    return fail('appliance.command-failed', {
      command,
      exitCode: result.exitCode,
      seen: shown,
      ...(name === '' ? {} : { reason: name }),
    });
  }
  return fail(code, { command, seen: shown, ...facts });
}

/** What the operation was about, for the facts of its failure. */
export type Refused = Readonly<Record<string, string>>;

/** The text for people in `{"error":…,"message":…}`. */
function message(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const found = (value as { readonly message?: unknown } | null)?.message;
    return typeof found === 'string' ? found : undefined;
  } catch {
    return undefined;
  }
}

function seen(text: string, { operation, secrets }: Run): string {
  if (operation.secretAnswer) return '';
  return printable(withoutSecrets(text, secrets)).slice(0, seenMax);
}

/** The text with every guise of a secret taken out. */
export const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets.flatMap(guises).reduce((left, guise) => left.replaceAll(guise, '…'), text);

/** How a secret may come back: as it is, escaped within JSON, without its control characters. */
const guises = (secret: string): readonly string[] =>
  [secret, JSON.stringify(secret).slice(1, -1), printable(secret)].filter((guise) => guise !== '');
