import type { Side } from '../../../../shared/appliance';
import { type Judgement, judge } from '../../../../shared/compatibility';
import { fail } from '../../../../shared/failure';
import { parseVersion } from '../../../../shared/version';
import type { Step, Tools } from '../step';

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
    return { source, target, verdict: acceptedPair(tools, source.version, target.version) };
  },
};

/** What the rules say of a pair that is not refused; throws `version.not-allowed`, `rules.invalid`. */
export function acceptedPair(
  { loadRules }: Pick<Tools, 'loadRules'>,
  source: string,
  target: string,
): Judgement {
  const judgement = judge(loadRules(), source, target);
  const { verdict, rule, reason, instead, documented, rules } = judgement;
  if (verdict === 'refused' || verdict === 'unknown') {
    fail('version.not-allowed', {
      ...{ source, target },
      ...{ verdict, rule, reason, instead, rules, documented: documented.join('; ') },
    });
  }
  return judgement;
}
