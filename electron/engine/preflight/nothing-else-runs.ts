import type { Check } from './check';

/** EPP-105: another backup or restore under way would disturb this one, or be disturbed. */
export const nothingElseRuns: Check = async ({ source, target, migrationId }) => {
  const backups = (await source.backups()).filter((backup) => backup.state === 'generating');
  const job = await target.restoreJob();
  const restoring =
    job.request !== migrationId &&
    (job.state === 'queued' || job.state === 'restoring' || job.state === 'restarting');
  const seen = [
    ...backups.map((backup) => `backup ${backup.name} on the old server`),
    ...(restoring ? ['a restore on the new server'] : []),
  ];
  return {
    id: 'EPP-105',
    level: seen.length > 0 ? 'error' : 'ok',
    on: 'both',
    measured: seen.length > 0 ? seen.join(', ') : 'nothing running',
    required: 'nothing running',
  };
};
