import type { ReactNode } from 'react';
import css from './fact-list.module.css';

export type FactRow = {
  readonly name: string;
  readonly value: ReactNode;
  /** Keys, paths and fingerprints. */
  readonly mono?: boolean;
};

/** Names and values, one below the other. */
export function FactList({
  rows,
  stacked,
}: {
  readonly rows: readonly FactRow[];
  /** Each value below its name, where there is little room beside it. */
  readonly stacked?: boolean;
}) {
  return (
    <dl className={css['list']} data-stacked={stacked}>
      {rows.map(({ name, value, mono }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd data-mono={mono}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
