import { Button, Title } from '@mantine/core';
import { useState } from 'react';
import { gateState } from '../../shared/key-gate';
import { client } from '../bridge';
import { usualLook } from '../kit-look';
import { KeyCard } from '../parts/key-card';
import { KeyFault } from '../parts/key-fault';
import { KeyProof } from '../parts/key-proof';
import { type KeyStage, KeyStages } from '../parts/key-stages';
import css from '../parts/key-ways.module.css';
import { KitPart } from '../parts/kit-part';
import { QuestionPage } from '../parts/question-page';
import { useAnswer } from '../parts/use-answer';
import { useKeyProof } from '../parts/use-key-proof';
import { Warnings } from '../parts/warnings';
import { serverName } from '../server-face';
import { keyWords, kitPartWords, proofWords } from '../words/en-key';
import type { Asked } from './asked';

/** The gate before the backup: the key is saved by the person and comes back from where it was saved. */
export function SaveKey(asked: Asked<'save-key'>) {
  const [stage, setStage] = useState<KeyStage>(asked.question.again ? 'prove' : 'save');
  const [making, setMaking] = useState(false);
  const [look, setLook] = useState(() => usualLook(navigator.language));
  const { state, question } = asked;
  const answering = useAnswer(state, question);
  const ofNew = question.side === 'target';
  // Of the new server's first backup the gate is the same, for another server.
  const gate = gateState(state, question.side);
  if (stage === 'prove') return <Prove {...asked} onBack={() => setStage('save')} />;
  return (
    <QuestionPage
      asker={state}
      title={ofNew ? keyWords.firstTitle : keyWords.title}
      why={ofNew ? keyWords.firstWhy : keyWords.why}
      wide
      answering={answering}
      back={ofNew && <Later {...asked} />}
      goOn={keyWords.goOn}
      ready={!making}
      onAnswer={() => {
        // What is proven comes from where it was saved, not from the clipboard; a copy that is gone already is no fault.
        void client.call('forget-copied', {}).catch(() => undefined);
        setStage('prove');
      }}
    >
      <KeyStages now="save" />
      <Warnings state={state} />
      <div className={css['ways']}>
        <section>
          <Title order={2}>{keyWords.label}</Title>
          <KeyCard migrationId={state.id} />
        </section>
        <section>
          <Title order={2}>{kitPartWords.title}</Title>
          <KitPart state={gate} look={look} onLook={setLook} onBusy={setMaking} />
        </section>
      </div>
    </QuestionPage>
  );
}

/** The first backup of the new server can wait; nothing of the old one is lost by that. */
function Later({ state, question }: Asked<'save-key'>) {
  const answering = useAnswer(state, question);
  return (
    <Button
      variant="default"
      disabled={answering.busy}
      onClick={() => answering.send({ kind: 'save-key', later: true })}
    >
      {keyWords.later}
    </Button>
  );
}

/** Nothing of the key is on this page but what the person brings. */
function Prove({ state, question, onBack }: Asked<'save-key'> & { readonly onBack: () => void }) {
  const answering = useAnswer(state, question);
  const proof = useKeyProof(question.id, question.fault);
  const { fault } = question;
  return (
    <QuestionPage
      asker={state}
      title={proofWords.title}
      why={proofWords.why}
      wide
      answering={answering}
      back={
        <Button variant="default" disabled={answering.busy} onClick={onBack}>
          {proofWords.back}
        </Button>
      }
      goOn={proofWords.goOn(serverName(gateState(state, question.side), 'source'))}
      ready={proof.typed || proof.kit !== undefined}
      onAnswer={() => answering.send({ kind: 'save-key', ...proof.given() })}
    >
      <KeyStages now="prove" />
      {fault && !answering.busy && <KeyFault fault={fault} key={question.id} />}
      <KeyProof proof={proof} checking={answering.busy} />
    </QuestionPage>
  );
}
