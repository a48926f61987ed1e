import { Text } from '@mantine/core';
import { formatBytes } from '../../shared/bytes';
import { byHandWords, webUploadWords } from '../../shared/words/route';
import { FactList } from '../parts/fact-list';
import { FailureNotice } from '../parts/failure-notice';
import { QuestionPage } from '../parts/question-page';
import { useAnswer } from '../parts/use-answer';
import { WayPart } from '../parts/way-part';
import { formatNumber } from '../words/en';
import type { Asked } from './asked';

/** A person takes the backup to the new server; the server itself then says whether it is the right one. */
export function PutFile({ state, question }: Asked<'put-file'>) {
  const answering = useAnswer(state, question);
  const { path, to, size, sha256, fault } = question;
  return (
    <QuestionPage
      asker={state}
      title={byHandWords.putTitle}
      why={byHandWords.put}
      wide
      answering={answering}
      goOn={byHandWords.checkThere}
      ready
      onAnswer={() => answering.send({ kind: 'put-file' })}
    >
      {fault && !answering.busy && <FailureNotice failure={fault} />}
      <FactList
        rows={[
          { name: byHandWords.from, value: path, mono: true },
          { name: byHandWords.to, value: to, mono: true },
          { name: byHandWords.size, value: `${formatBytes(size)} (${formatNumber(size)} bytes)` },
          { name: 'SHA-256', value: sha256, mono: true },
        ]}
      />
      {webUploadWords(size).map((sentence) => (
        <Text size="sm" mt="xs" key={sentence}>
          {sentence}
        </Text>
      ))}
      <WayPart state={state} />
    </QuestionPage>
  );
}
