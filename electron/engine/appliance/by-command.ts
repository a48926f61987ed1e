import type * as z from 'zod';
import type { Side } from '../../../shared/appliance';
import { sideWords } from '../../../shared/words/sides';
import { type ExecResult, exec } from '../ssh/exec';
import * as answers from './answers';
import type { Appliance, LoginDesk, OpenAppliance } from './appliance';
import { commandLine, standardInput, type Values } from './command-line';
import { type Connection, openConnection } from './connection';
import { identify } from './identify';
import type { OperationName, Profile } from './profile';
import { readAnswer, refuse } from './read-answer';
import { remoteFiles } from './remote-files';

/** Runs one operation of the profile and reads its answer. */
export type Perform = <Value>(
  name: OperationName,
  schema: z.ZodType<Value>,
  values?: Values,
) => Promise<readonly Value[]>;

/** Opens appliances that understand the commands of this profile. */
export const openByCommand =
  (profile: Profile): OpenAppliance =>
  async (side, endpoint, desk, signal) =>
    applianceByCommand(profile, side, await openConnection(endpoint, desk, signal), desk);

function applianceByCommand(
  profile: Profile,
  side: Side,
  connection: Connection,
  desk: LoginDesk,
): Appliance {
  const where = `the ${sideWords[side]}`;
  const perform = performer(profile, where, connection, desk);
  const one = async <Value>(
    name: OperationName,
    schema: z.ZodType<Value>,
    values?: Values,
  ): Promise<Value> => {
    const [value] = await perform(name, schema, values);
    return value as Value;
  };
  const done = async (name: OperationName, values?: Values): Promise<void> => {
    await perform(name, answers.anyAnswer, values);
  };
  const disk = () => one('disk', answers.diskAnswer);

  return {
    identity: () => identify(profile, connection, perform),
    disk,
    counts: () => one('counts', answers.countsAnswer),
    prepareBackup: (name, description) =>
      one('prepareBackup', answers.prepareAnswer, { name, description }),
    startBackup: (id) => done('startBackup', { id }),
    backups: () => perform('backups', answers.backupAnswer),
    backup: (id) => one('backup', answers.backupAnswer, { id }),
    deleteBackup: (id) => done('deleteBackup', { id }),
    importBackup: (file, request, key) =>
      one('importBackup', answers.importAnswer, { file, request, key }),
    restoreJob: () => one('restoreJob', answers.restoreAnswer),
    hash: (file) => one('hash', answers.hashAnswer, { file }),
    files: remoteFiles({
      session: connection.session,
      where,
      freeBytes: async () => (await disk()).freeBytes,
    }),
    setAddress: ({ address, prefix, gateway, dns }) =>
      done('setAddress', { address, prefix: String(prefix), gateway, dns: dns.join(',') }),
    powerOff: () => done('powerOff'),
    hostKey: connection.hostKey,
    close: connection.close,
  };
}

function performer(
  profile: Profile,
  where: string,
  connection: Connection,
  desk: LoginDesk,
): Perform {
  return async (name, schema, values = {}) => {
    const operation = profile.operations[name];
    const command = commandLine(operation, values);
    const secret = standardInput(operation, values);
    const line = await connection.session();
    const began = performance.now();
    let result: ExecResult | undefined;
    try {
      result = await exec(line, command, { stdin: secret, seconds: operation.timeoutSeconds });
    } finally {
      desk.onCommand({
        command,
        exitCode: result?.exitCode ?? -1,
        milliseconds: Math.round(performance.now() - began),
        changes: operation.changes,
      });
    }
    const run = { command, operation, result, secret };
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
