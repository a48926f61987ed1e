// Long because: each operation of the port is sent its way here.

import { posix } from 'node:path';
import type { HostKey, Side } from '../../../shared/appliance';
import { type FailureCode, FailureError, fail, isFailure } from '../../../shared/failure';
import type { HandOperation } from '../../../shared/hand-work';
import type { Endpoint } from '../../../shared/plan';
import { type WayWish, wayOf } from '../../../shared/ways';
import type { Appliance, ApplianceDesk, OpenAppliance, OpenReach, RemoteFiles } from './appliance';
import { applianceByPerson } from './by-person';
import type { HandDesk } from './hand-desk';
import { openWeb } from './open-web';
import { Switched } from './person/ask-by-hand';
import type { AtHand } from './person/at-hand';
import { nameOfHandBackup } from './person/backup';
import { handFolder } from './person/hand-files';
import { ownImport } from './person/restore';
import { sendFile } from './person/send-file';

export type MixedOptions = {
  readonly byCommand: OpenAppliance;
  readonly openReach: OpenReach;
  /** Whether the profile has a command for an operation of the port. */
  readonly hasCommand: (operation: HandOperation) => boolean;
};

/**
 * Opens appliances whose operations go each its own way: by command over SSH, or by a person in the web console or elsewhere. One
 * without SSH is known by the certificate of its web pages.
 */
export const openMixed =
  ({ byCommand, openReach, hasCommand }: MixedOptions): OpenAppliance =>
  async (side, endpoint, desk, signal) => {
    const { hand } = desk;
    if (!hand) {
      // A test of a connection asks nobody for work.
      return endpoint.access === 'web'
        ? await webAlone(endpoint, desk, openReach, signal)
        : await byCommand(side, endpoint, desk, signal);
    }
    const at = atHand(side, endpoint, hand, hasCommand, signal);
    if (endpoint.access === 'web') {
      const reach = openReach(desk, signal);
      try {
        const person = applianceByPerson({ ...at, ...(await openWeb(endpoint, desk, reach)) });
        return { ...mixed(at, undefined, person), close: () => reach.close() };
      } catch (thrown) {
        reach.close();
        throw thrown;
      }
    }
    const command = await byCommand(side, endpoint, desk, signal);
    const { hostKey } = command;
    const person = applianceByPerson({ ...at, hostKey, seenNow: async () => hostKey });
    return mixed(at, command, person);
  };

/** Nothing but its certificate: whatever is asked of it has no command. */
async function webAlone(
  endpoint: Endpoint,
  desk: ApplianceDesk,
  openReach: OpenReach,
  signal: AbortSignal,
): Promise<Appliance> {
  const reach = openReach(desk, signal);
  try {
    const opened = await openWeb(endpoint, desk, reach);
    return onlyKnownBy(opened.hostKey);
  } finally {
    reach.close();
  }
}

function onlyKnownBy(hostKey: HostKey): Appliance {
  const nothing = async (): Promise<never> => fail('appliance.no-command', { access: 'web' });
  const named: Pick<Appliance, 'hostKey' | 'agreed' | 'close'> = {
    ...{ hostKey, agreed: undefined },
    close: () => undefined,
  };
  return new Proxy(named as Appliance, {
    get: (known, name) =>
      Object.hasOwn(known, name)
        ? known[name as keyof Appliance]
        : name === 'then'
          ? undefined
          : nothing,
  });
}

function atHand(
  side: Side,
  endpoint: Endpoint,
  desk: HandDesk,
  hasCommand: MixedOptions['hasCommand'],
  signal: AbortSignal,
): AtHand {
  const wish = (operation: HandOperation): WayWish => ({
    switched: desk.state().switched[side],
    endpoint,
    hasCommand: hasCommand(operation),
    hasConsole: desk.hasConsole,
  });
  return {
    ...{ side, endpoint, desk, signal, reading: new Map(), startedByCommand: new Set() },
    wayOf: (operation) => wayOf(operation, wish(operation)),
    mayBeCommand: (operation) => endpoint.access !== 'web' && hasCommand(operation),
  };
}

/** After these a person may take the operation over: the failure says which it was. */
const mayBeTakenOver = [
  'appliance.no-command',
  'appliance.not-one',
  'appliance.command-failed',
  'appliance.answer-unreadable',
  'appliance.answer-too-long',
] as const satisfies readonly FailureCode[];

function mixed(at: AtHand, command: Appliance | undefined, person: Appliance): Appliance {
  const { side, desk } = at;
  const go = async <Value>(
    operation: HandOperation,
    byCommand: (appliance: Appliance) => Promise<Value>,
    byHand: (appliance: Appliance) => Promise<Value> = byCommand,
  ): Promise<Value> => {
    for (;;) {
      const isCommand = command !== undefined && at.wayOf(operation) === 'command';
      try {
        return isCommand ? await byCommand(command) : await byHand(person);
      } catch (thrown) {
        if (thrown instanceof Switched) continue;
        if (!isCommand || !isFailure(thrown, ...mayBeTakenOver)) throw thrown;
        const { code, facts } = thrown.failure;
        throw new FailureError({ code, facts: { ...facts, operation, side } }, thrown);
      }
    }
  };
  /** The appliance's own id of a backup that was asked for by hand. */
  const idAt = async (appliance: Appliance, id: string): Promise<string> => {
    const name = nameOfHandBackup(id);
    if (name === undefined) return id;
    const found = (await appliance.backups()).findLast((backup) => backup.name === name);
    return found?.id ?? fail('backup.vanished', { id });
  };
  const isHere = person.isHere ?? (() => false);
  const importsByHand = (): boolean => !command || at.wayOf('importBackup') !== 'command';
  const rest = command ?? person;
  return {
    ...rest,
    identity: async () => {
      const identity = await go('identity', (appliance) => appliance.identity());
      if (!command || at.wayOf('identity') !== 'command') return identity;
      // The file for a person who imports it has to be here.
      return importsByHand() ? { ...identity, incoming: handFolder(desk.folder, side) } : identity;
    },
    disk: () => go('disk', (appliance) => appliance.disk()),
    counts: () => go('counts', (appliance) => appliance.counts()),
    services: () => go('services', (appliance) => appliance.services()),
    licence: () => go('licence', (appliance) => appliance.licence()),
    clients: () => go('clients', (appliance) => appliance.clients()),
    setClients: (enabled) => go('setClients', (appliance) => appliance.setClients(enabled)),
    prepareBackup: (name, description) =>
      go('prepareBackup', (appliance) => appliance.prepareBackup(name, description)),
    startBackup: (id) =>
      go(
        'startBackup',
        async (appliance) => {
          const there = await idAt(appliance, id);
          const isOwn = there === id;
          // Of what a person prepared nobody has written down whether it was started by command before.
          if (isOwn || (await appliance.backup(there)).state === 'awaiting-key')
            await appliance.startBackup(there);
          at.startedByCommand.add(id);
        },
        (appliance) => appliance.startBackup(id),
      ),
    backups: () => go('backups', (appliance) => appliance.backups()),
    backup: (id) =>
      go(
        'backup',
        async (appliance) => ({ ...(await appliance.backup(await idAt(appliance, id))), id }),
        (appliance) => appliance.backup(id),
      ),
    deleteBackup: (id) =>
      go(
        'deleteBackup',
        async (appliance) => appliance.deleteBackup(await idAt(appliance, id)),
        (appliance) => appliance.deleteBackup(id),
      ),
    importBackup: (file, request, key) =>
      go(
        'importBackup',
        async (appliance) => {
          if (!isHere(file)) return await appliance.importBackup(file, request, key);
          const { incoming } = await appliance.identity();
          const there = `${incoming}/${posix.basename(file.replaceAll('\\', '/'))}`;
          await sendFile(person, file, appliance, there);
          return await appliance.importBackup(there, request, key);
        },
        (appliance) => appliance.importBackup(file, request, key),
      ),
    restoreJob: () =>
      go(
        'restoreJob',
        async (appliance) => {
          const job = await appliance.restoreJob();
          // What a person had imported does not carry this migration's request.
          const own = isOfProgram(job.request) ? undefined : ownImport({ side, desk });
          const request = own?.given['request'];
          return job.state === 'none' || request === undefined ? job : { ...job, request };
        },
        async (appliance) => {
          // Before anything was imported nobody has to look at what a command tells as well.
          const told =
            command && at.mayBeCommand('restoreJob') && !ownImport({ side, desk })
              ? await ifTold(command.restoreJob())
              : undefined;
          return told ?? (await appliance.restoreJob());
        },
      ),
    hash: (file) => (isHere(file) ? person : rest).hash(file),
    files: command ? besideHere(command.files, person.files, isHere) : person.files,
    // Whoever calls these has asked already which way they go.
    setAddress: rest.setAddress,
    powerOff: rest.powerOff,
    anew: desk.anew,
    isHere,
  };
}

async function ifTold<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (thrown) {
    if (isFailure(thrown, ...mayBeTakenOver)) return undefined;
    throw thrown;
  }
}

/** An import by a program like this one carries the id of its migration; consoles give tokens of their own, or none. */
const isOfProgram = (request: string | undefined): boolean =>
  request !== undefined && /^m[0-9a-f]{8}$/.test(request);

/** The files of the appliance, and those that a person brings or takes, by their place. */
function besideHere(
  there: RemoteFiles,
  here: RemoteFiles,
  isHere: (path: string) => boolean,
): RemoteFiles {
  const of = (path: string): RemoteFiles => (isHere(path) ? here : there);
  return {
    size: (path) => of(path).size(path),
    open: (path, mode, bytes) => of(path).open(path, mode, bytes),
    rename: (from, to) => of(from).rename(from, to),
    remove: (path) => of(path).remove(path),
    look: async (path) => await of(path).look?.(path),
    room: async (path) => await of(path).room?.(path),
  };
}
