import { Button, Group, Text } from '@mantine/core';
import { handOperations } from '../../shared/hand-work';
import type { MigrationState } from '../../shared/migration';
import { operationWords } from '../../shared/words/by-hand';
import { sideWords } from '../../shared/words/sides';
import { client } from '../bridge';
import { switchWords, waysWords } from '../words/en-by-hand';
import { ActionFailure } from './action-failure';
import { Section } from './section';
import { useAction } from './use-action';

/** Where a command failed that a person may carry out instead: both ways of doing so, each of which goes on at once. */
export function TakeOverPart({ state }: { readonly state: MigrationState }) {
  const { busy, failure, run } = useAction();
  const what = whatMayBeTaken(state);
  if (!what) return null;
  const { id } = state;
  const take = (way: 'console' | 'hand') => (): void =>
    void run(async () => {
      await client.call('switch-way', { id, ...what, way });
      await client.call('resume-migration', { id });
    });
  return (
    <Section title={waysWords.takeOver}>
      <Text size="sm" mb="sm">
        {waysWords.takeOverHint(operationWords[what.operation].toLowerCase(), sideWords[what.side])}
      </Text>
      <Group gap="sm">
        {(['console', 'hand'] as const).map((way) => (
          <Button key={way} variant="default" size="sm" disabled={busy} onClick={take(way)}>
            {switchWords.to[way]}
          </Button>
        ))}
      </Group>
      {failure && <ActionFailure failure={failure} />}
    </Section>
  );
}

/** Said by the failure alone: it names operation and side where a person may take it over. */
function whatMayBeTaken({ failure }: MigrationState) {
  const operation = handOperations.find((each) => each === failure?.facts['operation']);
  const side = (['source', 'target'] as const).find((each) => each === failure?.facts['side']);
  return operation && side && { operation, side };
}
