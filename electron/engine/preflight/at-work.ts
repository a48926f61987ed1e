import type { Check } from './check';

/** EPP-105: another backup or restore under way would disturb this one, or be disturbed. */
export const nothingElseRuns: Check = {
  id: 'EPP-105',
  on: 'both',
  look: async ({ servers: { source, target }, migrationId }) => {
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
      level: seen.length > 0 ? 'error' : 'ok',
      measured: seen.length > 0 ? seen.join(', ') : 'nothing running',
      required: 'nothing running',
    };
  },
};

/** EPP-106: every service that the server names runs. */
export const servicesUp = (side: 'source' | 'target'): Check => ({
  id: 'EPP-106',
  on: side,
  look: async ({ servers }) => {
    const services = await servers[side].services();
    const down = services.filter(({ running }) => !running).map(({ name }) => name);
    return {
      level: down.length > 0 ? 'error' : 'ok',
      measured: down.length > 0 ? `down: ${down.join(', ')}` : `${services.length} running`,
      required: 'all running',
    };
  },
});

/** EPP-123: a client that reports to the new server before the restore leaves rows that nobody expects. */
export const clientsKeptAway: Check = {
  id: 'EPP-123',
  on: 'target',
  look: async ({ servers }) => {
    const { enabled } = await servers.target.clients();
    return {
      level: enabled ? 'error' : 'ok',
      measured: enabled ? 'client communication is on' : 'client communication is off',
      required: 'client communication off until the restore is verified',
    };
  },
};

/** EPP-122: what the new server holds is replaced, so a server in use has to be noticed. */
export const freshTarget: Check = {
  id: 'EPP-122',
  on: 'target',
  look: async ({ servers: { target } }) => {
    const [counts, backups] = await Promise.all([target.counts(), target.backups()]);
    const fresh = counts.computers === 0 && backups.length === 0;
    return {
      level: fresh ? 'ok' : 'warning',
      measured: `${counts.computers} computers, ${counts.policies} policies, ${backups.length} backups`,
      required: 'no computers and no backups',
    };
  },
};
