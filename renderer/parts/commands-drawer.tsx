import { Drawer, Table, Text } from '@mantine/core';
import { formatDuration } from '../../shared/bytes';
import type { MigrationState } from '../../shared/migration';
import { formatMoment } from '../when';
import { commandWords, frameWords } from '../words/en';
import css from './commands-drawer.module.css';
import { CopyButton } from './copy-button';

type Run = MigrationState['commands'][number];

const took = ({ milliseconds }: Run): string =>
  milliseconds < 1000 ? `${milliseconds} ms` : formatDuration(milliseconds);

const asLine = (run: Run): string =>
  [
    run.at,
    frameWords.sides[run.side],
    run.command,
    took(run),
    `${commandWords.exit} ${run.exitCode}`,
  ].join('\t');

/** What was run where, when, how long and how it ended. */
export function CommandsDrawer({
  state,
  opened,
  close,
}: {
  readonly state: MigrationState;
  readonly opened: boolean;
  readonly close: () => void;
}) {
  const runs = state.commands.toReversed();
  return (
    <Drawer opened={opened} onClose={close} position="bottom" size="62%" title={commandWords.title}>
      <div className={css['head']}>
        <Text size="sm" c="dimmed">
          {commandWords.why}
        </Text>
        {runs.length > 0 && (
          <CopyButton text={runs.map(asLine).join('\n')} label={commandWords.copyAll} />
        )}
      </div>
      {runs.length === 0 ? <Text>{commandWords.none}</Text> : <Runs runs={runs} />}
    </Drawer>
  );
}

function Runs({ runs }: { readonly runs: readonly Run[] }) {
  return (
    <Table stickyHeader horizontalSpacing="md">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{commandWords.when}</Table.Th>
          <Table.Th>{commandWords.where}</Table.Th>
          <Table.Th>{commandWords.command}</Table.Th>
          <Table.Th>{commandWords.took}</Table.Th>
          <Table.Th>{commandWords.exit}</Table.Th>
          <Table.Th>{frameWords.copy}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {runs.map((run) => (
          <Table.Tr key={`${run.at} ${run.side} ${run.command}`}>
            <Table.Td className={css['tight']}>{formatMoment(run.at, 'seconds')}</Table.Td>
            <Table.Td className={css['side']} data-side={run.side}>
              {frameWords.sides[run.side]}
            </Table.Td>
            <Table.Td>
              <code className={css['command']}>{run.command}</code>
              {run.changes && <span className={css['changes']}>{commandWords.changes}</span>}
            </Table.Td>
            <Table.Td className={css['tight']}>{took(run)}</Table.Td>
            <Table.Td data-failed={run.exitCode !== 0} className={css['exit']}>
              {run.exitCode}
            </Table.Td>
            <Table.Td>
              <CopyButton
                text={asLine(run)}
                label={frameWords.copy}
                name={commandWords.copyOne(run.command)}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
