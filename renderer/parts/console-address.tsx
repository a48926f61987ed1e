import { Group, Text } from '@mantine/core';
import type { Side } from '../../shared/appliance';
import type { MigrationState } from '../../shared/migration';
import { consoleUrl } from '../server-face';
import { byHandWords } from '../words/en-by-hand';
import { CopyButton } from './copy-button';

/** What to open in a browser where the web console is not beside the steps. */
export function ConsoleAddress({
  state,
  side,
}: {
  readonly state: MigrationState;
  readonly side: Side;
}) {
  const url = consoleUrl(state, side);
  return (
    <Group gap="xs" mb="xs">
      <Text size="sm">{byHandWords.address(url)}</Text>
      <CopyButton text={url} label={byHandWords.copy} name={byHandWords.copyOf(url)} />
    </Group>
  );
}
