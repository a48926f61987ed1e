import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { formatAddress } from '../../shared/plan';
import { sideWords } from '../../shared/words/sides';
import { PageBody } from '../parts/page-body';
import { leavesOf, StopButton } from '../parts/stop-button';
import { useAction } from '../parts/use-action';
import { useAnswer } from '../parts/use-answer';
import { useApp } from '../store';
import { passwordWords } from '../words/en-questions';
import type { Asked } from './asked';

/** The password of an SSH account. That of a practice account is filled in while it is known. */
export function EnterPassword({ state, question }: Asked<'enter-password'>) {
  const { busy, failure, send } = useAnswer(state, question);
  const stop = useAction();
  const practice = useApp(({ practicePasswords }) => practicePasswords[state.id]);
  const [secret, setSecret] = useState(question.again ? '' : (practice ?? ''));
  const side = sideWords[question.side];
  const { port } = state.plan[question.side];
  return (
    <PageBody
      title={passwordWords.title(question.user, side)}
      why={passwordWords.why(formatAddress({ host: question.host, port }))}
      leaves={leavesOf(state)}
      failure={failure ?? stop.failure}
      actions={
        <>
          <StopButton state={state} action={stop} />
          <Button type="submit" form="answer" disabled={busy || secret === ''}>
            {passwordWords.send(side)}
          </Button>
        </>
      }
    >
      <form
        id="answer"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && secret !== '') send({ kind: 'enter-password', secret });
        }}
      >
        <PasswordInput
          label={passwordWords.label}
          description={state.plan.practice === undefined ? undefined : passwordWords.practice}
          error={question.again ? passwordWords.again : undefined}
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': passwordWords.show, tabIndex: 0 }}
          maw={420}
        />
      </form>
    </PageBody>
  );
}
