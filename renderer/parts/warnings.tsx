import type { MigrationState } from '../../shared/migration';
import { findingWords } from '../words/en';
import css from './details.module.css';
import { FindingList } from './finding-list';
import { Notice } from './notice';

/** Warnings of the checks, folded: the run does not wait for them, so they are told again where a person is asked. */
export function Warnings({ state }: { readonly state: MigrationState }) {
  const warnings = state.findings.filter(({ level }) => level === 'warning');
  if (warnings.length === 0) return null;
  return (
    <Notice tone="warn" title={findingWords.warned(warnings.length)}>
      <details className={css['details']} data-inside>
        <summary>{findingWords.show}</summary>
        <FindingList findings={warnings} />
      </details>
    </Notice>
  );
}
