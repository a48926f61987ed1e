import { memo, type ReactNode } from 'react';
import { formatBytes } from '../../shared/bytes';
import type { LibraryRow } from '../../shared/library';
import { problemWords, rowWords, shownPath } from '../../shared/words/library';
import { levelOf, type SortColumn } from '../library-view';
import { DoneIcon, FailedIcon, InfoIcon, WarningIcon } from './icons';
import css from './library-table.module.css';

const icons = { ok: DoneIcon, info: InfoIcon, warning: WarningIcon, error: FailedIcon } as const;

/** The cells of a row, in the order of the columns. */
export const LibraryCells = memo(function Cells({ row }: { readonly row: LibraryRow }) {
  const { version, date, size, sha256 } = row;
  const path = shownPath(row.path);
  const cut = path.lastIndexOf('/') + 1;
  return (
    <>
      <Cell column="path">
        <span className={css['name']} title={path}>
          <bdi>{path.slice(cut)}</bdi>
        </span>
        {cut > 0 && (
          <span className={css['folder']}>
            <bdi>{path.slice(0, cut - 1)}</bdi>
          </span>
        )}
      </Cell>
      <Cell column="version" guess={version?.from === 'file-name'}>
        {version?.version}
      </Cell>
      <Cell column="date" guess={date?.from === 'file'}>
        {date?.at.slice(0, 10)}
      </Cell>
      <Cell column="size">{size === undefined ? '' : formatBytes(size)}</Cell>
      <Cell column="what">
        <span className={css['what']}>{rowWords(row)}</span>
      </Cell>
      <Cell column="problems">
        <Problems row={row} />
      </Cell>
      <Cell column="sha256">
        <code>{sha256?.slice(0, 12)}</code>
      </Cell>
    </>
  );
});

type CellProps = {
  readonly column: SortColumn;
  /** What is read off a name or a time that anybody can change. */
  readonly guess?: boolean;
  readonly children: ReactNode;
};

const Cell = ({ column, guess, children }: CellProps) => (
  <td data-column={column} data-guess={guess}>
    {children}
  </td>
);

function Problems({ row }: { readonly row: LibraryRow }) {
  const level = levelOf(row);
  const Icon = icons[level];
  const [first, ...others] = row.problems;
  if (row.state === 'found' || first === undefined) return null;
  return (
    <span className={css['problems']} data-level={level}>
      <Icon size={16} />
      <span>
        {problemWords[first].short}
        {others.length > 0 && ` +${others.length}`}
      </span>
    </span>
  );
}
