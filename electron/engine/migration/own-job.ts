import type { RestoreJob } from '../../../shared/appliance';
import { patience, waitGently } from './patience';
import type { Tools } from './step';

/** The newest restore, if this migration asked for it. */
export async function ownJob(tools: Tools): Promise<RestoreJob | undefined> {
  const waiting = patience(tools, 'target', 'ssh.authentication');
  for (;;) {
    const job = await waiting.ask((target) => target.restoreJob());
    if (job) return job.request === tools.id ? job : undefined;
    await waitGently(tools);
  }
}
