import { List, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { Network } from '../../shared/appliance';
import { noSwitchWords, revertWords } from '../../shared/words/cutover';
import { HandGuide } from '../parts/hand-guide';
import { HandValues } from '../parts/hand-values';
import { NoReturnIcon } from '../parts/icons';
import { Notice } from '../parts/notice';
import { PracticeLogin } from '../parts/practice-login';
import { QuestionPage } from '../parts/question-page';
import { useAnswer } from '../parts/use-answer';
import { WayBackPart } from '../parts/way-back-part';
import { WayChoice } from '../parts/way-choice';
import { serverName } from '../server-face';
import { frameWords } from '../words/en';
import { moveWords } from '../words/en-questions';
import type { Asked } from './asked';
import css from './move-address.module.css';

/** The old address for the new server, by this program or by hand. */
export function MoveAddress({ state, question }: Asked<'move-address'>) {
  const answering = useAnswer(state, question);
  const { targetName, to, revertAfterSeconds, noSwitch, guide } = question;
  const noSsh = state.plan.target.access === 'web';
  const asked = question.by ?? 'command';
  const [by, setBy] = useState(asked);
  const handNow = asked === 'hand' && by === 'hand';
  const confirm = by === 'hand' ? moveWords.byHand : moveWords.confirm;
  return (
    <QuestionPage
      asker={state}
      title={moveWords.title(targetName, to.address)}
      why={moveWords.why}
      answering={answering}
      goOn={handNow ? moveWords.isSet(to.address) : confirm(targetName, to.address)}
      ready
      console={guide && { state, side: 'target' }}
      onAnswer={() => answering.send({ kind: 'move-address', accept: true, by })}
    >
      {!noSsh && <WayChoice label={moveWords.who} way={by} onWay={setBy} />}
      {guide && (
        <>
          <PracticeLogin plan={state.plan} side="target" />
          <Text size="sm">{moveWords.webToo(targetName)}</Text>
          <HandGuide guide={guide} operation="setAddress" />
        </>
      )}
      {noSwitch && by === 'command' && (
        <Notice tone="warn" title={moveWords.noNet}>
          <Text>{noSwitchWords}</Text>
        </Notice>
      )}
      {by === 'hand' ? (
        <HandValues network={to} guided={guide !== undefined} />
      ) : (
        <>
          <Changes from={state.facts.target?.network} address={question.from} to={to} />
          {revertAfterSeconds !== undefined && (
            <List mt="md">
              <List.Item>{revertWords(revertAfterSeconds)}</List.Item>
            </List>
          )}
        </>
      )}
      <p className={css['named']}>
        <NoReturnIcon />
        <span>
          <strong>{frameWords.pointOfNoReturn}</strong>{' '}
          {moveWords.noReturn(targetName, serverName(state, 'source'))}
        </span>
      </p>
      <WayBackPart state={state} />
    </QuestionPage>
  );
}

/** What the settings change from and to. */
function Changes({
  from,
  address,
  to,
}: {
  readonly from: Network | undefined;
  readonly address: string;
  readonly to: Network;
}) {
  const rows = [
    { name: moveWords.address, from: address, to: to.address },
    { name: moveWords.prefix, from: prefix(from), to: prefix(to) },
    { name: moveWords.gateway, from: from?.gateway ?? '', to: to.gateway },
    { name: moveWords.dns, from: dns(from), to: dns(to) },
  ];
  return (
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
  );
}

const prefix = (network: Network | undefined): string => (network ? `/${network.prefix}` : '');
const dns = (network: Network | undefined): string =>
  network ? network.dns.join(', ') || moveWords.none : '';
