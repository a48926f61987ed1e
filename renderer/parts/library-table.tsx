import { useElementSize, useMergedRef } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { LibraryRow } from '../../shared/library';
import { type Sort, type SortColumn, sortColumns } from '../library-view';
import { libraryWords } from '../words/en-library';
import { LibraryCells } from './library-cells';
import css from './library-table.module.css';

type Props = {
  /** In the order in which they are shown. */
  readonly rows: readonly LibraryRow[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  /** The number of the chosen row. */
  readonly selected: number | undefined;
  readonly onSelect: (row: number) => void;
  readonly onOpen: (row: number) => void;
};

/** As in the style sheet. */
const rowHeight = 44;
/** Rows above and below those that are seen. */
const around = 6;
const rowId = (row: number): string => `library-row-${row}`;

/** A table of any length, of which only what is seen is drawn. The arrow keys choose a row, Enter opens it. */
export function LibraryTable({ rows, sort, onSort, selected, onSelect, onOpen }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const { ref: sized, height } = useElementSize<HTMLDivElement>();
  const ref = useMergedRef(box, sized);
  const table = useRef<HTMLTableElement>(null);
  const [top, setTop] = useState(0);
  const begin = Math.max(0, Math.floor(top / rowHeight) - around);
  const end = Math.min(rows.length, begin + Math.ceil(height / rowHeight) + 2 * around);
  const at = rows.findIndex(({ row }) => row === selected);

  // Who goes on by keys sees where they are, also where the table has become lower.
  const follow = useRef({ wanted: false, height });
  useEffect(() => {
    const { current } = follow;
    const wanted = current.wanted || current.height !== height;
    follow.current = { wanted: false, height };
    if (wanted && box.current && at >= 0) showRow(box.current, at);
  }, [at, height]);

  const press = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(height / rowHeight) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    };
    if (
      event.key === 'Enter' &&
      at >= 0 &&
      selected !== undefined &&
      event.target === table.current
    )
      onOpen(selected);
    const to = steps[event.key];
    if (to === undefined || rows.length === 0) return;
    event.preventDefault();
    const next = rows[Math.max(0, Math.min(rows.length - 1, to))];
    follow.current.wanted = true;
    if (next) onSelect(next.row);
  };

  return (
    <div className={css['box']} ref={ref} onScroll={() => setTop(box.current?.scrollTop ?? 0)}>
      <table
        ref={table}
        className={css['table']}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows are chosen by keys
        role="grid"
        tabIndex={0}
        aria-label={libraryWords.table}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={at >= begin && at < end ? rowId(selected ?? -1) : undefined}
        onKeyDown={press}
      >
        <thead>
          <tr aria-rowindex={1}>
            {sortColumns.map((column) => (
              <Heading key={column} {...{ column, sort, onSort }} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap rows={begin} />
          {rows.slice(begin, end).map((row, index) => (
            <tr
              key={row.row}
              id={rowId(row.row)}
              aria-rowindex={begin + index + 2}
              aria-selected={row.row === selected}
              onClick={() => {
                table.current?.focus({ preventScroll: true });
                onSelect(row.row);
              }}
              onDoubleClick={() => onOpen(row.row)}
            >
              <LibraryCells row={row} />
            </tr>
          ))}
          <Gap rows={rows.length - end} />
        </tbody>
      </table>
    </div>
  );
}

/** The room of rows that are not drawn. */
const Gap = ({ rows }: { readonly rows: number }) =>
  rows > 0 && (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nobody can focus it
    <tr aria-hidden="true">
      <td className={css['gap']} style={{ height: rows * rowHeight }} />
    </tr>
  );

/** Scrolls so far that a row is seen below the headings. */
function showRow(box: HTMLElement, at: number): void {
  const [above, below] = [at * rowHeight, (at + 2) * rowHeight];
  if (above < box.scrollTop) box.scrollTop = above;
  else if (below > box.scrollTop + box.clientHeight) box.scrollTop = below - box.clientHeight;
}

type HeadingProps = Pick<Props, 'sort' | 'onSort'> & { readonly column: SortColumn };

function Heading({ column, sort, onSort }: HeadingProps) {
  const mine = sort.column === column;
  return (
    <th
      scope="col"
      aria-sort={mine ? (sort.down ? 'descending' : 'ascending') : 'none'}
      data-column={column}
    >
      <button
        type="button"
        onClick={() => onSort({ column, down: mine && !sort.down })}
        className={css['sort']}
      >
        {libraryWords.columns[column]}
        <span aria-hidden="true">{mine ? (sort.down ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  );
}
