import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatAddress } from '../../shared/plan';
import { serverNoun, shortNoun } from '../asking-server';
import { QuestionPage } from '../parts/question-page';
import { SecretField } from '../parts/secret-field';
import { useAnswer } from '../parts/use-answer';
import { promptWords } from '../words/en-login';
import css from './answer-prompts.module.css';
import type { AskedAtLogin } from './asked';

/** Whatever else a server asks at login, in its own words. */
export function AnswerPrompts({ asker, question }: AskedAtLogin<'answer-prompts'>) {
  const answering = useAnswer(asker, question);
  const { user, title, instructions, prompts } = question;
  const [secrets, setSecrets] = useState<readonly string[]>(() => prompts.map(() => ''));
  const said = [title, instructions].filter((text) => text.trim() !== '');
  return (
    <QuestionPage
      asker={asker}
      title={promptWords.title(user, serverNoun(question))}
      why={promptWords.why(said.length > 0)}
      answering={answering}
      goOn={promptWords.send(shortNoun(question))}
      ready
      onAnswer={() => answering.send({ kind: 'answer-prompts', secrets: [...secrets] })}
    >
      {said.length > 0 && (
        <figure className={css['said']}>
          <figcaption>{promptWords.says(formatAddress(question))}</figcaption>
          {said.map((text) => (
            <Text key={text}>{text}</Text>
          ))}
        </figure>
      )}
      <div className={css['fields']}>
        {prompts.map(({ text, echo }, at) => {
          const label = text.trim() || promptWords.unnamed(at + 1);
          const typed = secrets[at] ?? '';
          const type = (value: string) => setSecrets(secrets.with(at, value));
          const key = `${at} ${text}`;
          return echo ? (
            <TextInput
              key={key}
              label={label}
              value={typed}
              onChange={(event) => type(event.currentTarget.value)}
              autoComplete="off"
              spellCheck={false}
              maw={420}
            />
          ) : (
            <SecretField
              key={key}
              label={label}
              error={undefined}
              typed={typed}
              onType={type}
              show={promptWords.show(label)}
            />
          );
        })}
      </div>
    </QuestionPage>
  );
}
