import { useState } from 'react';
import { QuestionPage } from '../parts/question-page';
import { SecretField } from '../parts/secret-field';
import { useAnswer } from '../parts/use-answer';
import { enterKeyWords } from '../words/en-questions';
import type { Asked } from './asked';
import { withoutBlanks } from './save-key';

/** The key of the backup, from where the person saved it, after the program was started anew. */
export function EnterKey({ state, question }: Asked<'enter-key'>) {
  const answering = useAnswer(state, question);
  const [typed, setTyped] = useState('');
  const secret = withoutBlanks(typed);
  return (
    <QuestionPage
      asker={state}
      title={enterKeyWords.title}
      why={enterKeyWords.why(question.backupName)}
      answering={answering}
      goOn={enterKeyWords.send}
      ready={secret !== ''}
      onAnswer={() => answering.send({ kind: 'enter-key', secret })}
    >
      <SecretField
        label={enterKeyWords.label}
        error={question.again ? enterKeyWords.again : undefined}
        typed={typed}
        onType={setTyped}
        show={enterKeyWords.show}
      />
    </QuestionPage>
  );
}
