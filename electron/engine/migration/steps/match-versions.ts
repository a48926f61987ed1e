import type { Side } from '../../../../shared/appliance';
import { judge } from '../../../../shared/compatibility';
import { fail } from '../../../../shared/failure';
import { parseVersion } from '../../../../shared/version';
import type { Step } from '../step';

/**
 * Compares both versions by the rules; reads them anew, since a server may have been updated after a refusal. What is accepted
 * with caution, or disputed, goes on to the checks, where a person decides.
 */
export const matchVersions: Step<'source' | 'target', 'source' | 'target' | 'verdict'> = {
  id: 'match-versions',
  needs: ['source', 'target'],
  run: async (_given, tools) => {
    const source = await (await tools.appliance('source')).identity();
    const target = await (await tools.appliance('target')).identity();
    const readable = (side: Side, version: string): void => {
      if (!parseVersion(version)) fail('version.unreadable', { side, seen: version.slice(0, 80) });
    };
    readable('source', source.version);
    readable('target', target.version);
    const judgement = judge(tools.loadRules(), source.version, target.version);
    const { verdict, rule, reason, instead, documented, rules } = judgement;
    if (verdict === 'refused' || verdict === 'unknown') {
      fail('version.not-allowed', {
        ...{ source: source.version, target: target.version },
        ...{ verdict, rule, reason, instead, rules, documented: documented.join('; ') },
      });
    }
    return { source, target, verdict: judgement };
  },
};
