import { documentsOf } from '../../../shared/compatibility';
import type { MigrationState } from '../../../shared/migration';
import { confidenceWords, rulesWords, verdictWords } from '../../../shared/words/compatibility';
import type { ReportSection } from './report-section';

/** Why these two versions were taken to go together, and by which rules; of older journals, what they know of it. */
export function versionSection({ facts }: MigrationState): ReportSection {
  const heading = 'Do the versions go together?';
  const { source, target, verdict } = facts;
  if (!verdict) return { heading, rows: [] };
  const rows = [
    ['Versions', source && target ? `${source.version} to ${target.version}` : ''],
    ['Verdict', verdictWords[verdict.verdict]],
    ['Why', verdict.reason ?? ''],
    ['What to do', verdict.instead ?? ''],
    ['Documented', documentsOf(verdict).join('; ')],
    ['Certainty', verdict.confidence ? confidenceWords[verdict.confidence] : ''],
    ['Rules used', rulesWords(verdict)],
  ];
  return { heading, rows: rows.filter(([, text]) => text !== '') };
}
