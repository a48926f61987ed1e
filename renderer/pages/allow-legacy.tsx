import { Button, Table, Text } from '@mantine/core';
import { type AlgorithmKind, algorithmKinds } from '../../shared/connecting';
import { formatAddress } from '../../shared/plan';
import { serverNoun } from '../asking-server';
import { AlgorithmName } from '../parts/algorithm-name';
import { FactList } from '../parts/fact-list';
import { Notice } from '../parts/notice';
import { PageBody } from '../parts/page-body';
import { Section } from '../parts/section';
import { leavesOf } from '../parts/stop-button';
import { isTest, useAnswer } from '../parts/use-answer';
import { algorithmWords } from '../words/en-connect';
import { legacyWords } from '../words/en-login';
import css from './allow-legacy.module.css';
import type { AskedAtLogin } from './asked';

/** A server with which only weak algorithms are possible. */
export function AllowLegacy({ asker, question }: AskedAtLogin<'allow-legacy'>) {
  const { busy, failure, send } = useAnswer(asker, question);
  const { gap, would } = question;
  const testing = isTest(asker);
  const kinds = gap.map((kind) => algorithmWords[kind].toLowerCase()).join(', ');
  return (
    <PageBody
      title={legacyWords.title(serverNoun(question))}
      why={legacyWords.why(formatAddress(question))}
      leaves={testing ? legacyWords.leavesTest : leavesOf(asker)}
      failure={failure}
      actions={
        <>
          <Button
            variant="default"
            disabled={busy}
            aria-describedby="leaves"
            onClick={() => send({ kind: 'allow-legacy', accept: false })}
          >
            {testing ? legacyWords.refuseTest : legacyWords.refuse}
          </Button>
          <Button disabled={busy} onClick={() => send({ kind: 'allow-legacy', accept: true })}>
            {legacyWords.allow}
          </Button>
        </>
      }
    >
      <Notice tone="warn" title={legacyWords.gap(kinds)}>
        <Text size="sm">{testing ? legacyWords.aloneTest : legacyWords.alone}</Text>
      </Notice>
      <Section title={legacyWords.would}>
        <FactList
          rows={algorithmKinds.map((kind) => ({
            name: algorithmWords[kind],
            value: <AlgorithmName kind={kind} name={would[kind]} />,
            mono: true,
          }))}
        />
      </Section>
      <Section title={legacyWords.table}>
        <BothSides question={question} />
      </Section>
    </PageBody>
  );
}

function BothSides({ question: { ours, theirs, gap } }: Pick<Legacy, 'question'>) {
  return (
    <Table className={css['table'] ?? ''} horizontalSpacing="sm" verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{legacyWords.kind}</Table.Th>
          <Table.Th>{legacyWords.ours}</Table.Th>
          <Table.Th>{legacyWords.theirs}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {algorithmKinds.map((kind) => (
          <Table.Tr key={kind} data-gap={gap.includes(kind)}>
            <Table.Th scope="row">{algorithmWords[kind]}</Table.Th>
            <Table.Td>
              <Names kind={kind} names={ours[kind]} others={theirs[kind]} />
            </Table.Td>
            <Table.Td>
              <Names kind={kind} names={theirs[kind]} others={ours[kind]} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

type Legacy = AskedAtLogin<'allow-legacy'>;
type NamesOf = {
  readonly kind: AlgorithmKind;
  readonly names: readonly string[];
  readonly others: readonly string[];
};

function Names({ kind, names, others }: NamesOf) {
  if (names.length === 0) return legacyWords.none;
  return (
    <ul className={css['names']}>
      {names.map((name) => (
        <li key={name} data-common={others.includes(name)}>
          <AlgorithmName kind={kind} name={name} />
          {others.includes(name) && <span className={css['common']}>{legacyWords.common}</span>}
        </li>
      ))}
    </ul>
  );
}
