import type * as z from 'zod';
import { fail } from '../../../shared/failure';
import { exec } from '../ssh/exec';
import type { LoginAt } from '../ssh/login-desk';
import type { ApplianceDesk } from './appliance';
import { commandLine, secretsOf, standardInput, type Values } from './command-line';
import type { Connection } from './connection';
import type { OperationName } from './operations';
import type { Profile } from './profile';
import { failureIn, readAnswer, refuse } from './read-answer';
import { isSudoRefusal, type Rights, refuseSudo } from './rights';
import { told } from './told';

/** Runs one operation of the profile and reads its answer; throws `appliance.no-command` where the profile has none. */
export type Perform = <Value>(
  name: OperationName,
  schema: z.ZodType<Value>,
  values?: Values,
) => Promise<readonly Value[]>;

export type Performing = {
  readonly profile: Profile;
  /** Whose operations they are, in words. */
  readonly where: string;
  readonly login: LoginAt;
  readonly connection: Pick<Connection, 'session'>;
  readonly desk: Pick<ApplianceDesk, 'onCommand'>;
  readonly rights: Rights;
};

/** Says how operations are performed over this connection; each command that ran is told to the desk. */
export function performer(given: Performing): Perform {
  const { profile, where, login, connection, desk, rights } = given;
  return async (name, schema, values = {}) => {
    const operation = profile.operations[name];
    if (!operation) fail('appliance.no-command', { operation: name });
    const { changes, timeoutSeconds: seconds, silentSeconds, answerBytesMax } = operation;
    const prefix = await rights.prefix();
    const command = commandLine({ words: [...prefix, ...operation.words] }, values);
    const stdin = standardInput(operation, values);
    const line = await connection.session();
    const result = await told(desk, { command, changes }, () =>
      exec(line, command, { stdin, seconds, silentSeconds, answerBytesMax }),
    );
    const run = { name, command, operation, values, result, secrets: secretsOf(values) };
    if (prefix.length > 0 && isSudoRefusal(result)) refuseSudo(login, result);
    if (failureIn(operation, result, profile)) refuse(run, profile, facts(name, values, where));
    return readAnswer(run, schema);
  };
}

/** What a refused operation was about, under the names that the words for failures use. */
function facts(
  operation: OperationName,
  { id, file }: Values,
  where: string,
): Readonly<Record<string, string>> {
  return {
    ...{ operation, where },
    ...(id === undefined ? {} : { id }),
    ...(file === undefined ? {} : { path: file }),
  };
}
