import type { RestoreJob } from '../../../../shared/appliance';
import { fail } from '../../../../shared/failure';
import type { Facts } from '../../../../shared/migration';
import { sameName } from '../../login/same-name';
import { ownJob } from '../own-job';
import { patience, waitGently } from '../patience';
import type { Given, Step, Tools } from '../step';

const keyAttempts = 3;

type Needed = 'request' | 'source' | 'target' | 'targetFile';

/**
 * Restores the backup on the new server after its name was typed. The import carries this migration's id, so that a run that
 * was killed finds its own restore again instead of starting a second one.
 */
export const restoreBackup: Step<Needed, 'restore'> = {
  id: 'restore-backup',
  needs: ['request', 'source', 'target', 'targetFile'],
  run: async (given, tools) => {
    const running = await ownJob(tools);
    if (running === undefined || running.state === 'failed') await confirm(given, tools);
    for (let attempt = 0; ; attempt++) {
      const job = await ownJob(tools);
      if (job === undefined || job.state === 'failed') await startImport(given, tools, attempt > 0);
      const ended = await awaitJob(tools);
      if (ended.state === 'done') {
        tools.secrets.forgetKey();
        // From now on the new server takes the logins of the old one.
        tools.dropConnection('target');
        return learned(ended, tools);
      }
      const wrongKey = ended.reason === 'wrong-key';
      if (!wrongKey) fail('restore.failed', { reason: ended.reason ?? '' });
      tools.secrets.forgetKey();
      if (attempt + 1 >= keyAttempts) fail('key.wrong', { attempts: keyAttempts });
    }
  },
  alreadyDone: async (_given, tools) => {
    const job = await ownJob(tools);
    return job?.state === 'done' ? learned(job, tools) : undefined;
  },
};

const learned = (job: RestoreJob, tools: Tools): Pick<Facts, 'restore'> => ({
  restore: { job: job.job ?? '', finishedAt: tools.now().toISOString() },
});

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

async function startImport(given: Given<Needed>, tools: Tools, again: boolean): Promise<void> {
  const { request, targetFile } = given;
  let key = tools.secrets.key(request.backupId);
  if (key === undefined) {
    const answer = await tools.ask<'enter-key'>({
      kind: 'enter-key',
      backupName: request.name,
      again,
    });
    key = answer.secret.trim();
    tools.secrets.keepKey(request.backupId, key);
  }
  await (await tools.appliance('target')).importBackup(targetFile.path, tools.id, key);
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
