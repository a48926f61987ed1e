import type * as z from 'zod';
import type { Side } from '../../../shared/appliance';
import { fail } from '../../../shared/failure';
import type { Endpoint } from '../../../shared/plan';
import { tidyMac } from '../../../shared/silence';
import { sideWords } from '../../../shared/words/sides';
import { exec } from '../ssh/exec';
import { forward } from '../ssh/way';
import * as answers from './answers';
import type { Appliance, ApplianceDesk, OpenAppliance } from './appliance';
import { commandLine, type Values } from './command-line';
import { type Connection, openConnection } from './connection';
import { identify } from './identify';
import type { OperationName } from './operations';
import { performer } from './perform';
import type { Profile } from './profile';
import { remoteFiles } from './remote-files';
import { openRights } from './rights';
import { told } from './told';

/** Opens appliances that understand the commands of this profile. */
export const openByCommand =
  (profile: Profile): OpenAppliance =>
  async (side, endpoint, desk, signal) =>
    applianceByCommand(profile, side, endpoint, await openConnection(endpoint, desk, signal), desk);

/** How long the appliance may take to connect to its own web pages. */
const connectOnMilliseconds = 10_000;

function applianceByCommand(
  profile: Profile,
  side: Side,
  { host, port, user }: Endpoint,
  connection: Connection,
  desk: ApplianceDesk,
): Appliance {
  const where = `the ${sideWords[side]}`;
  const login = { host, port, user };
  const rights = openRights({
    ...{ probe: profile.probes.privilege, login },
    run: async (words, seconds) => {
      const command = commandLine({ words });
      const line = await connection.session();
      return await told(desk, { command, changes: false }, () => exec(line, command, { seconds }));
    },
  });
  const perform = performer({ profile, where, login, connection, desk, rights });
  const one = async <Value>(
    name: OperationName,
    schema: z.ZodType<Value>,
    values?: Values,
  ): Promise<Value> => {
    const [value] = await perform(name, schema, values);
    return value as Value;
  };
  /** One at least: silence is no answer. */
  const some = async <Value>(
    name: OperationName,
    schema: z.ZodType<Value>,
  ): Promise<readonly Value[]> => {
    const values = await perform(name, schema);
    if (values.length > 0) return values;
    const command = commandLine(profile.operations[name] ?? { words: [] });
    return fail('appliance.answer-unreadable', { command, seen: '' });
  };
  const done = async (name: OperationName, values?: Values): Promise<void> => {
    await perform(name, answers.anyAnswer, values);
  };
  let known = desk.known ?? false;
  const disk = () => one('disk', answers.diskAnswer);

  return {
    identity: async () => {
      const identity = await identify(
        { profile, side, login, connection, desk, rights, perform },
        known,
      );
      known = true;
      return identity;
    },
    disk,
    counts: () => one('counts', answers.countsAnswer),
    machine: () => one('machine', answers.machineAnswer),
    databaseBytes: async () => (await one('database', answers.databaseAnswer)).bytes,
    services: () => some('services', answers.serviceAnswer),
    patches: () => perform('patches', answers.patchAnswer),
    licence: () => one('licence', answers.licenceAnswer),
    clients: () => one('clients', answers.clientsAnswer),
    seen: (since) => perform('clientsSeen', answers.seenAnswer, { since }),
    setClients: (enabled) => done(enabled ? 'enableClients' : 'disableClients'),
    certificate: () => one('certificate', answers.certificateAnswer),
    archives: () => perform('archives', answers.archiveAnswer),
    logs: (since) => perform('logs', answers.logAnswer, { since }),
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
      spare: connection.spare,
      where,
      freeBytes: async () => (await disk()).freeBytes,
    }),
    setAddress: ({ address, prefix, gateway, dns }, forNow) => {
      const values = { address, prefix: String(prefix), gateway, dns: dns.join(',') };
      if (!forNow) return done('setAddress', values);
      return done('setAddressForNow', { ...values, seconds: String(forNow.revertAfterSeconds) });
    },
    confirmAddress: () => done('confirmAddress'),
    neighbour: async (address) => {
      const { answers: there, mac } = await one('neighbour', answers.neighbourAnswer, { address });
      return { answers: there, mac: tidyMac(mac ?? '') };
    },
    powerOff: () => done('powerOff'),
    connectOn: async (server) =>
      forward(await connection.session(), login, server, connectOnMilliseconds),
    hostKey: connection.hostKey,
    agreed: connection.agreed,
    close: connection.close,
  };
}
