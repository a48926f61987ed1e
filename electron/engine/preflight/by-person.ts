import { type Archive, archiveKinds } from '../../../shared/appliance';
import type { FindingHost, FindingId } from '../../../shared/finding';
import { byWorksheet } from '../../../shared/worksheet-finding';
import type { Check } from './check';

/** What no command tells: a person says how it is. */
const asked = (id: FindingId, on: FindingHost, required: string): Check => ({
  id,
  on,
  look: async () => ({ level: 'unknown', measured: 'no command tells this', required }),
});

/** EPP-140: a snapshot of each virtual machine, with its name and when it was completed. */
export const snapshot = (side: 'source' | 'target'): Check =>
  asked('EPP-140', side, 'a completed snapshot');

/** EPP-141: what a System Backup v2 leaves behind; where the server lists it, the finding says what there is. */
export const savedOrGivenUp: Check = {
  id: 'EPP-141',
  on: 'both',
  look: async ({ servers }) => {
    const required = 'downloaded, or given up knowingly';
    const lists = await Promise.allSettled([servers.source.archives(), servers.target.archives()]);
    const backups = await servers.target.backups();
    const [old, fresh] = lists.map((list) =>
      list.status === 'fulfilled' ? countedWords(list.value) : 'not known',
    );
    const measured = `on the old server: ${old} of logs, audits and backups; on the new one: ${fresh}, ${backups.length} System Backups`;
    return { level: 'unknown', measured, required };
  },
};

/** `12 files (audit-log 7, shadow 5)` */
function countedWords(archives: readonly Archive[]): string {
  const kinds = archiveKinds.flatMap((kind) => {
    const count = archives.filter((each) => each.kind === kind).length;
    return count === 0 ? [] : [`${kind} ${count}`];
  });
  return `${archives.length} files${kinds.length === 0 ? '' : ` (${kinds.join(', ')})`}`;
}

/** EPP-125: the licence is bound to a Server ID, which the new server has of its own. */
export const licenceFile: Check = asked('EPP-125', 'target', 'a licence file for the new server');

/** EPP-142: integrations, by the worksheet; while it is not complete a person says how it is. */
export const integrationsWritten: Check = {
  id: 'EPP-142',
  on: 'source',
  look: async ({ worksheet, identities }) => byWorksheet({ worksheet, facts: identities }),
};

/** EPP-144: what is not migrated. */
export const lossesKnown: Check = asked('EPP-144', 'both', 'somebody who knows it');

/** EPP-151: whether this computer falls asleep cannot be asked of every system. */
export const staysAwake: Check = asked('EPP-151', 'workstation', 'no sleep during the migration');
