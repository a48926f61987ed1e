import type { Check } from './check';
import type { Readings } from './readings';

const atWork: readonly string[] = ['queued', 'restoring', 'restarting'];

/** EPP-105: another backup or restore under way would disturb this one, or be disturbed. */
export const nothingElseRuns: Check = {
  id: 'EPP-105',
  on: 'both',
  look: async ({ servers: { source, target }, migrationId }) => {
    const under = async (server: Readings, where: string): Promise<readonly string[]> => {
      const [backups, job] = await Promise.all([server.backups(), server.restoreJob()]);
      const restoring = job.request !== migrationId && atWork.includes(job.state);
      return [
        ...backups
          .filter(({ state }) => state === 'generating')
          .map(({ name }) => `backup ${name} on the ${where} server`),
        ...(restoring ? [`a restore on the ${where} server`] : []),
      ];
    };
    const seen = (await Promise.all([under(source, 'old'), under(target, 'new')])).flat();
    return {
      level: seen.length > 0 ? 'error' : 'ok',
      measured:
        seen.length > 0
          ? seen.join(', ')
          : 'no backup or restore running; updates and audit log jobs are not told',
      required: 'no backup or restore running on either server',
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
      about: down.join(', '),
    };
  },
});

/** EPP-123: a client that reports to the new server before the restore leaves rows that nobody expects. */
export const clientsKeptAway: Check = {
  id: 'EPP-123',
  on: 'target',
  look: async ({ servers }) => {
    const { enabled, seenLastDay } = await servers.target.clients();
    const seen = seenLastDay > 0 ? `; ${seenLastDay} clients seen in the last day` : '';
    return {
      level: enabled ? 'error' : seenLastDay > 0 ? 'warning' : 'ok',
      measured: `client communication is ${enabled ? 'on' : 'off'}${seen}`,
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
    const used = counts.computers > 0;
    return {
      level: used ? 'error' : backups.length > 0 ? 'warning' : 'ok',
      measured: `${counts.computers} computers, ${counts.policies} policies, ${backups.length} backups`,
      required: 'no computers and no backups',
    };
  },
};
