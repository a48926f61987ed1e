import { useState } from 'react';
import { formatAddress } from '../../shared/plan';
import { sideWords } from '../../shared/words/sides';
import { QuestionPage } from '../parts/question-page';
import { SecretField } from '../parts/secret-field';
import { useAnswer } from '../parts/use-answer';
import { useApp } from '../store';
import { passwordWords } from '../words/en-questions';
import type { Asked } from './asked';

/** The password of an SSH account. That of a practice account is filled in while it is known. */
export function EnterPassword({ state, question }: Asked<'enter-password'>) {
  const answering = useAnswer(state, question);
  const practice = useApp(({ practicePasswords }) => practicePasswords[state.id]);
  const [secret, setSecret] = useState(question.again ? '' : (practice ?? ''));
  const side = sideWords[question.side];
  const { port } = state.plan[question.side];
  return (
    <QuestionPage
      state={state}
      title={passwordWords.title(question.user, side)}
      why={passwordWords.why(formatAddress({ host: question.host, port }))}
      answering={answering}
      goOn={passwordWords.send(side)}
      ready={secret !== ''}
      onAnswer={() => answering.send({ kind: 'enter-password', secret })}
    >
      <SecretField
        label={passwordWords.label}
        description={state.plan.practice === undefined ? undefined : passwordWords.practice}
        error={question.again ? passwordWords.again : undefined}
        typed={secret}
        onType={setSecret}
        show={passwordWords.show}
      />
    </QuestionPage>
  );
}
