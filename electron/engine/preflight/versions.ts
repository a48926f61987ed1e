import { documentsOf } from '../../../shared/compatibility';
import { parseVersion } from '../../../shared/version';
import type { Check } from './check';

/** EPP-101: a version that no rule names is never fine. */
export const knownVersion: Check = {
  id: 'EPP-101',
  on: 'source',
  look: async ({ identities: { source }, verdict }) => ({
    level: verdict.verdict === 'unknown' ? 'error' : 'ok',
    measured: `${source.version}${source.versionFrom === 'person' ? ', read by a person' : ''}`,
    required: 'a version that the rule set names',
  }),
};

const levels = {
  accepted: 'ok',
  caution: 'warning',
  conflicting: 'error',
  refused: 'error',
  unknown: 'error',
} as const;

/** EPP-102: what the rules say of the pair; where the vendor's documents disagree, a person decides. */
export const matchingVersions: Check = {
  id: 'EPP-102',
  on: 'both',
  look: async ({ identities: { source, target }, verdict }) => {
    const { reason = '', instead = '', rule } = verdict;
    const said = [reason, instead].filter(Boolean).join(' ');
    return {
      level: levels[verdict.verdict],
      measured: `${source.version} to ${target.version}: ${verdict.verdict} by rule ${rule}${said ? `. ${said}` : ''}`,
      about: `${source.version} ${target.version} ${rule}`,
      required: `a pair that is accepted${documentsOf(verdict).length > 0 ? ` (${documentsOf(verdict).join('; ')})` : ''}`,
    };
  },
};

/** EPP-143: clients up to 5.9.4.1 do not take the packages of a newer family without a step in between. */
export const clientBridge: Check = {
  id: 'EPP-143',
  on: 'both',
  look: async ({ identities: { source, target } }) => {
    const [from, to] = [parseVersion(source.version), parseVersion(target.version)];
    const across = from?.family === 'dotted' && to?.family === 'dated';
    return {
      level: across ? 'info' : 'ok',
      measured: across
        ? `${source.version} to ${target.version}: old clients need the bridge client`
        : 'no change of family',
      required: 'clients that can talk to the new server',
    };
  },
};
