import { Checkbox, List, Text } from '@mantine/core';
import { useState } from 'react';
import { keepConsequences } from '../../shared/words/cutover';
import { QuestionPage } from '../parts/question-page';
import { Section } from '../parts/section';
import { useAnswer } from '../parts/use-answer';
import { keepWords } from '../words/en-cutover';
import type { Asked } from './asked';

/** The new server keeps its own address: what follows from that has to be accepted. */
export function KeepAddress({ state, question }: Asked<'keep-address'>) {
  const answering = useAnswer(state, question);
  const [accepted, setAccepted] = useState(false);
  const { sourceName, targetName, oldAddress, newAddress, powerOffLast } = question;
  return (
    <QuestionPage
      asker={state}
      title={keepWords.title(targetName, newAddress)}
      why={keepWords.why(sourceName)}
      wide
      answering={answering}
      goOn={keepWords.confirm(targetName, newAddress)}
      ready={accepted}
      onAnswer={() => answering.send({ kind: 'keep-address', accept: true })}
    >
      <Section title={keepWords.consequences}>
        <List spacing="xs">
          {keepConsequences(oldAddress, newAddress).map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
      </Section>
      <Section title={keepWords.after}>
        <Text>{powerOffLast ? keepWords.offLast(sourceName) : keepWords.stays(sourceName)}</Text>
      </Section>
      <Checkbox
        label={keepWords.accept}
        checked={accepted}
        onChange={(event) => setAccepted(event.currentTarget.checked)}
      />
    </QuestionPage>
  );
}
