import { Table, Text } from '@mantine/core';
import { formatBytes } from '../../shared/bytes';
import type {
  BytesCompared,
  ComparedRow,
  FileComparison,
  ListCompared,
} from '../../shared/file-comparison';
import { type ContainerId, containerIds, type Inspection } from '../../shared/inspection';
import { containerWords, verdictWords } from '../../shared/words/inspection';
import { formatNumber } from '../words/en';
import { compareWords, inspectWords } from '../words/en-inspect';
import css from './compared-files.module.css';
import { Notice, type Tone } from './notice';
import { SteadyButton } from './steady-button';

type Props = {
  readonly comparison: FileComparison;
  readonly first: Inspection;
  readonly second: Inspection;
  readonly onShow: (offset: number) => void;
};

/** What two files have in common and where they differ. */
export function ComparedFiles({ comparison, first, second, onShow }: Props) {
  const { bytes, rows, entries, tables } = comparison;
  return (
    <>
      <Notice tone={bytesTone(bytes)} title={bytesText(bytes)}>
        {bytes.kind === 'differs' && (
          <SteadyButton onPress={() => onShow(bytes.at)}>{inspectWords.showBytes}</SteadyButton>
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
            {rows.map((row) => (
              <Table.Tr key={row.fact}>
                <Table.Th scope="row">{compareWords.facts[row.fact]}</Table.Th>
                <Table.Td>{valueText(row, row.first, first)}</Table.Td>
                <Table.Td>{valueText(row, row.second, second)}</Table.Td>
                <Table.Td className={css['verdict']} data-same={row.same}>
                  {row.same ? compareWords.same : compareWords.different}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {entries && (
        <Lists
          title={compareWords.entries}
          same={compareWords.listSame}
          list={entries}
          amount={formatBytes}
        />
      )}
      {tables && (
        <Lists
          title={compareWords.tables}
          same={compareWords.tablesSame}
          list={tables}
          amount={formatNumber}
        />
      )}
    </>
  );
}

function Lists({
  title,
  same,
  list,
  amount,
}: {
  readonly title: string;
  readonly same: (count: string) => string;
  readonly list: ListCompared;
  readonly amount: (value: number) => string;
}) {
  const { onlyFirst, onlySecond, different, more } = list;
  const groups = [
    { says: compareWords.onlyFirst(formatNumber(onlyFirst.length)), names: onlyFirst },
    { says: compareWords.onlySecond(formatNumber(onlySecond.length)), names: onlySecond },
    {
      says: compareWords.differentItems(formatNumber(different.length)),
      names: different.map(
        ({ name, first, second }) =>
          `${name}: ${compareWords.sizes(amount(first), amount(second))}`,
      ),
    },
  ];
  return (
    <>
      <Text fw={600} mt="md">
        {title}
      </Text>
      <Text>{same(formatNumber(list.same))}.</Text>
      {groups
        .filter(({ names }) => names.length > 0)
        .map(({ says, names }) => (
          <details key={says}>
            <summary>{says}</summary>
            <ul>
              {names.map((name) => (
                <li key={name}>
                  <bdi>{name}</bdi>
                </li>
              ))}
            </ul>
          </details>
        ))}
      {more > 0 && <Text c="dimmed">{compareWords.more(formatNumber(more))}</Text>}
    </>
  );
}

function bytesText(bytes: BytesCompared): string {
  switch (bytes.kind) {
    case 'same':
      return compareWords.bytes.same;
    case 'begins':
      return compareWords.bytes[bytes.shorter];
    case 'differs':
      return compareWords.bytes.differs(formatNumber(bytes.at));
    case 'not-known':
      return compareWords.bytes['not-known'];
  }
}

const bytesTone = ({ kind }: BytesCompared): Tone => (kind === 'same' ? 'ok' : 'warn');

/** Ids and numbers as people read them. */
function valueText(
  { fact }: ComparedRow,
  value: string | number | undefined,
  found: Inspection,
): string {
  if (value === undefined) return compareWords.unknown;
  if (typeof value === 'number')
    return fact === 'size' || fact === 'content' ? formatBytes(value) : formatNumber(value);
  if (fact === 'verdict') return verdictWords(found);
  if (fact === 'container') return value.split(' ').map(containerText).join(' › ');
  return value;
}

const containerText = (id: string): string => {
  const known: ContainerId | undefined = containerIds.find((each) => each === id);
  return known ? containerWords[known] : id;
};
