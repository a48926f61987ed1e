import { Text } from '@mantine/core';
import type { Side } from '../../shared/appliance';
import type { MigrationState } from '../../shared/migration';
import { byHandWords } from '../words/en-by-hand';

/** How the console of a practice server is logged in to; nothing where the servers are real. */
export function PracticeLogin({ plan, side }: Pick<MigrationState, 'plan'> & { side: Side }) {
  if (plan.practice === undefined) return null;
  return (
    <Text size="sm" c="dimmed" mb="xs">
      {byHandWords.practice(plan[side].user)}
    </Text>
  );
}
