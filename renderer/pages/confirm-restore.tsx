import { Text } from '@mantine/core';
import { useState } from 'react';
import { sideWords } from '../../shared/words/sides';
import { CountsTable } from '../parts/counts-table';
import { QuestionPage } from '../parts/question-page';
import { isTyped, TypedName } from '../parts/typed-name';
import { useAnswer } from '../parts/use-answer';
import { Warnings } from '../parts/warnings';
import { restoreWords } from '../words/en-questions';
import type { Asked } from './asked';

/** Overwriting the new server: typed, not clicked. */
export function ConfirmRestore({ state, question }: Asked<'confirm-restore'>) {
  const answering = useAnswer(state, question);
  const [typed, setTyped] = useState('');
  const { targetName, sourceName, replaced } = question;
  return (
    <QuestionPage
      asker={state}
      title={restoreWords.title(targetName)}
      why={restoreWords.why(sourceName, targetName)}
      wide
      answering={answering}
      goOn={restoreWords.confirm(targetName)}
      danger
      ready={isTyped(typed, targetName)}
      onAnswer={() => answering.send({ kind: 'confirm-restore', typedName: typed.trim() })}
    >
      <Warnings state={state} />
      <CountsTable
        first={{ title: restoreWords.now, counts: replaced }}
        second={{ title: restoreWords.comes, counts: state.facts.baseline }}
      />
      <Text c="dimmed" mt="sm" mb="lg">
        {restoreWords.after(sourceName)}
      </Text>
      <TypedName
        label={restoreWords.label(targetName)}
        typed={typed}
        onType={setTyped}
        other={{ name: sourceName, side: sideWords.source }}
      />
    </QuestionPage>
  );
}
