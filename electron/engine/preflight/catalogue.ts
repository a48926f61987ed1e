import { clientsKeptAway, freshTarget, nothingElseRuns, servicesUp } from './at-work';
import {
  integrationsWritten,
  licenceFile,
  lossesKnown,
  savedOrGivenUp,
  snapshot,
  staysAwake,
} from './by-person';
import { clock, lastPatch, nightlyJob } from './calendar';
import type { Check } from './check';
import {
  differentMachines,
  hostKeysSettled,
  nameServers,
  oneAtTheAddress,
  sameAddress,
} from './identities';
import { licenceOfSource, licenceOfTarget, sizeOfTarget } from './licences';
import {
  databaseSize,
  fileSize,
  inodes,
  noSyncFolder,
  roomOnSource,
  roomOnTarget,
  roomOnWorkstation,
} from './room';
import { clientBridge, knownVersion, matchingVersions } from './versions';

/** Every check that runs before anything is changed, in the order in which the findings are shown. */
export const catalogue: readonly Check[] = [
  knownVersion,
  matchingVersions,
  lastPatch,
  nightlyJob,
  nothingElseRuns,
  servicesUp('source'),
  servicesUp('target'),
  roomOnSource,
  roomOnTarget,
  roomOnWorkstation,
  databaseSize,
  fileSize,
  noSyncFolder,
  inodes('source'),
  inodes('target'),
  licenceOfSource,
  sizeOfTarget,
  freshTarget,
  clientsKeptAway,
  licenceOfTarget,
  licenceFile,
  clock('source'),
  clock('target'),
  differentMachines,
  sameAddress,
  nameServers,
  oneAtTheAddress,
  snapshot('source'),
  snapshot('target'),
  savedOrGivenUp,
  integrationsWritten,
  clientBridge,
  lossesKnown,
  hostKeysSettled,
  staysAwake,
];
