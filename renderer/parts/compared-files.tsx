import { Table, Text } from '@mantine/core';
import { formatBytes } from '../../shared/bytes';
import type { FileComparison } from '../../shared/file-comparison';
import type { Inspection } from '../../shared/inspection';
import { comparisonWords } from '../../shared/words/file-comparison';
import { comparedRows } from '../compared-rows';
import { formatNumber } from '../words/en';
import { compareWords, inspectWords } from '../words/en-inspect';
import css from './compared-files.module.css';
import { Notice } from './notice';
import { SteadyButton } from './steady-button';

type Props = {
  readonly comparison: FileComparison;
  readonly first: Inspection;
  readonly second: Inspection;
  readonly onShow: (offset: number) => void;
};

/** What two files have in common and where they differ. */
export function ComparedFiles({ comparison, first, second, onShow }: Props) {
  const { same, firstDifference: at, entries, tables } = comparison;
  return (
    <>
      <Notice tone={same ? 'ok' : 'warn'} title={comparisonWords(comparison)}>
        {at !== undefined && at < first.size && (
          <SteadyButton onPress={() => onShow(at)}>{compareWords.showBytes}</SteadyButton>
        )}
      </Notice>
      <Table.ScrollContainer
        minWidth={520}
        type="native"
        role="region"
        aria-label={compareWords.verdict}
        tabIndex={0}
      >
        <Table verticalSpacing={6} horizontalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              <Table.Th scope="col">{compareWords.first}</Table.Th>
              <Table.Th scope="col">{compareWords.second}</Table.Th>
              <Table.Th scope="col" className={css['verdict']}>
                {compareWords.verdict}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {comparedRows(first, second).map((row) => (
              <Table.Tr key={row.name}>
                <Table.Th scope="row">{row.name}</Table.Th>
                <Table.Td>{row.first ?? compareWords.unknown}</Table.Td>
                <Table.Td>{row.second ?? compareWords.unknown}</Table.Td>
                <Table.Td className={css['verdict']} data-same={row.first === row.second}>
                  {row.first === row.second ? compareWords.same : compareWords.different}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {first.archive && second.archive && <EntryLists entries={entries} />}
      {first.dump && second.dump && <TableList tables={tables} />}
    </>
  );
}

function EntryLists({ entries }: Pick<FileComparison, 'entries'>) {
  const { onlyFirst, onlySecond, changed, more } = entries;
  const pathOf = ({ path }: { readonly path: string }): string => path;
  const none = onlyFirst.length + onlySecond.length + changed.length === 0;
  return (
    <>
      <Text fw={600} mt="md">
        {inspectWords.contents}
      </Text>
      {none && <Text>{compareWords.sameEntries}</Text>}
      <Names says={compareWords.onlyFirst} names={onlyFirst.map(pathOf)} />
      <Names says={compareWords.onlySecond} names={onlySecond.map(pathOf)} />
      <Names
        says={compareWords.changed}
        names={changed.map(
          ([one, other]) =>
            `${one.path}: ${compareWords.both(formatBytes(one.size), formatBytes(other.size))}`,
        )}
      />
      {more > 0 && <Text c="dimmed">{compareWords.more(formatNumber(more))}</Text>}
    </>
  );
}

function TableList({ tables }: Pick<FileComparison, 'tables'>) {
  const rows = (count: number | undefined): string =>
    count === undefined ? compareWords.noTable : compareWords.rows(formatNumber(count));
  return (
    <>
      <Text fw={600} mt="md">
        {compareWords.tables}
      </Text>
      {tables.length === 0 && <Text>{compareWords.sameTables}</Text>}
      <Names
        says={compareWords.changedTables}
        names={tables.map(
          ({ name, rows: [one, other] }) => `${name}: ${compareWords.both(rows(one), rows(other))}`,
        )}
      />
    </>
  );
}

function Names(props: {
  readonly says: (count: string) => string;
  readonly names: readonly string[];
}) {
  const { says, names } = props;
  if (names.length === 0) return null;
  return (
    <details>
      <summary>{says(formatNumber(names.length))}</summary>
      <ul className={css['names']}>
        {names.map((name) => (
          <li key={name}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
}
