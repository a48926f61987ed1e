import type { RestoreJob } from '../../../../shared/appliance';
import type { Facts } from '../../../../shared/facts';
import { fail } from '../../../../shared/failure';
import { sameName } from '../../login/same-name';
import { byOthers, isAtWork, newestJob, ownJob } from '../own-job';
import { type Heard, patience, untilAnswered, waitGently } from '../patience';
import { restoreKey } from '../restore-key';
import type { Given, Step, Tools } from '../step';
import { leaveMark, readMark } from '../target-mark';

type Needed = 'request' | 'keyProof' | 'source' | 'target' | 'targetFile' | 'validated';

/**
 * Restores the backup on the new server after the key was given and the server's name was typed. The import carries this migration's id, so that a run that
 * was killed finds its own restore again instead of starting a second one.
 */
export const restoreBackup: Step<Needed, 'restore'> = {
  id: 'restore-backup',
  needs: ['request', 'keyProof', 'source', 'target', 'targetFile', 'validated'],
  run: async (given, tools) => {
    const before = await ownJob(tools);
    if (before === undefined || before.state === 'failed') await startImport(given, tools);
    const ended = await awaitJob(tools);
    if (ended.state === 'done') return finish(ended, given, tools);
    tools.secrets.forgetKey();
    await leaveMark(given.target.incoming, 'failed', tools, ended.job);
    if (ended.reason === 'wrong-key')
      fail('key.wrong', { backup: given.request.name, by: 'target' });
    return fail('restore.failed', { reason: ended.reason ?? '' });
  },
  alreadyDone: async (given, tools) => {
    const job = await ownJob(tools);
    return job?.state === 'done' ? finish(job, given, tools) : undefined;
  },
};

/** The key is not needed any more, and from now on the new server takes the logins of the old one. */
async function finish(
  job: RestoreJob,
  { request, target }: Given<Needed>,
  tools: Tools,
): Promise<Pick<Facts, 'restore'>> {
  const keyFrom = tools.secrets.keyFrom(request.backupId);
  const marked = await leaveMark(target.incoming, 'restored', tools, job.job);
  tools.secrets.forgetKey();
  tools.dropConnection('target');
  return {
    restore: {
      job: job.job ?? '',
      finishedAt: tools.now().toISOString(),
      ...(keyFrom && { keyFrom }),
      ...(job.startedAt && { startedAt: job.startedAt }),
      marked,
    },
  };
}

async function confirm(given: Given<Needed>, tools: Tools): Promise<void> {
  const { source, target } = tools.plan;
  const mark = await readMark(given.target.incoming, tools);
  const others = mark && mark.migration !== tools.id && mark.state !== 'failed' ? mark : undefined;
  const backups = await untilAnswered(tools, 'target', (server) => server.backups());
  const replaced = await untilAnswered(tools, 'target', (server) => server.counts());
  const provenAt = given.validated.login?.provenAt;
  const answer = await tools.ask<'confirm-restore'>({
    kind: 'confirm-restore',
    targetName: given.target.hostname,
    sourceName: given.source.hostname,
    version: given.source.version,
    replaced,
    lostBackups: backups.map(({ name }) => name),
    // Where nobody logs in, it is not known whose login is used in the web console.
    ...([source, target].every(({ access }) => access !== 'web') && {
      logins: { now: target.user, after: source.user, ...(provenAt && { provenAt }) },
    }),
    ...(others && { mark: others }),
  });
  if (!sameName(answer.typedName, given.target.hostname))
    fail('restore.refused', { name: given.target.hostname });
}

/** The name is typed last: what it allows is done at once, not after somebody went looking for a kit. */
async function startImport(given: Given<Needed>, tools: Tools): Promise<void> {
  const key = await restoreKey(given.request, given.keyProof, tools);
  await confirm(given, tools);
  const newest = await newestJob(tools);
  if (newest.request !== tools.id && isAtWork(newest)) byOthers(newest);
  await leaveMark(given.target.incoming, 'restoring', tools);
  await (await tools.appliance('target')).importBackup(given.targetFile.path, tools.id, key);
}

async function awaitJob(tools: Tools): Promise<RestoreJob> {
  const waiting = patience(tools, 'target', 'ssh.authentication');
  for (;;) {
    const job = await waiting.ask((target) => target.restoreJob());
    if (job && job.request !== tools.id) byOthers(job);
    if (job?.state === 'done' || job?.state === 'failed') return job;
    tell(job, waiting.heard(), tools);
    await waitGently(tools);
  }
}

/** What the new server says it does; where it says nothing, since when, and how long that is borne. */
function tell(
  job: RestoreJob | undefined,
  { how, lastAnswer, givesUp }: Heard,
  tools: Tools,
): void {
  const done = job?.percent ?? tools.state().progress?.done ?? 0;
  const doing = job?.state ?? how;
  tools.progress({ unit: 'percent', done, total: 100, doing, lastAnswer, givesUp });
}
