import { type Finding, findingKey } from '../../shared/finding';
import { bySeverity } from '../review-filter';
import { runningWords } from '../words/en';
import css from './finding-list.module.css';
import { FindingRow } from './finding-row';
import { Section } from './section';

/** What the checks found, the worst first. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <Section title={runningWords.findings}>
      <ul className={css['list']}>
        {findings.toSorted(bySeverity).map((finding) => (
          <FindingRow key={findingKey(finding)} finding={finding} />
        ))}
      </ul>
    </Section>
  );
}
