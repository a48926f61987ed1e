import { Table, Text } from '@mantine/core';
import type { MigrationState } from '../../shared/migration';
import {
  comparedWords,
  comparisonColumns,
  noValue,
  verdictText,
} from '../../shared/words/comparison';
import { formatMoment } from '../when';
import { comparisonWords } from '../words/en-outcomes';
import { Section } from './section';

/** What was compared of both servers and how it came out, with the errors that the new one logged; nothing before it was verified. */
export function ComparisonTable({ state }: { readonly state: MigrationState }) {
  const { comparison = [], errors = [] } = state.facts.verified ?? {};
  if (comparison.length === 0) return null;
  return (
    <Section title={comparisonWords.title}>
      <Table.ScrollContainer
        minWidth={560}
        type="native"
        role="region"
        aria-label={comparisonWords.title}
        tabIndex={0}
      >
        <Table verticalSpacing={6} horizontalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              {comparisonColumns.map((column, index) =>
                column === '' ? (
                  <Table.Td key={index === 0 ? 'what' : 'verdict'} />
                ) : (
                  <Table.Th key={column} scope="col">
                    {column}
                  </Table.Th>
                ),
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {comparison.map((row) => (
              <Table.Tr key={row.what}>
                <Table.Th scope="row">{comparedWords[row.what]}</Table.Th>
                <Table.Td>{row.before || noValue}</Table.Td>
                <Table.Td>{row.after || noValue}</Table.Td>
                <Table.Td data-verdict={row.verdict}>{verdictText(row)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {errors.length > 0 && (
        <>
          <Text mt="sm">{comparisonWords.errors}</Text>
          <ul>
            {errors.map(({ time, text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a log may say the same twice at one time
              <li key={`${index} ${time}`}>
                {formatMoment(time, 'seconds')} {text}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
