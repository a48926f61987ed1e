import { Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { Dump } from '../../shared/inspection';
import { formatNumber } from '../words/en';
import { dumpWords } from '../words/en-inspect';
import css from './dump-part.module.css';
import { Section } from './section';
import { SteadyButton } from './steady-button';

/** More are shown when somebody wants them. */
const shownAtFirst = 100;

/** The tables of a database dump and how many rows each has. */
export function DumpPart({ dump }: { readonly dump: Dump }) {
  const [all, setAll] = useState(false);
  const { tables, more, complete } = dump;
  const shown = all ? tables : tables.slice(0, shownAtFirst);
  return (
    <Section title={dumpWords.title}>
      {tables.length === 0 && <Text c="dimmed">{dumpWords.none}</Text>}
      {!complete && <Text c="dimmed">{dumpWords.incomplete}</Text>}
      {more > 0 && <Text c="dimmed">{dumpWords.unlisted(formatNumber(more))}</Text>}
      {tables.length > 0 && (
        <div className={css['box']}>
          <Table verticalSpacing={4} horizontalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{dumpWords.table}</Table.Th>
                <Table.Th scope="col" ta="right">
                  {dumpWords.rows}
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map(({ name, rows }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a damaged dump may name one twice
                <Table.Tr key={`${index} ${name}`}>
                  <Table.Th scope="row">
                    <bdi>{name}</bdi>
                  </Table.Th>
                  <Table.Td ta="right">{formatNumber(rows)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {shown.length < tables.length && (
        <SteadyButton onPress={() => setAll(true)}>
          {dumpWords.all(formatNumber(tables.length))}
        </SteadyButton>
      )}
    </Section>
  );
}
