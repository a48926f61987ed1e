import type { RestoreJob } from '../../../shared/appliance';
import { fail } from '../../../shared/failure';
import { untilAnswered } from './patience';
import type { Tools } from './step';

/** The newest restore of the new server, whoever asked for it. */
export const newestJob = (tools: Tools): Promise<RestoreJob> =>
  untilAnswered(tools, 'target', (target) => target.restoreJob(), 'ssh.authentication');

/** The same, if this migration asked for it. */
export async function ownJob(tools: Tools): Promise<RestoreJob | undefined> {
  const job = await newestJob(tools);
  return job.request === tools.id ? job : undefined;
}

/** True while a restore is under way. */
export const isAtWork = ({ state }: RestoreJob): boolean =>
  state === 'queued' || state === 'restoring' || state === 'restarting';

/** Throws `restore.by-others`: a restore that this migration did not ask for. */
export const byOthers = ({ job, state, startedAt }: RestoreJob): never =>
  fail('restore.by-others', { job: job ?? '', state, ...(startedAt && { startedAt }) });
