import { failedWords } from '../words/en-outcomes';
import css from './details.module.css';
import { FactList, type FactRow } from './fact-list';

/** Folded away; for support. */
export function Details({ rows }: { readonly rows: readonly FactRow[] }) {
  return (
    <details className={css['details']}>
      <summary>{failedWords.details}</summary>
      <FactList rows={rows} />
    </details>
  );
}
