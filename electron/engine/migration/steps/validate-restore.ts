import type { Service } from '../../../../shared/appliance';
import { formatBytes } from '../../../../shared/bytes';
import { namesDown } from '../../../../shared/comparison';
import { fail } from '../../../../shared/failure';
import { standingOf } from '../../../../shared/finding-rules';
import type { RestoreProof } from '../../../../shared/restore-proof';
import { ifTold } from '../if-told';
import { byOthers, isAtWork, newestJob, ownJob } from '../own-job';
import { untilAnswered } from '../patience';
import { restoreKey } from '../restore-key';
import type { Given, Step, Tools } from '../step';
import { acceptedPair } from './match-versions';

type Needed = 'request' | 'keyProof' | 'target' | 'backup' | 'targetFile';

/** As much has to be free beside what the file unpacks to; documented for the new server. */
const spareBytes = 2_000_000_000;

/**
 * Proves on the new server, without restoring anything, that the restore can work: the file, the versions, the room, the services,
 * nothing else at work, and the key. What it looked at is looked at again by every run until the restore begins; the key, once proven, is not.
 */
export const validateRestore: Step<Needed, 'validated'> = {
  id: 'validate-restore',
  needs: ['request', 'keyProof', 'target', 'backup', 'targetFile'],
  run: async (given, tools) => {
    const { backupId } = given.request;
    if (await hasBegun(tools))
      return { validated: { backupId, at: tools.now().toISOString(), proofs: [] } };
    const proofs: RestoreProof[] = [];
    const say = (proof: RestoreProof): void => {
      proofs.push(proof);
      tools.progress({
        unit: 'percent',
        done: (proofs.length * 100) / 6,
        total: 100,
        doing: proof.part,
      });
    };
    say(await fileProof(given, tools));
    const { proof, login } = await versionsProof(tools);
    say(proof);
    say(await roomProof(given, tools));
    const services = await untilAnswered(tools, 'target', (target) => ifTold(target.services()));
    say(servicesProof(services, tools));
    say(await workProof(tools));
    say(await keyProofOf(given, tools));
    const at = tools.now().toISOString();
    return { validated: { backupId, at, proofs, login, ...(services && { services }) } };
  },
  stillHolds: hasBegun,
};

/** True where this migration's restore is under way or done. */
async function hasBegun(tools: Tools): Promise<boolean> {
  const { facts, steps } = tools.state();
  if (facts.restore !== undefined) return true;
  if (steps['restore-backup'].state === 'waiting') return false;
  const job = await ownJob(tools);
  return job !== undefined && job.state !== 'failed';
}

/** Throws `transfer.hash-mismatch` where the file is not the backup; where it came by SFTP it is removed, and comes again. */
async function fileProof(
  { backup, targetFile }: Given<Needed>,
  tools: Tools,
): Promise<RestoreProof> {
  const { path } = targetFile;
  const { isHere, ...seen } = await untilAnswered(tools, 'target', async (target) => ({
    ...(await target.hash(path)),
    isHere: target.isHere?.(path) === true,
  }));
  if (seen.sha256 !== backup.sha256 || seen.size !== backup.size) {
    const bySftp = tools.route.chosen()?.target === 'sftp';
    if (bySftp) await (await tools.appliance('target')).files.remove(path);
    fail('transfer.hash-mismatch', {
      where: 'the new server',
      seen: seen.sha256,
      expected: backup.sha256,
    });
  }
  return {
    part: 'file',
    seen: `${path}, ${formatBytes(seen.size)}, SHA-256 ${seen.sha256}, ${isHere ? 'read on this computer, where it lies for the import: the same as when it came' : 'told by the new server: the same as on the old one'}`,
  };
}

/** Throws `version.not-allowed`. Logging in to the old server proves the login that the new one will take. */
async function versionsProof(tools: Tools) {
  const source = await untilAnswered(tools, 'source', (server) => server.identity());
  const provenAt = tools.now().toISOString();
  const target = await untilAnswered(tools, 'target', (server) => server.identity());
  const { verdict, rule } = acceptedPair(tools, source.version, target.version);
  const seen = `${source.version} to ${target.version}, read anew: ${verdict} by the rule ${rule}`;
  return {
    proof: { part: 'versions', seen } as const,
    login: { user: tools.plan.source.user, provenAt },
  };
}

/** Throws `restore.not-ready` where what the file unpacks to does not fit. */
async function roomProof({ backup }: Given<Needed>, tools: Tools): Promise<RestoreProof> {
  const disk = await untilAnswered(tools, 'target', (target) => ifTold(target.disk()));
  const part = 'room';
  if (disk === undefined)
    return { part, seen: 'the new server does not tell its free disk space', open: true };
  const { freeBytes, sizeBytes } = disk;
  const neededBytes = backup.size + spareBytes;
  const seen = `${formatBytes(freeBytes)} free; needed ${formatBytes(neededBytes)}`;
  // Some servers tell a disk of no size, or more room than disk: that is no measurement.
  if (sizeBytes === 0 || freeBytes > sizeBytes) return { part, seen, open: true };
  if (freeBytes < neededBytes) fail('restore.not-ready', { freeBytes, neededBytes });
  return { part, seen };
}

/** Throws `restore.not-ready` where a service is down that nobody has let pass in the checks. */
function servicesProof(services: readonly Service[] | undefined, tools: Tools): RestoreProof {
  const part = 'services';
  if (services === undefined)
    return { part, seen: 'the new server does not tell its services', open: true };
  const down = namesDown(services).join(', ');
  if (down === '') return { part, seen: `${services.length} running, none down` };
  const passed = tools
    .state()
    .findings.some(
      (finding) =>
        finding.id === 'EPP-106' &&
        finding.on === 'target' &&
        finding.about === down &&
        standingOf(finding) === 'waived',
    );
  if (!passed) fail('restore.not-ready', { services: down });
  return { part, seen: `down: ${down}; let pass in the checks`, open: true };
}

/** Throws `restore.by-others` where a restore or a backup is under way there. */
async function workProof(tools: Tools): Promise<RestoreProof> {
  const job = await newestJob(tools);
  if (isAtWork(job)) byOthers(job);
  const backups = await untilAnswered(tools, 'target', (target) => target.backups());
  const making = backups.find(({ state }) => state === 'generating');
  if (making) fail('restore.by-others', { backup: making.name });
  return { part: 'work', seen: 'no backup and no restore under way' };
}

/** Asked once for a backup: a later run asks only when the restore itself needs the key. */
async function keyProofOf(given: Given<Needed>, tools: Tools): Promise<RestoreProof> {
  const { request, keyProof } = given;
  const { validated } = tools.state().facts;
  const earlier = validated?.proofs.find(({ part }) => part === 'key');
  if (earlier && validated?.backupId === request.backupId) return earlier;
  await restoreKey(request, keyProof, tools);
  const from = tools.secrets.keyFrom(request.backupId);
  const part = 'key';
  if (from === 'memory')
    return { part, seen: 'kept in memory since it was saved, as the plan says', open: true };
  const how = from === 'kit' ? 'read from the recovery kit' : 'typed from where it was saved';
  return keyProof.hash
    ? { part, seen: `${how}: it is the key of this backup, by its check value` }
    : { part, seen: `${how}; there is no check value to hold it against`, open: true };
}
