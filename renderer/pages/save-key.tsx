import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { KeyCard } from '../parts/key-card';
import { PageBody } from '../parts/page-body';
import { Section } from '../parts/section';
import { leavesOf, StopButton } from '../parts/stop-button';
import { useAction } from '../parts/use-action';
import { useAnswer } from '../parts/use-answer';
import { Warnings } from '../parts/warnings';
import { serverName } from '../server-face';
import { keyWords } from '../words/en-questions';
import type { Asked } from './asked';
import css from './save-key.module.css';

/** The gate before the backup: the key is saved by the person and proven by typing it back. */
export function SaveKey({ state, question }: Asked<'save-key'>) {
  const { busy, failure, send } = useAnswer(state, question);
  const stop = useAction();
  const [typed, setTyped] = useState('');
  const secret = withoutBlanks(typed);
  const server = serverName(state, 'source');
  return (
    <PageBody
      title={keyWords.title}
      why={keyWords.why}
      leaves={leavesOf(state)}
      failure={failure ?? stop.failure}
      actions={
        <>
          <StopButton state={state} action={stop} />
          <Button type="submit" form="answer" disabled={busy || secret === ''}>
            {keyWords.continue(server)}
          </Button>
        </>
      }
    >
      <Warnings state={state} />
      <Section title={keyWords.save}>
        <KeyCard migrationId={state.id} serverName={server} locked={typed !== ''} />
      </Section>
      <Section title={keyWords.prove}>
        <form
          id="answer"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy && secret !== '') send({ kind: 'save-key', secret });
          }}
        >
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
        </form>
      </Section>
    </PageBody>
  );
}

/** Keys are shown in groups and may be typed so. */
export const withoutBlanks = (typed: string): string => typed.replace(/\s/g, '');
