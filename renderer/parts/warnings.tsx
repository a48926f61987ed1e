import { isException } from '../../shared/finding-rules';
import type { MigrationState } from '../../shared/migration';
import { findingWords } from '../words/en-findings';
import { FindingList } from './finding-list';
import { WarningIcon } from './icons';
import css from './warnings.module.css';

/** What the checks warned of and what was let pass, folded: told again where a person is asked. */
export function Warnings({ state }: { readonly state: MigrationState }) {
  const warnings = state.findings.filter(isException);
  if (warnings.length === 0) return null;
  return (
    <details className={css['warnings']}>
      <summary>
        <WarningIcon />
        {findingWords.warned(warnings.length)}
      </summary>
      <FindingList findings={warnings} />
    </details>
  );
}
