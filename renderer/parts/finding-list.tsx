import type { Finding } from '../../shared/finding';
import { describeFinding } from '../../shared/words/findings';
import { findingWords, runningWords } from '../words/en';
import css from './finding-list.module.css';
import { DoneIcon, FailedIcon, WarningIcon } from './icons';
import { Section } from './section';

const icons = { ok: DoneIcon, warning: WarningIcon, error: FailedIcon } as const;
const weight = { error: 0, warning: 1, ok: 2 } as const;

/** What the checks found, the worst first. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  const sorted = findings.toSorted((a, b) => weight[a.level] - weight[b.level]);
  return (
    <Section title={runningWords.findings}>
      <ul className={css['list']}>
        {sorted.map((finding) => (
          <FindingRow key={`${finding.id} ${finding.on}`} finding={finding} />
        ))}
      </ul>
    </Section>
  );
}

function FindingRow({ finding }: { readonly finding: Finding }) {
  const Icon = icons[finding.level];
  const { title, fix } = describeFinding(finding);
  return (
    <li data-level={finding.level}>
      <span className={css['level']}>
        <Icon />
        {findingWords[finding.level]}
      </span>
      <div>
        <div className={css['title']}>
          {title}
          <span className={css['on']}>
            {findingWords.on[finding.on]} · {finding.id}
          </span>
        </div>
        <div className={css['measured']}>
          {findingWords.measured}: {finding.measured}. {findingWords.required}: {finding.required}.
        </div>
        {finding.level !== 'ok' && (
          <div>
            {findingWords.fix}: {fix}
          </div>
        )}
      </div>
    </li>
  );
}
