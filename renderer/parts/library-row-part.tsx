import { Button, Text } from '@mantine/core';
import { formatBytes } from '../../shared/bytes';
import { type LibraryProblem, type LibraryRow, problemLevels } from '../../shared/library';
import { fitWords, versionFromWords } from '../../shared/words/inspection';
import { dateFromWords, problemWords, rowWords, shownPath } from '../../shared/words/library';
import { formatMoment } from '../when';
import { formatNumber } from '../words/en';
import { libraryWords } from '../words/en-library';
import { CopyButton } from './copy-button';
import type { FactRow } from './fact-list';
import css from './library-row-part.module.css';

type Props = {
  readonly row: LibraryRow;
  readonly rows: readonly LibraryRow[];
  readonly busy: boolean;
  readonly onOpen: () => void;
};

/** Copies that are named. */
const copiesNamed = 4;

/** All that is known of the chosen backup, and what to do about it. */
export function LibraryRowPart({ row, rows, busy, onOpen }: Props) {
  const { sha256, problems, folder, state } = row;
  return (
    <section className={css['part']} aria-label={libraryWords.selected}>
      <header className={css['head']}>
        <div>
          <Text fw={650} className={css['name'] ?? ''}>
            <bdi>{shownPath(row.path)}</bdi>
          </Text>
          <Text size="sm" c="dimmed">
            {rowWords(row)}
          </Text>
        </div>
        <div className={css['buttons']}>
          {!folder && state !== 'link' && (
            <Button size="compact-sm" disabled={busy} onClick={onOpen}>
              {libraryWords.inspect}
            </Button>
          )}
          {sha256 && <CopyButton key={sha256} text={sha256} label={libraryWords.copySha} />}
        </div>
      </header>
      <div className={css['body']}>
        <div>
          {problems.length === 0 && <Text size="sm">{libraryWords.nothing}</Text>}
          <ul className={css['problems']}>
            {problems.map((problem) => (
              <Problem key={problem} problem={problem} />
            ))}
          </ul>
        </div>
        <dl className={css['facts']}>
          {factsOf(row, rows).map(({ name, value, mono }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd data-mono={mono}>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}

function Problem({ problem }: { readonly problem: LibraryProblem }) {
  const { says, advice } = problemWords[problem];
  return (
    <li data-level={problemLevels[problem]}>
      <span>{says}</span> {advice}
    </li>
  );
}

function factsOf(row: LibraryRow, rows: readonly LibraryRow[]): readonly FactRow[] {
  const { size, sha256, version, date, server, fit } = row;
  const { from } = libraryWords;
  const all: readonly (FactRow | false | undefined)[] = [
    size !== undefined && {
      name: libraryWords.size,
      value: size < 1000 ? formatBytes(size) : from(formatBytes(size), `${formatNumber(size)} B`),
    },
    version && {
      name: libraryWords.version,
      value: from(version.version, versionFromWords[version.from]),
    },
    date && {
      name: libraryWords.date,
      value: from(formatMoment(date.at), dateFromWords[date.from]),
    },
    server !== undefined && { name: libraryWords.server, value: server },
    fit && { name: libraryWords.fit, value: fitWords[fit] },
    { name: libraryWords.sha256, value: sha256 ?? libraryWords.notHashed, mono: true },
    row.problems.includes('duplicate') && {
      name: libraryWords.copies,
      value: copiesOf(row, rows),
    },
  ];
  return all.filter((fact): fact is FactRow => typeof fact === 'object');
}

function copiesOf({ row, sha256 }: LibraryRow, rows: readonly LibraryRow[]): string {
  const others = rows.filter((each) => each.sha256 === sha256 && each.row !== row);
  const named = others.slice(0, copiesNamed).map(({ path }) => shownPath(path));
  const more = others.length - named.length;
  return [...named, ...(more > 0 ? [libraryWords.andMore(more)] : [])].join(', ');
}
