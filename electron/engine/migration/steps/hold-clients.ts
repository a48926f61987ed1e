import type { ClientsSwitched } from '../../../../shared/clients';
import { standingOf, stillCounts } from '../../../../shared/finding-rules';
import type { Step, Tools } from '../step';
import { switchClients } from '../switch-clients';

/**
 * Keeps clients away from the new server until it is restored and verified: one that reports before leaves rows that nobody
 * expects. What a person said of this at the checks counts here as it did there.
 */
export const holdClients: Step<'target' | 'targetFile', 'held'> = {
  id: 'hold-clients',
  needs: ['target', 'targetFile'],
  run: async (given, tools) => {
    // A journal of an earlier version may be past the restore: then clients may need the new server already.
    if (tools.state().facts.restore)
      return { held: { how: 'late', at: tools.now().toISOString() } };
    const said = (why: string) => saidBefore(why === 'no-command', tools);
    return { held: await switchClients(false, given.target.hostname, tools, said) };
  },
};

/** What was said of the check of client communication: of what cannot be measured that it is so, or that it may be otherwise. */
function saidBefore(unmeasured: boolean, tools: Tools): ClientsSwitched | undefined {
  const finding = tools.state().findings.find(({ id }) => id === 'EPP-123');
  if (!finding) return undefined;
  const { statement, waiver } = finding;
  const standing = standingOf(finding);
  const stated = unmeasured && standing === 'stated' ? statement : undefined;
  if (stated && stillCounts(finding, stated, tools.now()))
    return { how: 'person', at: stated.at, by: stated.by };
  if (standing === 'waived' && waiver) return { how: 'waived', at: waiver.at, by: waiver.by };
  return undefined;
}
