import { Button, List, TextInput } from '@mantine/core';
import { useState } from 'react';
import { byPersonWords } from '../../shared/words/clients';
import { PageBody } from '../parts/page-body';
import { leavesOf, StopButton } from '../parts/stop-button';
import { useAction } from '../parts/use-action';
import { useAnswer } from '../parts/use-answer';
import { clientsPageWords } from '../words/en-clients';
import type { Asked } from './asked';

/** Somebody looks where the program cannot: whether clients are kept away, let in, or back. */
export function ClientsByPerson({ state, question }: Asked<'clients-by-person'>) {
  const { busy, failure, send } = useAnswer(state, question);
  const stop = useAction();
  const [by, setBy] = useState('');
  const { title, lines, yes, no } = byPersonWords(question);
  const answer = (holds: boolean) => () =>
    send({ kind: 'clients-by-person', holds, ...(by.trim() !== '' && { by: by.trim() }) });
  return (
    <PageBody
      title={title}
      why={clientsPageWords.byPersonWhy}
      leaves={leavesOf(state)}
      failure={failure ?? stop.failure}
      actions={
        <>
          <StopButton asker={state} action={stop} />
          <Button variant="default" disabled={busy} onClick={answer(false)}>
            {no}
          </Button>
          <Button disabled={busy} onClick={answer(true)}>
            {yes}
          </Button>
        </>
      }
    >
      <List spacing="xs" mb="lg">
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      <TextInput
        label={clientsPageWords.byLabel}
        description={clientsPageWords.byHint}
        value={by}
        maxLength={100}
        disabled={busy}
        onChange={(event) => setBy(event.currentTarget.value)}
      />
    </PageBody>
  );
}
