import { type Failure, FailureError, fail, toFailure } from '../../../shared/failure';
import type { AnswerLook } from '../../../shared/profile-workshop';
import { answerSchemas } from './answers';
import { commandLine, secretsOf, type Values } from './command-line';
import type { OperationName } from './operations';
import { checkProfile, type Profile, parseProfile } from './profile';
import { failureIn, type Run, readAnswer, refuse } from './read-answer';
import { readingOf } from './trial-reading';

/** An answer that nobody has sent just now: pasted, or out of a manual. */
export type KeptText = {
  readonly operation: OperationName;
  readonly answer: string;
  readonly exitCode: number;
  /** What its command was given. */
  readonly values: Values;
};

/**
 * What a profile reads of an answer, and with which failure a migration would be told that it cannot. Faults of other operations do
 * not count. Throws as `parseProfile` does where this one has some, `appliance.no-command` where it is not there.
 */
export function lookAtAnswer(
  written: unknown,
  { operation: name, answer, exitCode, values }: KeptText,
): AnswerLook {
  const profile = profileFor(written, name);
  const operation = profile.operations[name] ?? fail('appliance.no-command', { operation: name });
  const result = { exitCode, stdout: Buffer.from(answer), stderr: Buffer.alloc(0) };
  const { reading } = readingOf(name, profile, result, values);
  const command = commandLine(operation, values);
  const run = { name, command, operation, values, result, secrets: secretsOf(values) };
  // Nothing is read twice that can be read.
  return { reading, failure: reading.fault === undefined ? undefined : failureOf(run, profile) };
}

function failureOf(run: Run, profile: Profile): Failure | undefined {
  try {
    if (failureIn(run.operation, run.result, profile))
      refuse(run, profile, { operation: run.name });
    readAnswer(run, answerSchemas[run.name]);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof FailureError) return toFailure(thrown);
    throw thrown;
  }
}

/** A command that is never run. */
const nothing = { words: ['true'], reads: 'json', changes: false, timeoutSeconds: 1 } as const;

/** The profile, or as much of it as one operation needs. */
function profileFor(written: unknown, name: OperationName): Profile {
  const { profile } = checkProfile(written);
  if (profile) return profile;
  const { product, exits, failures, errors, operations } = Object(written);
  const own = Object(operations)[name];
  if (own === undefined) return fail('appliance.no-command', { operation: name });
  return parseProfile({
    name: '-',
    product: typeof product === 'string' && product !== '' ? product : '-',
    ...{ exits, failures, errors },
    operations: { identity: nothing, [name]: own },
  });
}
