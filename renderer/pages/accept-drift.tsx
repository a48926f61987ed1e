import { Button, Table } from '@mantine/core';
import { noValue } from '../../shared/words/comparison';
import { driftMeans, driftTitle } from '../../shared/words/drift';
import { QuestionPage } from '../parts/question-page';
import { useAnswer } from '../parts/use-answer';
import { driftWords } from '../words/en-questions';
import css from './accept-drift.module.css';
import type { Asked } from './asked';

/** What is not as it was when the backup began, and what that means: before the cutover a person decides. */
export function AcceptDrift({ state, question }: Asked<'accept-drift'>) {
  const answering = useAnswer(state, question);
  const { rows } = question;
  const isSilent = rows.some(({ what }) => what === 'source-silent');
  return (
    <QuestionPage
      asker={state}
      title={driftWords.title}
      why={isSilent ? driftWords.whySilent : driftWords.why}
      wide
      answering={answering}
      back={
        <Button
          variant="default"
          disabled={answering.busy}
          onClick={() => answering.send({ kind: 'accept-drift', action: 'stop' })}
        >
          {driftWords.stop}
        </Button>
      }
      goOn={driftWords.goOn}
      danger
      ready
      onAnswer={() => answering.send({ kind: 'accept-drift', action: 'go-on' })}
    >
      <Table.ScrollContainer
        minWidth={560}
        type="native"
        role="region"
        aria-label={driftWords.title}
        tabIndex={0}
      >
        <Table className={css['table'] ?? ''} verticalSpacing={8} horizontalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              {[driftWords.what, driftWords.before, driftWords.now, driftWords.means].map(
                (head) => (
                  <Table.Th key={head} scope="col">
                    {head}
                  </Table.Th>
                ),
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={`${row.what} ${row.now}`}>
                <Table.Th scope="row">{driftTitle(row)}</Table.Th>
                <Table.Td>{row.before || noValue}</Table.Td>
                <Table.Td>{row.now || noValue}</Table.Td>
                <Table.Td>{driftMeans(row)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </QuestionPage>
  );
}
