import { Box, List, Text } from '@mantine/core';
import { useState } from 'react';
import { loginWords, markWords } from '../../shared/words/restore-announced';
import { sideWords } from '../../shared/words/sides';
import { CountsTable } from '../parts/counts-table';
import { Notice } from '../parts/notice';
import { ProvenRestore } from '../parts/proven-restore';
import { QuestionPage } from '../parts/question-page';
import { Section } from '../parts/section';
import { isTyped, TypedName } from '../parts/typed-name';
import { useAnswer } from '../parts/use-answer';
import { Warnings } from '../parts/warnings';
import { restoreWords, typedWords } from '../words/en-questions';
import type { Asked } from './asked';

/** Overwriting the new server: typed, not clicked. */
export function ConfirmRestore({ state, question }: Asked<'confirm-restore'>) {
  const answering = useAnswer(state, question);
  const [typed, setTyped] = useState('');
  const { targetName, sourceName, replaced, lostBackups = [], logins, mark } = question;
  return (
    <QuestionPage
      asker={state}
      title={restoreWords.title(targetName)}
      why={restoreWords.why(sourceName, targetName)}
      wide
      answering={answering}
      goOn={restoreWords.confirm(targetName)}
      danger
      missing={isTyped(typed, targetName) ? undefined : typedWords.missing(targetName)}
      ready={isTyped(typed, targetName)}
      onAnswer={() => answering.send({ kind: 'confirm-restore', typedName: typed.trim() })}
    >
      <Warnings state={state} />
      <Box mb="lg">
        <CountsTable
          state={state}
          first={{ title: restoreWords.now, side: 'target', counts: replaced }}
          second={{ title: restoreWords.comes, side: 'source', counts: state.facts.baseline }}
        />
      </Box>
      {mark && <Notice tone="warn" title={markWords(mark)} />}
      <Section title={restoreWords.lost(targetName)}>
        <List spacing={4}>
          <List.Item>
            {lostBackups.length > 0
              ? restoreWords.lostBackups(lostBackups)
              : restoreWords.lostNothing}
          </List.Item>
          <List.Item>{restoreWords.lostAccounts}</List.Item>
        </List>
      </Section>
      {logins && (
        <Section title={restoreWords.logins}>
          <Text>{loginWords(logins, sourceName, targetName)}</Text>
        </Section>
      )}
      <ProvenRestore state={state} />
      <TypedName
        label={restoreWords.label(targetName)}
        typed={typed}
        onType={setTyped}
        other={{ name: sourceName, side: sideWords.source }}
      />
    </QuestionPage>
  );
}
