import { Table } from '@mantine/core';
import { type Counts, compareCount, countedEntities, type Side } from '../../shared/appliance';
import type { MigrationState } from '../../shared/migration';
import { countedOnBoth, countText } from '../../shared/not-counted';
import { countsWords, entityWords, formatNumber } from '../words/en';
import css from './counts-table.module.css';

type Row = { readonly title: string; readonly side: Side; readonly counts: Counts | undefined };

type Props = {
  readonly state: Pick<MigrationState, 'handWork'>;
  readonly first: Row;
  readonly second: Row;
  /** Adds a row that says whether they are the same, more or fewer. */
  readonly compare?: boolean;
};

/** Numbers of entities, one row above the other. */
export function CountsTable({ state, first, second, compare = false }: Props) {
  return (
    <Table.ScrollContainer
      minWidth={600}
      type="native"
      className={css['box'] ?? ''}
      role="region"
      aria-label={countsWords.title}
      tabIndex={0}
    >
      <Table className={css['table'] ?? ''} verticalSpacing={8} horizontalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            {countedEntities.map((entity) => (
              <Table.Th key={entity} scope="col">
                {entityWords[entity]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[first, second].map(({ title, side, counts }) => (
            <Table.Tr key={title}>
              <Table.Th scope="row">{title}</Table.Th>
              {countedEntities.map((entity) => (
                <Table.Td key={entity}>{numberIn(state, side, entity, counts)}</Table.Td>
              ))}
            </Table.Tr>
          ))}
          {compare && (
            <Table.Tr>
              <Table.Th scope="row">{countsWords.compared}</Table.Th>
              {countedEntities.map((entity) => {
                const verdict =
                  first.counts &&
                  second.counts &&
                  countedOnBoth(first.counts, second.counts, state).includes(entity)
                    ? compareCount(first.counts[entity], second.counts[entity])
                    : undefined;
                return (
                  <Table.Td key={entity} className={css['verdict']} data-same={verdict !== 'fewer'}>
                    {verdict ? countsWords[verdict] : '–'}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** A number as people read it; in words where nobody could count it. */
function numberIn(
  state: Props['state'],
  side: Side,
  entity: keyof Counts,
  counts: Counts | undefined,
): string {
  const text = countText(state, side, entity, counts);
  if (counts === undefined) return '–';
  return text === String(counts[entity]) ? formatNumber(counts[entity]) : text;
}
