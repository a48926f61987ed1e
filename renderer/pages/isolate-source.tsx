import { List, Text } from '@mantine/core';
import { useState } from 'react';
import { isolateByHand } from '../../shared/words/cutover';
import { sideWords } from '../../shared/words/sides';
import { NoReturnIcon } from '../parts/icons';
import { QuestionPage } from '../parts/question-page';
import { Section } from '../parts/section';
import { isTyped, TypedName } from '../parts/typed-name';
import { useAnswer } from '../parts/use-answer';
import { WayBackPart } from '../parts/way-back-part';
import { serverName } from '../server-face';
import { frameWords } from '../words/en';
import { handWords, isolateWords } from '../words/en-cutover';
import { powerOffWords, typedWords } from '../words/en-questions';
import type { Asked } from './asked';
import css from './power-off.module.css';

/** A person takes the old server off the network, near the point of no return: typed. */
export function IsolateSource({ state, question }: Asked<'isolate-source'>) {
  const answering = useAnswer(state, question);
  const [typed, setTyped] = useState('');
  const { sourceName, address, mac } = question;
  const targetName = serverName(state, 'target');
  return (
    <QuestionPage
      asker={state}
      title={isolateWords.title(sourceName)}
      why={isolateWords.why(sourceName, address)}
      wide
      answering={answering}
      goOn={isolateWords.confirm(sourceName)}
      danger
      missing={isTyped(typed, sourceName) ? undefined : typedWords.missing(sourceName)}
      ready={isTyped(typed, sourceName)}
      onAnswer={() => answering.send({ kind: 'isolate-source', typedName: typed.trim() })}
    >
      <Section title={handWords.steps}>
        <List type="ordered" spacing="xs">
          {isolateByHand(sourceName, address, mac).map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
      </Section>
      <Section title={powerOffWords.back}>
        <Text>{isolateWords.back(sourceName)}</Text>
        <WayBackPart state={state} />
      </Section>
      <div className={css['gate']}>
        <p className={css['named']}>
          <NoReturnIcon />
          <span>
            <strong>{frameWords.pointOfNoReturn}</strong>{' '}
            {powerOffWords.noReturn(targetName, address)}
          </span>
        </p>
        <TypedName
          label={isolateWords.label(sourceName)}
          typed={typed}
          onType={setTyped}
          other={{ name: targetName, side: sideWords.target }}
        />
      </div>
    </QuestionPage>
  );
}
