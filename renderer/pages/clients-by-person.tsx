import { Button, List, TextInput } from '@mantine/core';
import { useState } from 'react';
import { byPersonWords } from '../../shared/words/clients';
import { ConsoleBeside } from '../parts/console-beside';
import { HandGuide } from '../parts/hand-guide';
import { PageBody } from '../parts/page-body';
import { PracticeLogin } from '../parts/practice-login';
import { leavesOf, StopButton } from '../parts/stop-button';
import { useAction } from '../parts/use-action';
import { useAnswer } from '../parts/use-answer';
import { serverName } from '../server-face';
import { clientsPageWords } from '../words/en-clients';
import type { Asked } from './asked';

/** Somebody looks where the program cannot: whether clients are kept away, let in, or back. */
export function ClientsByPerson({ state, question }: Asked<'clients-by-person'>) {
  const { busy, failure, send } = useAnswer(state, question);
  const stop = useAction();
  const [by, setBy] = useState('');
  const { guide } = question;
  const { title, lines, yes, no } = byPersonWords(question);
  const answer = (holds: boolean) => () =>
    send({ kind: 'clients-by-person', holds, ...(by.trim() !== '' && { by: by.trim() }) });
  // With SSH its certificate would have to be confirmed first.
  const hasConsole = state.plan.target.access === 'web';
  const form = (
    // What is typed here answers nothing: one of the buttons does.
    <form onSubmit={(event) => event.preventDefault()}>
      <PracticeLogin plan={state.plan} side="target" />
      <List spacing="xs" mb="lg">
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      {guide && <HandGuide guide={guide} operation="setClients" />}
      <TextInput
        label={clientsPageWords.byLabel}
        description={clientsPageWords.byHint}
        value={by}
        maxLength={100}
        disabled={busy}
        onChange={(event) => setBy(event.currentTarget.value)}
      />
    </form>
  );
  return (
    <PageBody
      title={title}
      why={clientsPageWords.byPersonWhy}
      wide={hasConsole ? 'whole' : guide !== undefined}
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
      {hasConsole ? (
        <ConsoleBeside state={state} side="target" serverName={serverName(state, 'target')}>
          {form}
        </ConsoleBeside>
      ) : (
        form
      )}
    </PageBody>
  );
}
