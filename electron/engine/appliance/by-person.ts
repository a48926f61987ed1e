import type { HostKey } from '../../../shared/appliance';
import { compareCount, countedEntities } from '../../../shared/appliance';
import { fail } from '../../../shared/failure';
import { hashFile } from '../eppb/hash-file';
import type { Appliance } from './appliance';
import type { AtHand } from './person/at-hand';
import {
  backupByHand,
  backupsByHand,
  deleteByHand,
  prepareByHand,
  startByHand,
} from './person/backup';
import { handFiles, handFolder, isInFolder } from './person/hand-files';
import { identityByHand } from './person/identity';
import { countsByHand, diskByHand, licenceByHand, readByHand } from './person/readings';
import { importByHand, restoreJobByHand } from './person/restore';

/** `certificate`: what the server is known by, looked at anew where that can be. */
export type PersonOptions = AtHand & {
  readonly hostKey: HostKey;
  readonly seenNow: () => Promise<HostKey>;
};

/**
 * The appliance whose other end is a person. What they did is remembered by the journal, so that nothing is asked or done twice; what
 * nobody can do or read there throws `appliance.no-command`. Who has its clients let in, its address moved or its power off is asked by
 * the steps themselves.
 */
export function applianceByPerson(options: PersonOptions): Appliance {
  const { desk, side, hostKey, seenNow, signal } = options;
  const folder = handFolder(desk.folder, side);
  const nobody = (operation: string) => async (): Promise<never> =>
    fail('appliance.no-command', { operation });
  /** After the restore: whether everything is there that the old server had. */
  const isWhole: Parameters<typeof countsByHand>[0] = (counts) => {
    const { baseline, restore } = desk.state().facts;
    if (side !== 'target' || !restore || !baseline) return false;
    return countedEntities.every(
      (entity) => compareCount(baseline[entity], counts[entity]) !== 'fewer',
    );
  };
  return {
    identity: async () => identityByHand(options, await seenNow()),
    disk: () => readByHand(options, diskByHand),
    counts: () => readByHand(options, countsByHand(isWhole)),
    licence: () => readByHand(options, licenceByHand),
    machine: nobody('machine'),
    databaseBytes: nobody('database'),
    services: nobody('services'),
    patches: nobody('patches'),
    clients: nobody('clients'),
    seen: nobody('clientsSeen'),
    setClients: nobody('setClients'),
    certificate: nobody('certificate'),
    archives: nobody('archives'),
    logs: nobody('logs'),
    prepareBackup: (name, description) => prepareByHand(options, name, description),
    startBackup: (id) => startByHand(options, id),
    backups: () => backupsByHand(options),
    backup: (id) => backupByHand(options, id),
    deleteBackup: (id) => deleteByHand(options, id),
    importBackup: (file, request, key) => importByHand(options, file, request, key),
    restoreJob: () => restoreJobByHand(options),
    hash: (file) =>
      isInFolder(folder, file)
        ? hashFile(file, signal).catch(() => fail('transfer.source-file-missing', { file }))
        : fail('transfer.source-file-missing', { file }),
    files: handFiles(folder),
    setAddress: nobody('setAddress'),
    confirmAddress: nobody('confirmAddress'),
    neighbour: nobody('neighbour'),
    powerOff: nobody('powerOff'),
    anew: desk.anew,
    isHere: (path) => isInFolder(folder, path),
    hostKey,
    agreed: undefined,
    close: () => undefined,
  };
}
