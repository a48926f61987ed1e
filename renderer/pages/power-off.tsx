import { List, Text } from '@mantine/core';
import { useState } from 'react';
import { sameCounts } from '../../shared/appliance';
import { isAtHand } from '../../shared/hand-work';
import { powerOffByHand } from '../../shared/words/cutover';
import { sideWords } from '../../shared/words/sides';
import { ComparisonFold } from '../parts/comparison-fold';
import { HandGuide } from '../parts/hand-guide';
import { NoReturnIcon } from '../parts/icons';
import { PracticeLogin } from '../parts/practice-login';
import { ProofList } from '../parts/proof-list';
import { QuestionPage } from '../parts/question-page';
import { Section } from '../parts/section';
import { isTyped, TypedName } from '../parts/typed-name';
import { useAnswer } from '../parts/use-answer';
import { WayBackPart } from '../parts/way-back-part';
import { WayChoice } from '../parts/way-choice';
import { serverName } from '../server-face';
import { frameWords } from '../words/en';
import { powerOffWords, typedWords } from '../words/en-questions';
import type { Asked } from './asked';
import css from './power-off.module.css';

/** Near the point of no return: typed, not clicked. */
export function PowerOff({ state, question }: Asked<'power-off'>) {
  const answering = useAnswer(state, question);
  const [typed, setTyped] = useState('');
  const { sourceName, address, last, guide } = question;
  const noSsh = state.plan.source.access === 'web';
  const [by, setBy] = useState(question.by ?? 'command');
  const confirm = by === 'hand' ? powerOffWords.confirmByHand : powerOffWords.confirm;
  const targetName = serverName(state, 'target');
  const { facts } = state;
  const countsProof = sameCounts(facts.baseline, facts.verified?.counts)
    ? powerOffWords.countsSame
    : powerOffWords.nothingMissing;
  const proven = [
    facts.verified ? countsProof(targetName) : '',
    facts.targetFile
      ? powerOffWords[isAtHand(facts.targetFile.path) ? 'fileHanded' : 'fileSame']
      : '',
    facts.keyProof ? powerOffWords.keySaved : '',
  ];
  return (
    <QuestionPage
      asker={state}
      title={powerOffWords.title(sourceName)}
      why={last ? powerOffWords.last(sourceName, address) : powerOffWords.why(sourceName, address)}
      wide
      answering={answering}
      goOn={confirm(sourceName)}
      danger
      ready={isTyped(typed, sourceName)}
      missing={isTyped(typed, sourceName) ? undefined : typedWords.missing(sourceName)}
      console={guide && { state, side: 'source' }}
      onAnswer={() => answering.send({ kind: 'power-off', typedName: typed.trim(), by })}
    >
      {guide && (
        <>
          <PracticeLogin plan={state.plan} side="source" />
          <HandGuide guide={guide} operation="powerOff" />
        </>
      )}
      <div className={css['grounds']}>
        <Section title={powerOffWords.proven}>
          <ProofList proofs={proven.filter(Boolean)} />
        </Section>
        <Section title={powerOffWords.back}>
          <Text>
            {last ? powerOffWords.backLast(sourceName) : powerOffWords.backHow(sourceName)}
          </Text>
          <WayBackPart state={state} />
        </Section>
      </div>
      <ComparisonFold state={state} />
      {!noSsh && <WayChoice label={powerOffWords.who} way={by} onWay={setBy} />}
      {by === 'hand' && !guide && (
        <List type="ordered" spacing="xs" mb="md">
          {powerOffByHand(sourceName).map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
      )}
      <div className={css['gate']}>
        <p className={css['named']}>
          <NoReturnIcon />
          <span>
            <strong>{frameWords.pointOfNoReturn}</strong>{' '}
            <span>
              {last
                ? powerOffWords.noReturnLast(sourceName)
                : powerOffWords.noReturn(targetName, address)}
            </span>
          </span>
        </p>
        <TypedName
          label={powerOffWords.label(sourceName)}
          typed={typed}
          onType={setTyped}
          other={{ name: targetName, side: sideWords.target }}
        />
      </div>
    </QuestionPage>
  );
}
