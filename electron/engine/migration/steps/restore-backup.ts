import type { RestoreJob } from '../../../../shared/appliance';
import type { Facts } from '../../../../shared/facts';
import { fail } from '../../../../shared/failure';
import { sameName } from '../../login/same-name';
import { ownJob } from '../own-job';
import { patience, waitGently } from '../patience';
import { restoreKey } from '../restore-key';
import type { Given, Step, Tools } from '../step';

type Needed = 'request' | 'keyProof' | 'source' | 'target' | 'targetFile';

/**
 * Restores the backup on the new server after the key was given and the server's name was typed. The import carries this migration's id, so that a run that
 * was killed finds its own restore again instead of starting a second one.
 */
export const restoreBackup: Step<Needed, 'restore'> = {
  id: 'restore-backup',
  needs: ['request', 'keyProof', 'source', 'target', 'targetFile'],
  run: async (given, tools) => {
    const before = await ownJob(tools);
    if (before === undefined || before.state === 'failed') await startImport(given, tools);
    const ended = await awaitJob(tools);
    if (ended.state === 'done') return finish(ended, given, tools);
    tools.secrets.forgetKey();
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
function finish(job: RestoreJob, { request }: Given<Needed>, tools: Tools): Pick<Facts, 'restore'> {
  const keyFrom = tools.secrets.keyFrom(request.backupId);
  tools.secrets.forgetKey();
  tools.dropConnection('target');
  return {
    restore: {
      job: job.job ?? '',
      finishedAt: tools.now().toISOString(),
      ...(keyFrom && { keyFrom }),
    },
  };
}

async function confirm(given: Given<Needed>, tools: Tools): Promise<void> {
  const target = await tools.appliance('target');
  const answer = await tools.ask<'confirm-restore'>({
    kind: 'confirm-restore',
    targetName: given.target.hostname,
    sourceName: given.source.hostname,
    version: given.source.version,
    replaced: await target.counts(),
  });
  if (!sameName(answer.typedName, given.target.hostname))
    fail('restore.refused', { name: given.target.hostname });
}

/** The name is typed last: what it allows is done at once, not after somebody went looking for a kit. */
async function startImport(given: Given<Needed>, tools: Tools): Promise<void> {
  const key = await restoreKey(given.request, given.keyProof, tools);
  await confirm(given, tools);
  await (await tools.appliance('target')).importBackup(given.targetFile.path, tools.id, key);
}

async function awaitJob(tools: Tools): Promise<RestoreJob> {
  const waiting = patience(tools, 'target', 'ssh.authentication');
  for (;;) {
    const job = await waiting.ask((target) => target.restoreJob());
    if (job && job.request !== tools.id) return { state: 'failed', reason: 'another-restore' };
    if (job?.state === 'done' || job?.state === 'failed') return job;
    const doing = job === undefined ? 'restarting' : job.state;
    const done = job?.percent ?? tools.state().progress?.done ?? 0;
    tools.progress({ unit: 'percent', done, total: 100, doing });
    await waitGently(tools);
  }
}
