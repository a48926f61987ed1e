import { Button, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type PracticePreset, practicePresets } from '../../shared/contract';
import { client } from '../bridge';
import { PageBody } from '../parts/page-body';
import { useAction } from '../parts/use-action';
import { goHome, openMigration } from '../store';
import { frameWords } from '../words/en';
import { practiseWords, presetWords } from '../words/en-places';
import css from './practise.module.css';

/** Two practice servers, and the whole way on them. */
export function Practise() {
  const { busy, failure, run } = useAction();
  const [preset, setPreset] = useState<PracticePreset>('matching');
  const [computers, setComputers] = useState('500');
  const count = computersOf(computers);

  const start = async (): Promise<void> => {
    if (count === undefined) return;
    const { plan, password } = await client.call('start-practice', { preset, computers: count });
    const { id } = await client.call('start-migration', { plan });
    openMigration(id, password);
  };
  return (
    <PageBody
      title={practiseWords.title}
      why={practiseWords.why}
      failure={failure}
      leaves={busy ? practiseWords.starting : undefined}
      actions={
        <>
          <Button variant="default" onClick={goHome}>
            {frameWords.backHome}
          </Button>
          <Button type="submit" form="practice" disabled={busy || count === undefined}>
            {practiseWords.start}
          </Button>
        </>
      }
    >
      <form
        id="practice"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void run(start);
        }}
      >
        <Radio.Group
          label={practiseWords.preset}
          value={preset}
          onChange={(value) => setPreset(value as PracticePreset)}
          size="md"
        >
          <Stack gap={0} mt="xs" className={css['presets'] ?? ''}>
            {practicePresets.map((name) => (
              <Radio
                key={name}
                value={name}
                label={presetWords[name].title}
                description={presetWords[name].what}
              />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          mt="lg"
          maw={420}
          label={practiseWords.computers}
          description={practiseWords.computersHint}
          error={count === undefined ? practiseWords.computersBad : undefined}
          value={computers}
          onChange={(event) => setComputers(event.currentTarget.value)}
          inputMode="numeric"
          autoComplete="off"
        />
      </form>
    </PageBody>
  );
}

/** The number of computers, or undefined outside what the practice servers take. */
function computersOf(typed: string): number | undefined {
  const digits = typed.replace(/\s/g, '');
  const count = Number(digits);
  return /^\d+$/.test(digits) && count >= 10 && count <= 50_000 ? count : undefined;
}
