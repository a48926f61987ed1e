import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { sideWords } from '../../shared/words/sides';
import { NoReturnIcon } from '../parts/icons';
import { PageBody } from '../parts/page-body';
import { ProofList } from '../parts/proof-list';
import { Section } from '../parts/section';
import { leavesOf, StopButton } from '../parts/stop-button';
import { isTyped, TypedName } from '../parts/typed-name';
import { useAction } from '../parts/use-action';
import { useAnswer } from '../parts/use-answer';
import { serverName } from '../server-face';
import { frameWords } from '../words/en';
import { powerOffWords } from '../words/en-questions';
import type { Asked } from './asked';
import css from './power-off.module.css';

/** The point of no return: typed, not clicked. */
export function PowerOff({ state, question }: Asked<'power-off'>) {
  const { busy, failure, send } = useAnswer(state, question);
  const stop = useAction();
  const [typed, setTyped] = useState('');
  const { sourceName, address } = question;
  const targetName = serverName(state, 'target');
  const { facts } = state;
  const ready = !busy && isTyped(typed, sourceName);
  const proven = [
    facts.verified ? powerOffWords.countsSame(targetName) : '',
    facts.targetFile ? powerOffWords.fileSame : '',
    facts.keyProof ? powerOffWords.keySaved : '',
  ];
  return (
    <PageBody
      title={powerOffWords.title(sourceName)}
      why={powerOffWords.why(sourceName, address)}
      leaves={leavesOf(state)}
      failure={failure ?? stop.failure}
      wide
      actions={
        <>
          <StopButton state={state} action={stop} />
          <Button type="submit" form="answer" color="danger" disabled={!ready}>
            {powerOffWords.confirm(sourceName)}
          </Button>
        </>
      }
    >
      <div className={css['grounds']}>
        <Section title={powerOffWords.proven}>
          <ProofList proofs={proven.filter(Boolean)} />
        </Section>
        <Section title={powerOffWords.back}>
          <Text>{powerOffWords.backHow(sourceName)}</Text>
        </Section>
      </div>
      <form
        id="answer"
        className={css['gate']}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) send({ kind: 'power-off', typedName: typed.trim() });
        }}
      >
        <p className={css['named']}>
          <NoReturnIcon />
          {frameWords.pointOfNoReturn}
        </p>
        <TypedName
          label={powerOffWords.label(sourceName)}
          typed={typed}
          onType={setTyped}
          other={{ name: targetName, side: sideWords.target }}
        />
      </form>
    </PageBody>
  );
}
