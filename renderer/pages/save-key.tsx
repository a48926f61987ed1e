import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { KeyCard } from '../parts/key-card';
import { QuestionPage } from '../parts/question-page';
import { Section } from '../parts/section';
import { useAnswer } from '../parts/use-answer';
import { Warnings } from '../parts/warnings';
import { serverName } from '../server-face';
import { keyWords } from '../words/en-questions';
import type { Asked } from './asked';
import css from './save-key.module.css';

/** The gate before the backup: the key is saved by the person and proven by typing it back. */
export function SaveKey({ state, question }: Asked<'save-key'>) {
  const answering = useAnswer(state, question);
  const [typed, setTyped] = useState('');
  const secret = withoutBlanks(typed);
  const server = serverName(state, 'source');
  return (
    <QuestionPage
      asker={state}
      title={keyWords.title}
      why={keyWords.why}
      answering={answering}
      goOn={keyWords.continue(server)}
      ready={secret !== ''}
      onAnswer={() => answering.send({ kind: 'save-key', secret })}
    >
      <Warnings state={state} />
      <Section title={keyWords.save}>
        <KeyCard migrationId={state.id} serverName={server} locked={typed !== ''} />
      </Section>
      <Section title={keyWords.prove}>
        <TextInput
          label={keyWords.typeBack}
          description={keyWords.proveHint}
          error={question.again && typed === '' ? keyWords.again : undefined}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          classNames={{ input: css['typed'] ?? '', wrapper: css['field'] ?? '' }}
        />
      </Section>
    </QuestionPage>
  );
}

/** Keys are shown in groups and may be typed so. */
export const withoutBlanks = (typed: string): string => typed.replace(/\s/g, '');
