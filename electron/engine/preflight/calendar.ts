import { formatDuration } from '../../../shared/bytes';
import type { Check } from './check';

const hour = 3_600_000;
/** Documented: wait 24 h after the last patch. */
const restAfterPatch = 24 * hour;

/** EPP-103: how long ago the last patch was applied, by the server's own clock. */
export const lastPatch: Check = {
  id: 'EPP-103',
  on: 'source',
  look: async ({ servers, identities, now }) => {
    const required = 'at least 24 h ago';
    const patches = await servers.source.patches();
    const times = patches.map(({ appliedAt }) => Date.parse(appliedAt));
    const ahead = identities.source.clockAheadSeconds;
    if (times.length === 0) return { level: 'unknown', measured: 'no patch on record', required };
    if (times.some(Number.isNaN)) {
      return { level: 'unknown', measured: 'the time of a patch cannot be read', required };
    }
    if (ahead === undefined) {
      return { level: 'unknown', measured: 'the server does not tell its time', required };
    }
    const age = now().getTime() + ahead * 1000 - Math.max(...times);
    const newest = patches[times.indexOf(Math.max(...times))];
    const latest = newest?.code ?? '';
    return {
      about: `${latest} ${newest?.appliedAt ?? ''}`,
      level: age < restAfterPatch ? 'error' : 'ok',
      measured:
        age < 0
          ? `${latest}, at a time that its clock has not reached`
          : `${latest}, ${formatDuration(age)} ago`,
      required,
    };
  },
};

/** EPP-104: the server tells its time in UTC only, so a person says whether its own 21:00 is far enough away. */
export const nightlyJob: Check = {
  id: 'EPP-104',
  on: 'source',
  look: async ({ identities, now }) => {
    const ahead = identities.source.clockAheadSeconds;
    const shown = (seconds: number): string =>
      new Date(now().getTime() + seconds * 1000).toISOString().slice(11, 16);
    return {
      level: 'unknown',
      measured:
        ahead === undefined
          ? 'neither its time nor its time zone is told'
          : `its clock shows ${shown(ahead)} UTC; its time zone is not told`,
      required: 'no backup or restore between 20:00 and 23:00 of its own time',
    };
  },
};

/** EPP-130: a minute apart is worth a warning. */
const skewAllowed = 60;

export const clock = (side: 'source' | 'target'): Check => ({
  id: 'EPP-130',
  on: side,
  look: async ({ identities }) => {
    const required = `at most ${skewAllowed} s apart from this computer`;
    const ahead = identities[side].clockAheadSeconds;
    if (ahead === undefined) {
      return { level: 'unknown', measured: 'the server does not tell its time', required };
    }
    const apart = Math.abs(ahead);
    return {
      level: apart > skewAllowed ? 'warning' : 'ok',
      measured:
        apart < 2 ? 'as on this computer' : `${apart} s ${ahead > 0 ? 'ahead of' : 'behind'} it`,
      required,
    };
  },
});
