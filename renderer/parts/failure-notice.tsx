import { Text } from '@mantine/core';
import type { Failure } from '../../shared/failure';
import { describeFailure } from '../../shared/words/failures';
import { Notice } from './notice';

/** Why the last answer was not taken, and what to do. */
export function FailureNotice({ failure }: { readonly failure: Failure }) {
  const words = describeFailure(failure);
  return (
    <Notice tone="warn" title={words.title} alert>
      <Text size="sm">{words.seen}</Text>
      <Text size="sm">{words.todo}</Text>
    </Notice>
  );
}
