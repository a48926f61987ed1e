import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { type ExportFormat, exportFormats } from '../../shared/contract';
import { client } from '../bridge';
import { reviewWords } from '../words/en-findings';
import { ActionFailure } from './action-failure';
import { CopyButton } from './copy-button';
import css from './findings-export.module.css';
import { useAction } from './use-action';

type Props = {
  readonly migrationId: string;
  readonly serverName: string;
  /** What is copied: the findings as text, with what is entered. */
  readonly text: string;
  /** True where something is entered that the engine does not know yet. */
  readonly pending: boolean;
};

/** Takes the findings elsewhere: to the clipboard as they are on the page, or into a file as they are written down. */
export function FindingsExport({ migrationId, serverName, text, pending }: Props) {
  const { busy, failure, run } = useAction();
  const [saved, setSaved] = useState('');
  const save = (format: ExportFormat) => () =>
    void run(async () => {
      const suggestedName = reviewWords.fileName(serverName, format);
      const place = await client.call('choose-place', {
        purpose: 'findings',
        suggestedName,
      });
      if (!place) return;
      setSaved('');
      const file = { ticket: place.ticket };
      await client.call('export-findings', { id: migrationId, format, file });
      setSaved(place.name);
    });
  return (
    <div>
      <div className={css['buttons']}>
        <CopyButton text={text} label={reviewWords.copy} />
        {exportFormats.map((format) => (
          <Button
            key={format}
            variant="default"
            size="compact-sm"
            disabled={busy}
            onClick={save(format)}
          >
            {reviewWords.saveAs[format]}
          </Button>
        ))}
      </div>
      <Text size="sm" c="dimmed" mt={6} role="status">
        {saved !== '' && reviewWords.saved(saved)}
        {saved !== '' && pending && ` ${reviewWords.savedWithout}`}
      </Text>
      {failure && <ActionFailure failure={failure} />}
    </div>
  );
}
