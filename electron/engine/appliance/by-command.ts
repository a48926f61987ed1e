import type * as z from 'zod';
import type { Side } from '../../../shared/appliance';
import { sideWords } from '../../../shared/words/sides';
import * as answers from './answers';
import type { Appliance, LoginDesk, OpenAppliance } from './appliance';
import type { Values } from './command-line';
import { type Connection, openConnection } from './connection';
import { identify } from './identify';
import { performer } from './perform';
import type { OperationName, Profile } from './profile';
import { remoteFiles } from './remote-files';

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
  let known = desk.known ?? desk.pinned !== undefined;
  const disk = () => one('disk', answers.diskAnswer);

  return {
    identity: async () => {
      const identity = await identify(profile, connection, perform, known);
      known = true;
      return identity;
    },
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
