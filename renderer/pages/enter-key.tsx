import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { PageBody } from '../parts/page-body';
import { leavesOf, StopButton } from '../parts/stop-button';
import { useAction } from '../parts/use-action';
import { useAnswer } from '../parts/use-answer';
import { enterKeyWords } from '../words/en-questions';
import type { Asked } from './asked';
import { withoutBlanks } from './save-key';

/** The key of the backup, from where the person saved it, after the program was started anew. */
export function EnterKey({ state, question }: Asked<'enter-key'>) {
  const { busy, failure, send } = useAnswer(state, question);
  const stop = useAction();
  const [typed, setTyped] = useState('');
  const secret = withoutBlanks(typed);
  return (
    <PageBody
      title={enterKeyWords.title}
      why={enterKeyWords.why(question.backupName)}
      leaves={leavesOf(state)}
      failure={failure ?? stop.failure}
      actions={
        <>
          <StopButton state={state} action={stop} />
          <Button type="submit" form="answer" disabled={busy || secret === ''}>
            {enterKeyWords.send}
          </Button>
        </>
      }
    >
      <form
        id="answer"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && secret !== '') send({ kind: 'enter-key', secret });
        }}
      >
        <PasswordInput
          label={enterKeyWords.label}
          error={question.again ? enterKeyWords.again : undefined}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': enterKeyWords.show, tabIndex: 0 }}
          maw={420}
        />
      </form>
    </PageBody>
  );
}
