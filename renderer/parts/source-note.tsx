import type { Sourced } from '../../shared/guide';
import { confidenceWords } from '../../shared/words/guide';
import css from './source-note.module.css';

/** Where a fact of the appliance comes from, folded to how sure it is. */
export function SourceNote({ source, confidence }: Sourced) {
  return (
    <details className={css['note']} data-confidence={confidence}>
      <summary>{confidenceWords[confidence]}</summary>
      <span className={css['source']}>{source}</span>
    </details>
  );
}
