import { Group, NativeSelect, Text } from '@mantine/core';
import { formatBytes } from '../../shared/bytes';
import type { MigrationState } from '../../shared/migration';
import { client } from '../bridge';
import { paceWords } from '../words/en';
import { ActionFailure } from './action-failure';
import { SteadyButton } from './steady-button';
import { useAction } from './use-action';

/** Bytes a second that can be chosen. */
const limits = [500_000, 1_000_000, 5_000_000, 10_000_000, 50_000_000] as const;

/** Holding a transfer back: pausing it, and how much of the network it may take. */
export function PacePart({ state }: { readonly state: MigrationState }) {
  const { busy, failure, run } = useAction();
  const { paused, bytesPerSecond } = state.pace;
  const set = (wish: { paused?: boolean; bytesPerSecond?: number | null }): void =>
    void run(() => client.call('set-pace', { id: state.id, ...wish }));
  const offered = [...new Set([...limits, ...(bytesPerSecond ? [bytesPerSecond] : [])])];
  return (
    <>
      <Group gap="sm" mt="sm" mb="md">
        <SteadyButton size="sm" off={busy} onPress={() => set({ paused: !paused })}>
          {paused ? paceWords.goOn : paceWords.pause}
        </SteadyButton>
        <Text size="sm" component="label" htmlFor="limit">
          {paceWords.limit}
        </Text>
        <NativeSelect
          id="limit"
          size="sm"
          value={bytesPerSecond ?? ''}
          onChange={({ currentTarget: { value } }) =>
            set({ bytesPerSecond: value === '' ? null : Number(value) })
          }
          data={[
            { value: '', label: paceWords.limits.none },
            ...offered
              .sort((one, other) => one - other)
              .map((rate) => ({
                value: String(rate),
                label: paceWords.limits.of(formatBytes(rate)),
              })),
          ]}
        />
      </Group>
      <Text role="status" fw={600} mb={paused ? 'md' : 0}>
        {paused && paceWords.paused}
      </Text>
      {failure && <ActionFailure failure={failure} />}
    </>
  );
}
