import { Table } from '@mantine/core';
import { type Counts, countedEntities } from '../../shared/appliance';
import { countsWords, entityWords, formatNumber } from '../words/en';
import css from './counts-table.module.css';

type Column = { readonly title: string; readonly counts: Counts | undefined };

/** Numbers of entities side by side; `compare` adds whether they are the same, in words. */
export function CountsTable({
  left,
  right,
  compare = false,
}: {
  readonly left: Column;
  readonly right: Column;
  readonly compare?: boolean;
}) {
  return (
    <div className={css['box']}>
      <Table className={css['table'] ?? ''} verticalSpacing={6} horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{countsWords.what}</Table.Th>
            <Table.Th className={css['number']}>{left.title}</Table.Th>
            <Table.Th className={css['number']}>{right.title}</Table.Th>
            {compare && <Table.Th>{countsWords.compared}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {countedEntities.map((entity) => (
            <Table.Tr key={entity}>
              <Table.Th scope="row" fw={400}>
                {entityWords[entity]}
              </Table.Th>
              <Table.Td className={css['number']}>{shown(left.counts?.[entity])}</Table.Td>
              <Table.Td className={css['number']}>{shown(right.counts?.[entity])}</Table.Td>
              {compare && (
                <Table.Td
                  className={css['verdict']}
                  data-same={left.counts?.[entity] === right.counts?.[entity]}
                >
                  {left.counts?.[entity] === right.counts?.[entity]
                    ? countsWords.same
                    : countsWords.differs}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const shown = (value: number | undefined): string =>
  value === undefined ? '–' : formatNumber(value);
