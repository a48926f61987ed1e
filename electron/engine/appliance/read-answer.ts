import type * as z from 'zod';
import { type FailureCode, fail } from '../../../shared/failure';
import { printable } from '../printable';
import type { ExecResult } from '../ssh/exec';
import type { Operation, Profile } from './profile';

export type Run = {
  readonly command: string;
  readonly operation: Operation;
  readonly result: ExecResult;
  /** What the command was given in secret: never to be seen in a failure. */
  readonly secrets: readonly string[];
};

const seenMax = 200;

/** The values in a successful answer: one for `json`, any number for `json-lines`. Throws `appliance.answer-unreadable`. */
export function readAnswer<Value>(run: Run, schema: z.ZodType<Value>): readonly Value[] {
  const text = run.result.stdout.toString('utf8').trim();
  const unreadable = (cause: unknown): never =>
    fail('appliance.answer-unreadable', { command: run.command, seen: seen(text, run) }, cause);
  const lines = linesOf(text, run.operation);
  if (run.operation.reads === 'json' && lines.length !== 1) return unreadable(undefined);
  try {
    return lines.map((line) => schema.parse(JSON.parse(line)));
  } catch (thrown) {
    // What a parser says of a text quotes it.
    return unreadable(run.operation.secretAnswer ? undefined : thrown);
  }
}

const linesOf = (text: string, { reads }: Operation): readonly string[] => {
  if (reads === 'none') return ['{}'];
  return text === '' ? [] : text.split('\n');
};

/** Throws what the exit code of a failed command means: the profile's words, or `appliance.command-failed`. */
export function refuse(run: Run, profile: Profile, facts: Refused): never {
  const { result, operation, command } = run;
  const name = profile.exits[String(result.exitCode)] ?? '';
  const code: FailureCode | undefined = operation.failures[name] ?? profile.failures[name];
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
  const masked = secrets.flatMap(guises).reduce((left, guise) => left.replaceAll(guise, '…'), text);
  return printable(masked).slice(0, seenMax);
}

/** How a secret may come back: as it is, escaped within JSON, without its control characters. */
const guises = (secret: string): readonly string[] =>
  [secret, JSON.stringify(secret).slice(1, -1), printable(secret)].filter((guise) => guise !== '');
