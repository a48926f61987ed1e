import { Button, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ConsoleFields } from '../../shared/ftp-server';
import { ftpWords } from '../../shared/words/route';
import { client } from '../bridge';
import { ActionFailure } from '../parts/action-failure';
import { FactList } from '../parts/fact-list';
import { FailureNotice } from '../parts/failure-notice';
import { QuestionPage } from '../parts/question-page';
import { Section } from '../parts/section';
import { useAction } from '../parts/use-action';
import { useAnswer } from '../parts/use-answer';
import { WayPart } from '../parts/way-part';
import type { Asked } from './asked';

/** What to type at the console of an appliance, while the FTP server waits for it. */
export function AtConsole({ state, question }: Asked<'use-console'>) {
  const answering = useAnswer(state, question);
  const { failure, run } = useAction();
  const [fields, setFields] = useState<ConsoleFields>();
  const { side, serverName, server, path, fault } = question;
  useEffect(() => {
    void run(async () => setFields(await client.call('console-fields', { id: state.id })));
  }, [run, state.id]);
  return (
    <QuestionPage
      asker={state}
      title={ftpWords.consoleTitle(serverName)}
      why={ftpWords.console(side)}
      wide
      answering={answering}
      back={
        <Button
          variant="default"
          disabled={answering.busy}
          onClick={() => answering.send({ kind: 'use-console', action: 'again' })}
        >
          {ftpWords.again}
        </Button>
      }
      goOn={ftpWords.done(side, server)}
      ready
      onAnswer={() => answering.send({ kind: 'use-console', action: 'done' })}
    >
      {fault && !answering.busy && <FailureNotice failure={fault} />}
      {side === 'source' && (
        <Text size="sm" mb="xs">
          {ftpWords.consoleFile}: {path}
        </Text>
      )}
      {fields && (
        <Section title={ftpWords.typeThere}>
          <FactList rows={rowsOf(fields)} />
        </Section>
      )}
      {server === 'own' && (
        <Text size="sm" mt="xs">
          {ftpWords.waiting}
        </Text>
      )}
      {failure && <ActionFailure failure={failure} />}
      <WayPart state={state} />
    </QuestionPage>
  );
}

const rowsOf = ({ address, port, path, user, password }: ConsoleFields) => [
  { name: ftpWords.fieldAddress, value: address, mono: true },
  { name: ftpWords.fieldPath, value: path, mono: true },
  ...(user === undefined ? [] : [{ name: ftpWords.fieldUser, value: user, mono: true }]),
  ...(password === undefined
    ? []
    : [{ name: ftpWords.fieldPassword, value: password, mono: true }]),
  ...(port === 21 ? [] : [{ name: ftpWords.fieldPort, value: String(port), mono: true }]),
];
