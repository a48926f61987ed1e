import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { LibraryChange, LibraryRow } from '../../shared/library';
import { client } from '../bridge';
import { libraryWords } from '../words/en-library';
import { ActionFailure } from './action-failure';
import { useAction } from './use-action';

type Props = {
  readonly standing: Pick<LibraryChange, 'id' | 'name'>;
  /** What is saved: the rows that are shown, in their order. */
  readonly rows: readonly LibraryRow[];
};

/** Takes the table, as it is shown, into a spreadsheet. */
export function SaveLibrary({ standing: { id, name }, rows }: Props) {
  const { busy, failure, run } = useAction();
  const [saved, setSaved] = useState('');
  const save = (): void =>
    void run(async () => {
      const suggestedName = libraryWords.fileName(name);
      const place = await client.call('choose-place', { purpose: 'library', suggestedName });
      if (!place) return;
      setSaved('');
      const file = { ticket: place.ticket };
      await client.call('save-library', { id, file, rows: rows.map(({ row }) => row) });
      setSaved(place.name);
    });
  return (
    <>
      <Text size="sm" c="dimmed" role="status">
        {saved !== '' && libraryWords.saved(saved)}
      </Text>
      <Button
        variant="default"
        size="compact-sm"
        disabled={busy || rows.length === 0}
        onClick={save}
      >
        {libraryWords.save}
      </Button>
      {failure && <ActionFailure failure={failure} />}
    </>
  );
}
