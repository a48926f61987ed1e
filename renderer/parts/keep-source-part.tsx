import { Button, Group, List, Modal, Text, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { keptSource } from '../../shared/keep-source';
import type { MigrationState } from '../../shared/migration';
import {
  givenUpSentence,
  keepReminder,
  keepSourceLines,
  keepSourceWords,
} from '../../shared/words/keep-source';
import { client } from '../bridge';
import { serverName } from '../server-face';
import { backWords, keepWords } from '../words/en-way-back';
import { ActionFailure } from './action-failure';
import { Section } from './section';
import { useAction } from './use-action';
import { useFocusAfter } from './use-focus-after';
import { useNow } from './use-now';

/** Until when the old server is kept and why, the reminder of it, and what became of it. */
export function KeepSourcePart({ state }: { readonly state: MigrationState }) {
  const { busy, failure, run } = useAction();
  const [saved, setSaved] = useState('');
  const [givingUp, setGivingUp] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const focusAfter = useFocusAfter(givingUp);
  const close = (): void => {
    focusAfter(() => button.current);
    setGivingUp(false);
  };
  const now = useNow();
  const gone = givenUpSentence(state);
  if (gone !== undefined)
    return (
      <Section title={keepSourceWords.title}>
        <Text>{gone}</Text>
      </Section>
    );
  if (!keptSource(state)) return null;
  const { id } = state;
  const open = (): void =>
    void run(() => client.call('open-document', { id, document: 'reminder' }));
  const save = (): void =>
    void run(async () => {
      setSaved('');
      const suggestedName = keepWords.fileName(serverName(state, 'source'));
      const place = await client.call('choose-place', { purpose: 'reminder', suggestedName });
      if (!place) return;
      await client.call('save-reminder', { id, file: { ticket: place.ticket } });
      setSaved(backWords.saved(place.name));
    });
  return (
    <Section title={keepSourceWords.title}>
      <Text fw={600}>{keepReminder(state, new Date(now))}</Text>
      {keepSourceLines(state).map((line) => (
        <Text key={line} mt={4}>
          {line}
        </Text>
      ))}
      <Text mt="sm">{keepSourceWords.confirmTitle}:</Text>
      <List spacing={4}>
        {keepSourceWords.confirm.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      <Group gap="sm" mt="sm">
        <Button variant="default" size="sm" disabled={busy} onClick={open}>
          {keepWords.calendar}
        </Button>
        <Button variant="default" size="sm" disabled={busy} onClick={save}>
          {keepWords.save}
        </Button>
        <Button ref={button} variant="default" size="sm" onClick={() => setGivingUp(true)}>
          {keepWords.giveUp}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt={6} role="status">
        {saved}
      </Text>
      {failure && <ActionFailure failure={failure} />}
      {givingUp && <GiveUpDialog state={state} close={close} />}
    </Section>
  );
}

function GiveUpDialog({
  state,
  close,
}: {
  readonly state: MigrationState;
  readonly close: () => void;
}) {
  const { busy, failure, run } = useAction();
  const [note, setNote] = useState('');
  const [by, setBy] = useState('');
  const ready = note.trim().length >= 3 && !busy;
  const record = (): void =>
    void run(() =>
      client.call('give-up-source', {
        id: state.id,
        note: note.trim(),
        ...(by.trim() !== '' && { by: by.trim() }),
      }),
    ).then((worked) => worked && close());
  return (
    <Modal opened onClose={close} title={keepWords.dialog(serverName(state, 'source'))}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) record();
        }}
      >
        <Text mb="sm">{keepWords.dialogWhy}</Text>
        <TextInput
          label={keepWords.note}
          description={keepWords.noteHint}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          autoComplete="off"
        />
        <TextInput
          mt="sm"
          label={keepWords.by}
          maxLength={100}
          value={by}
          onChange={(event) => setBy(event.currentTarget.value)}
          autoComplete="off"
        />
        {failure && <ActionFailure failure={failure} />}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close}>
            {keepWords.cancel}
          </Button>
          <Button type="submit" disabled={!ready}>
            {keepWords.record}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
