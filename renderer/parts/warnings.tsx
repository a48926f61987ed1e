import type { MigrationState } from '../../shared/migration';
import { findingWords } from '../words/en';
import { FindingList } from './finding-list';
import { WarningIcon } from './icons';
import css from './warnings.module.css';

/** Warnings of the checks, folded: the run does not wait for them, so they are told again where a person is asked. */
export function Warnings({ state }: { readonly state: MigrationState }) {
  const warnings = state.findings.filter(({ level }) => level === 'warning');
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
