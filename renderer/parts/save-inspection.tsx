import { Text } from '@mantine/core';
import { useState } from 'react';
import { type InspectionFormat, inspectionFormats } from '../../shared/inspecting';
import { client } from '../bridge';
import { saveInspectionWords } from '../words/en-inspect';
import { ActionFailure } from './action-failure';
import css from './findings-export.module.css';
import { Section } from './section';
import { SteadyButton } from './steady-button';
import { useAction } from './use-action';

type Props = { readonly id: string; readonly name: string };

/** Writes what was found into a file. */
export function SaveInspection({ id, name }: Props) {
  const { busy, failure, run } = useAction();
  const [saved, setSaved] = useState('');
  const save = (format: InspectionFormat): void =>
    void run(async () => {
      const place = await client.call('choose-place', {
        purpose: 'inspection',
        // A name may be as long as a disk allows.
        suggestedName: saveInspectionWords.fileName(name.slice(0, 150), format),
      });
      if (!place) return;
      setSaved('');
      await client.call('save-inspection', { id, format, file: { ticket: place.ticket } });
      setSaved(place.name);
    });
  return (
    <Section title={saveInspectionWords.title}>
      <Text c="dimmed" mb="xs">
        {saveInspectionWords.why}
      </Text>
      <div className={css['buttons']}>
        {inspectionFormats.map((format) => (
          <SteadyButton key={format} size="sm" off={busy} onPress={() => save(format)}>
            {saveInspectionWords.saveAs[format]}
          </SteadyButton>
        ))}
      </div>
      <Text size="sm" c="dimmed" mt={6} role="status">
        {saved !== '' && saveInspectionWords.saved(saved)}
      </Text>
      {failure && <ActionFailure failure={failure} />}
    </Section>
  );
}
