import { missingWords } from '../../shared/words/clients';
import css from './missing-list.module.css';

/** Names of computers that have not come back, as many as are known here. */
export function MissingList({
  missing,
  all,
}: {
  readonly missing: readonly string[];
  readonly all: number;
}) {
  if (missing.length === 0) return null;
  const title = missingWords.first(missing.length, all);
  return (
    <section className={css['box']} aria-label={title}>
      <h2 className={css['title']}>{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
      <ul className={css['names']} tabIndex={0} aria-label={title}>
        {missing.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </section>
  );
}
