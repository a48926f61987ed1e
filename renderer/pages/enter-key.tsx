import { Button, List } from '@mantine/core';
import { useState } from 'react';
import { KeyFault } from '../parts/key-fault';
import { KeyProof } from '../parts/key-proof';
import { QuestionPage } from '../parts/question-page';
import { Section } from '../parts/section';
import { useAnswer } from '../parts/use-answer';
import { useKeyProof } from '../parts/use-key-proof';
import { serverName } from '../server-face';
import { enterKeyWords, lostWords } from '../words/en-key';
import type { Asked } from './asked';

type Turn = { readonly onTurn: () => void };

/** The key for the restore, from where the person saved it; or the word that nobody has it any more. */
export function EnterKey(asked: Asked<'enter-key'>) {
  const [lost, setLost] = useState(false);
  const turn = (): void => setLost(!lost);
  return lost ? <Lost {...asked} onTurn={turn} /> : <Enter {...asked} onTurn={turn} />;
}

function Enter({ state, question, onTurn }: Asked<'enter-key'> & Turn) {
  const answering = useAnswer(state, question);
  const proof = useKeyProof(question.id, question.fault);
  const { fault } = question;
  return (
    <QuestionPage
      asker={state}
      title={enterKeyWords.title}
      why={enterKeyWords.why(question.backupName, serverName(state, 'source'))}
      wide
      answering={answering}
      goOn={enterKeyWords.send(serverName(state, 'target'))}
      ready={proof.typed || proof.kit !== undefined}
      onAnswer={() => answering.send({ kind: 'enter-key', ...proof.given() })}
    >
      {fault && !answering.busy && <KeyFault fault={fault} key={question.id} />}
      <KeyProof proof={proof} checking={answering.busy} />
      <Button variant="subtle" size="compact-sm" disabled={answering.busy} onClick={onTurn}>
        {enterKeyWords.lost}
      </Button>
    </QuestionPage>
  );
}

function Lost({ state, question, onTurn }: Asked<'enter-key'> & Turn) {
  const answering = useAnswer(state, question);
  const steps = lostWords.steps(serverName(state, 'source'), serverName(state, 'target'));
  return (
    <QuestionPage
      asker={state}
      title={lostWords.title}
      why={lostWords.why(question.backupName)}
      answering={answering}
      back={
        <Button variant="default" disabled={answering.busy} onClick={onTurn}>
          {lostWords.back}
        </Button>
      }
      goOn={lostWords.goOn}
      ready
      onAnswer={() => answering.send({ kind: 'enter-key', lost: true })}
    >
      <Section title={lostWords.next}>
        <List spacing="xs">
          {steps.map((step) => (
            <List.Item key={step}>{step}</List.Item>
          ))}
        </List>
      </Section>
    </QuestionPage>
  );
}
