import { Button, Text } from '@mantine/core';
import { useDeferredValue, useMemo } from 'react';
import type { ChosenFile } from '../../shared/contract';
import { client, ticketOf } from '../bridge';
import { inspectRow, look, openLibrary, useLibrary } from '../library-desk';
import { arranged } from '../library-view';
import { ActionFailure } from '../parts/action-failure';
import { FolderIcon } from '../parts/icons';
import { LibraryRowPart } from '../parts/library-row-part';
import { LibraryStanding } from '../parts/library-standing';
import { LibraryTable } from '../parts/library-table';
import { LibraryTools } from '../parts/library-tools';
import { PageBody } from '../parts/page-body';
import { useAction } from '../parts/use-action';
import { useDrop } from '../parts/use-drop';
import { goHome } from '../store';
import { frameWords } from '../words/en';
import { libraryWords } from '../words/en-library';
import css from './library.module.css';

/** All backups in a folder, as a table that fills itself. */
export function Library() {
  const { standing, folder } = useLibrary();
  const { busy, failure, run } = useAction();
  const begin = (get: () => Promise<ChosenFile | null>): void =>
    void run(async () => {
      const chosen = await get();
      if (chosen) await openLibrary(chosen);
    });
  const { over, zone } = useDrop(busy, (file) => begin(() => ticketOf(file, 'library')));
  return (
    <PageBody
      title={standing ? libraryWords.titleOf(standing.name) : libraryWords.title}
      why={standing ? undefined : libraryWords.why}
      failure={failure}
      wide={standing ? 'whole' : false}
      actions={
        <>
          <Button variant="default" onClick={goHome}>
            {frameWords.backHome}
          </Button>
          <Button
            variant={standing ? 'default' : 'filled'}
            disabled={busy}
            onClick={() => begin(() => client.call('choose-file', { purpose: 'library' }))}
          >
            {standing ? libraryWords.another : libraryWords.choose}
          </Button>
        </>
      }
    >
      <div className={css['zone']} data-open={standing !== undefined} {...zone}>
        {standing ? (
          <Opened onAgain={(fresh) => void run(async () => folder && openLibrary(folder, fresh))} />
        ) : (
          <>
            <div className={css['drop']}>
              <FolderIcon size={28} />
              <span role="status">{over ? libraryWords.dropNow : libraryWords.drop}</span>
            </div>
            <ul className={css['teaches']}>
              {libraryWords.teaches.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </PageBody>
  );
}

function Opened({ onAgain }: { readonly onAgain: (fresh: boolean) => void }) {
  const { standing, rows: newest, view, selected } = useLibrary();
  const { busy, failure, run } = useAction();
  // While rows stream in, typing and scrolling come first.
  const rows = useDeferredValue(newest);
  const shown = useMemo(() => arranged(rows, view), [rows, view]);
  if (!standing) return null;
  const open = (row: number): void => void run(() => inspectRow(standing.id, row));
  const chosen = selected === undefined ? undefined : rows[selected];
  const nothing = standing.found > 0 ? libraryWords.noneShown : libraryWords.none;
  return (
    <>
      <LibraryTools rows={rows} />
      <LibraryStanding standing={standing} shown={shown} onAgain={onAgain} />
      {standing.failure && <ActionFailure failure={standing.failure} />}
      {failure && <ActionFailure failure={failure} />}
      <div className={css['parts']}>
        {shown.length === 0 && standing.stage !== 'looking' ? (
          <Text c="dimmed" className={css['nothing'] ?? ''}>
            {nothing}
          </Text>
        ) : (
          <LibraryTable
            rows={shown}
            sort={view.sort}
            onSort={(sort) => look({ sort })}
            selected={selected}
            onSelect={(row) => useLibrary.setState({ selected: row })}
            onOpen={open}
          />
        )}
        {chosen && (
          <LibraryRowPart row={chosen} rows={rows} busy={busy} onOpen={() => open(chosen.row)} />
        )}
      </div>
    </>
  );
}
