import { useState } from 'react';
import { fileName } from '../asking-server';
import { QuestionPage } from '../parts/question-page';
import { RememberBox } from '../parts/remember-box';
import { SecretField } from '../parts/secret-field';
import { useAnswer } from '../parts/use-answer';
import { passphraseWords } from '../words/en-login';
import type { AskedAtLogin } from './asked';

/** What opens an encrypted key file. */
export function EnterPassphrase({ asker, question }: AskedAtLogin<'enter-passphrase'>) {
  const answering = useAnswer(asker, question);
  const [secret, setSecret] = useState('');
  const [remember, setRemember] = useState(false);
  const file = fileName(question.file);
  return (
    <QuestionPage
      asker={asker}
      title={passphraseWords.title(file)}
      why={passphraseWords.why}
      answering={answering}
      goOn={passphraseWords.send(file)}
      ready={secret !== ''}
      onAnswer={() =>
        answering.send({ kind: 'enter-passphrase', secret, ...(remember && { remember }) })
      }
    >
      <SecretField
        label={passphraseWords.label}
        error={question.again ? passphraseWords.again : undefined}
        typed={secret}
        onType={setSecret}
        show={passphraseWords.show}
        takesFocus={question.again}
      />
      {question.mayRemember && <RememberBox checked={remember} onChange={setRemember} />}
    </QuestionPage>
  );
}
