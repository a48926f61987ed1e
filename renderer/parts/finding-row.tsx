import { type ReactNode, useId } from 'react';
import type { Finding } from '../../shared/finding';
import { standingOf } from '../../shared/finding-rules';
import { describeFinding } from '../../shared/words/findings';
import { hostWords } from '../../shared/words/standings';
import { acknowledgements, originOf } from '../finding-words';
import { findingWords } from '../words/en-findings';
import css from './finding-row.module.css';
import { StandingMark } from './standing-mark';

type Props = {
  readonly finding: Finding;
  /** The id of its heading; given where the focus is led there. */
  readonly headingId?: string;
  /** What can be done about it. */
  readonly children?: ReactNode;
};

/** One finding: how it stands, what was found and needed, and what to do; what is fine has the rest folded. */
export function FindingRow({ finding, headingId, children }: Props) {
  const ownId = useId();
  const id = headingId ?? ownId;
  // On its own page right below the heading, elsewhere in a part of a page.
  const Heading = headingId ? 'h2' : 'h3';
  const { title, cause, fix } = describeFinding(finding);
  const standing = standingOf(finding);
  const fine = standing === 'ok' || standing === 'info';
  const measured = finding.level === 'unknown' ? findingWords.notMeasured : findingWords.measured;
  const found = [
    { name: measured, value: finding.measured },
    ...(finding.required ? [{ name: findingWords.required, value: finding.required }] : []),
  ];
  const rest = [
    { name: findingWords.cause, value: cause },
    { name: findingWords.fix, value: fix },
    { name: findingWords.rule, value: originOf(finding) },
  ];
  return (
    <li>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and most findings have none */}
      <div
        role="group"
        aria-labelledby={`${id} ${id}-on`}
        className={css['row']}
        data-standing={standing}
      >
        <StandingMark standing={standing} />
        <div className={css['body']}>
          <div className={css['head']}>
            <Heading id={id} tabIndex={headingId ? -1 : undefined}>
              {title}
            </Heading>
            <span id={`${id}-on`} className={css['on']} data-host={finding.on}>
              <strong>{hostWords[finding.on]}</strong> · {finding.id}
            </span>
          </div>
          {fine ? (
            <>
              <Facts rows={found} short />
              <details className={css['more']}>
                <summary>{findingWords.more}</summary>
                <Facts rows={rest} />
              </details>
            </>
          ) : (
            <Facts rows={[...found, ...rest]} />
          )}
          {acknowledgements(finding).map((line) => (
            <p key={line} className={css['acknowledged']}>
              {line}
            </p>
          ))}
          {children}
        </div>
      </div>
    </li>
  );
}

type Fact = { readonly name: string; readonly value: string };

function Facts({ rows, short }: { readonly rows: readonly Fact[]; readonly short?: boolean }) {
  return (
    <dl className={css['facts']} data-short={short}>
      {rows.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
