import { Space, Text } from '@mantine/core';
import { useState } from 'react';
import { formatBytes } from '../../shared/bytes';
import type { ChosenFile } from '../../shared/contract';
import { byHandWords } from '../../shared/words/route';
import { client } from '../bridge';
import { ActionFailure } from '../parts/action-failure';
import { FactList } from '../parts/fact-list';
import { FailureNotice } from '../parts/failure-notice';
import { FileIcon } from '../parts/icons';
import { QuestionPage } from '../parts/question-page';
import { SteadyButton } from '../parts/steady-button';
import { useAction } from '../parts/use-action';
import { useAnswer } from '../parts/use-answer';
import { WayPart } from '../parts/way-part';
import { formatNumber } from '../words/en';
import type { Asked } from './asked';

/** The backup comes to this computer by a person’s own way; the program only looks whether it is the right file. */
export function BringFile({ state, question }: Asked<'bring-file'>) {
  const answering = useAnswer(state, question);
  const choosing = useAction();
  const [file, setFile] = useState<ChosenFile>();
  const { from, size, sha256, fault } = question;
  const choose = async (): Promise<void> => {
    const chosen = await client.call('choose-file', { purpose: 'backup' });
    if (chosen) setFile(chosen);
  };
  return (
    <QuestionPage
      asker={state}
      title={byHandWords.bringTitle}
      why={byHandWords.bring(from)}
      wide
      answering={answering}
      goOn={byHandWords.checkFile}
      ready={file !== undefined}
      onAnswer={() => file && answering.send({ kind: 'bring-file', file: { ticket: file.ticket } })}
    >
      {fault && !answering.busy && <FailureNotice failure={fault} />}
      <FactList
        rows={[
          { name: byHandWords.size, value: `${formatBytes(size)} (${formatNumber(size)} bytes)` },
          { name: 'SHA-256', value: sha256, mono: true },
        ]}
      />
      <Space h="md" />
      <SteadyButton
        size="sm"
        icon={<FileIcon />}
        off={choosing.busy || answering.busy}
        onPress={() => void choosing.run(choose)}
      >
        {byHandWords.choose}
      </SteadyButton>
      <Text size="sm" fw={600} mt="xs" role="status">
        {file && byHandWords.chosen(file.name)}
      </Text>
      {choosing.failure && <ActionFailure failure={choosing.failure} />}
      <WayPart state={state} />
    </QuestionPage>
  );
}
