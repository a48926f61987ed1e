import { Table } from '@mantine/core';
import type { Network } from '../../shared/appliance';
import { QuestionPage } from '../parts/question-page';
import { useAnswer } from '../parts/use-answer';
import { moveWords } from '../words/en-questions';
import type { Asked } from './asked';
import css from './move-address.module.css';

/** The old address for the new server. */
export function MoveAddress({ state, question }: Asked<'move-address'>) {
  const answering = useAnswer(state, question);
  const { targetName, to } = question;
  const from = state.facts.target?.network;
  const rows = [
    { name: moveWords.address, from: question.from, to: to.address },
    { name: moveWords.prefix, from: prefix(from), to: prefix(to) },
    { name: moveWords.gateway, from: from?.gateway ?? '', to: to.gateway },
    { name: moveWords.dns, from: dns(from), to: dns(to) },
  ];
  return (
    <QuestionPage
      asker={state}
      title={moveWords.title(targetName, to.address)}
      why={moveWords.why}
      answering={answering}
      goOn={moveWords.confirm(targetName, to.address)}
      ready
      onAnswer={() => answering.send({ kind: 'move-address', accept: true })}
    >
      <div className={css['box']}>
        <Table verticalSpacing="sm" horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{moveWords.setting}</Table.Th>
              <Table.Th>{moveWords.from}</Table.Th>
              <Table.Th>{moveWords.to}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.name}>
                <Table.Th scope="row" fw={400}>
                  {row.name}
                </Table.Th>
                <Table.Td className={css['value']}>{row.from}</Table.Td>
                <Table.Td className={css['value']} data-changes={row.from !== row.to}>
                  {row.to}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </QuestionPage>
  );
}

const prefix = (network: Network | undefined): string => (network ? `/${network.prefix}` : '');
const dns = (network: Network | undefined): string =>
  network ? network.dns.join(', ') || moveWords.none : '';
