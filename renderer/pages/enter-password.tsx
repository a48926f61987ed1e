import { useState } from 'react';
import { formatAddress } from '../../shared/plan';
import { serverNoun, shortNoun } from '../asking-server';
import { QuestionPage } from '../parts/question-page';
import { RememberBox } from '../parts/remember-box';
import { SecretField } from '../parts/secret-field';
import { isTest, useAnswer } from '../parts/use-answer';
import { useApp } from '../store';
import { passwordWords } from '../words/en-questions';
import type { AskedAtLogin } from './asked';

/** The password of an SSH account. That of a practice account is filled in while it is known. */
export function EnterPassword({ asker, question }: AskedAtLogin<'enter-password'>) {
  const answering = useAnswer(asker, question);
  const practice = useApp(({ practicePasswords }) => practicePasswords[asker.id]);
  const [secret, setSecret] = useState(question.again ? '' : (practice ?? ''));
  const [remember, setRemember] = useState(false);
  const practising = !isTest(asker) && asker.plan.practice !== undefined;
  const why = question.mayRemember
    ? passwordWords.whyMayRemember
    : passwordWords[isTest(asker) ? 'whyTest' : 'why'];
  return (
    <QuestionPage
      asker={asker}
      title={passwordWords.title(question.user, serverNoun(question))}
      why={why(formatAddress(question))}
      answering={answering}
      goOn={passwordWords.send(shortNoun(question))}
      ready={secret !== ''}
      onAnswer={() =>
        answering.send({ kind: 'enter-password', secret, ...(remember && { remember }) })
      }
    >
      <SecretField
        label={passwordWords.label}
        description={practising ? passwordWords.practice : undefined}
        error={question.again ? passwordWords.again : undefined}
        typed={secret}
        onType={setSecret}
        show={passwordWords.show}
        takesFocus={question.again}
      />
      {question.mayRemember && <RememberBox checked={remember} onChange={setRemember} />}
    </QuestionPage>
  );
}
