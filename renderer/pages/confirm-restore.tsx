import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { sideWords } from '../../shared/words/sides';
import { CountsTable } from '../parts/counts-table';
import { PageBody } from '../parts/page-body';
import { leavesOf, StopButton } from '../parts/stop-button';
import { isTyped, TypedName } from '../parts/typed-name';
import { useAction } from '../parts/use-action';
import { useAnswer } from '../parts/use-answer';
import { Warnings } from '../parts/warnings';
import { restoreWords } from '../words/en-questions';
import type { Asked } from './asked';

/** Overwriting the new server: typed, not clicked. */
export function ConfirmRestore({ state, question }: Asked<'confirm-restore'>) {
  const { busy, failure, send } = useAnswer(state, question);
  const stop = useAction();
  const [typed, setTyped] = useState('');
  const { targetName, sourceName, replaced } = question;
  const ready = !busy && isTyped(typed, targetName);
  return (
    <PageBody
      title={restoreWords.title(targetName)}
      why={restoreWords.why(sourceName, targetName)}
      leaves={leavesOf(state)}
      failure={failure ?? stop.failure}
      wide
      actions={
        <>
          <StopButton state={state} action={stop} />
          <Button type="submit" form="answer" color="danger" disabled={!ready}>
            {restoreWords.confirm(targetName)}
          </Button>
        </>
      }
    >
      <Warnings state={state} />
      <CountsTable
        first={{ title: restoreWords.now, counts: replaced }}
        second={{ title: restoreWords.comes, counts: state.facts.baseline }}
      />
      <Text c="dimmed" mt="sm" mb="lg">
        {restoreWords.after(sourceName)}
      </Text>
      <form
        id="answer"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) send({ kind: 'confirm-restore', typedName: typed.trim() });
        }}
      >
        <TypedName
          label={restoreWords.label(targetName)}
          typed={typed}
          onType={setTyped}
          other={{ name: sourceName, side: sideWords.source }}
        />
      </form>
    </PageBody>
  );
}
