import type * as z from 'zod';
import { type ExecResult, exec } from '../ssh/exec';
import type { LoginDesk } from './appliance';
import { commandLine, secretsOf, standardInput, type Values } from './command-line';
import type { Connection } from './connection';
import type { OperationName, Profile } from './profile';
import { readAnswer, refuse } from './read-answer';

/** Runs one operation of the profile and reads its answer. */
export type Perform = <Value>(
  name: OperationName,
  schema: z.ZodType<Value>,
  values?: Values,
) => Promise<readonly Value[]>;

/** Says how operations are performed over this connection; each command that ran is told to the desk. */
export function performer(
  profile: Profile,
  where: string,
  connection: Connection,
  desk: LoginDesk,
): Perform {
  return async (name, schema, values = {}) => {
    const operation = profile.operations[name];
    const command = commandLine(operation, values);
    const stdin = standardInput(operation, values);
    const line = await connection.session();
    const began = performance.now();
    let result: ExecResult | undefined;
    try {
      result = await exec(line, command, { stdin, seconds: operation.timeoutSeconds });
    } finally {
      desk.onCommand({
        command,
        exitCode: result?.exitCode ?? -1,
        milliseconds: Math.round(performance.now() - began),
        changes: operation.changes,
      });
    }
    const run = { command, operation, result, secrets: secretsOf(values) };
    if (result.exitCode !== 0) refuse(run, profile, facts(values, where));
    return readAnswer(run, schema);
  };
}

/** What a refused operation was about, under the names that the words for failures use. */
function facts({ id, file }: Values, where: string): Readonly<Record<string, string>> {
  return {
    where,
    ...(id === undefined ? {} : { id }),
    ...(file === undefined ? {} : { path: file }),
  };
}
