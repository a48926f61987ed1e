import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { type WorksheetFormat, worksheetFormats } from '../../shared/contract';
import type { MigrationState } from '../../shared/migration';
import { worksheetWords } from '../../shared/words/worksheet';
import {
  type WorksheetRow as Row,
  type WorksheetWish,
  worksheetRows,
} from '../../shared/worksheet';
import { client } from '../bridge';
import { serverName } from '../server-face';
import { useApp } from '../store';
import { worksheetPartWords } from '../words/en-worksheet';
import { wishOf } from '../worksheet-desk';
import { changeDesk } from '../worksheets';
import { ActionFailure } from './action-failure';
import { useAction } from './use-action';
import css from './worksheet.module.css';
import { WorksheetEditor } from './worksheet-editor';
import { editIdOf, WorksheetRow } from './worksheet-row';

/** Every item with how it stands; one at a time can be written down. Then the list as a file. */
export function WorksheetRows({ state }: { readonly state: MigrationState }) {
  const { id } = state;
  const draft = useApp(({ worksheets }) => worksheets[id]?.draft);
  const reviewer = useApp((app) => app.reviewer.trim());
  const noting = useAction();
  const [said, setSaid] = useState('');
  const close = (row: Row): void => {
    changeDesk(id, { draft: undefined });
    // The button comes back with the line; the one that was pressed is gone.
    setTimeout(() => document.getElementById(editIdOf(row.id))?.focus());
  };
  const note = async (row: Row, wish: WorksheetWish | undefined): Promise<void> => {
    if (wish) {
      const by = reviewer === '' ? {} : { by: reviewer };
      const done = await noting.run(() => client.call('note-worksheet', { id, ...wish, ...by }));
      if (!done) return;
      setSaid(worksheetPartWords.noted(worksheetWords[row.id].title));
    }
    close(row);
  };
  return (
    <div>
      <Text size="sm" c="dimmed" mb="xs">
        {worksheetPartWords.why}
      </Text>
      <ul className={css['rows']} aria-label={worksheetPartWords.list}>
        {worksheetRows(state).map((row) => (
          <WorksheetRow
            key={row.id}
            row={row}
            onEdit={
              draft?.item === row.id
                ? undefined
                : () => {
                    const { item, state: standing, where, note: text } = row.entry;
                    setSaid('');
                    changeDesk(id, { draft: { item, state: standing, where, note: text } });
                  }
            }
          >
            {draft?.item === row.id && (
              <WorksheetEditor
                draft={draft}
                busy={noting.busy}
                failure={noting.failure}
                onChange={(changes) => changeDesk(id, { draft: { ...draft, ...changes } })}
                onSave={() => void note(row, wishOf(draft, row.entry))}
                onDiscard={() => close(row)}
              />
            )}
          </WorksheetRow>
        ))}
      </ul>
      <Text size="sm" c="dimmed" role="status">
        {said}
      </Text>
      <WorksheetExport migrationId={id} server={serverName(state, 'source')} />
    </div>
  );
}

function WorksheetExport({
  migrationId,
  server,
}: {
  readonly migrationId: string;
  readonly server: string;
}) {
  const { busy, failure, run } = useAction();
  const [saved, setSaved] = useState('');
  const save = (format: WorksheetFormat) => () =>
    void run(async () => {
      const suggestedName = worksheetPartWords.fileName(server, format);
      const place = await client.call('choose-place', { purpose: 'worksheet', suggestedName });
      if (!place) return;
      setSaved('');
      const file = { ticket: place.ticket };
      await client.call('export-worksheet', { id: migrationId, format, file });
      setSaved(place.name);
    });
  return (
    <div>
      <div className={css['buttons']}>
        {worksheetFormats.map((format) => (
          <Button
            key={format}
            variant="default"
            size="compact-sm"
            disabled={busy}
            onClick={save(format)}
          >
            {worksheetPartWords.elsewhere[format]}
          </Button>
        ))}
      </div>
      <Text size="sm" c="dimmed" mt={6} role="status">
        {saved !== '' && worksheetPartWords.saved(saved)}
      </Text>
      {failure && <ActionFailure failure={failure} />}
    </div>
  );
}
