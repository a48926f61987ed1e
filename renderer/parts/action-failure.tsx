import { Text } from '@mantine/core';
import type { Failure } from '../../shared/failure';
import { describeFailure } from '../../shared/words/failures';
import { actionWords } from '../words/en';
import { Notice } from './notice';

/** A command that did not work, told in place: the page and what was typed stay. */
export function ActionFailure({ failure }: { readonly failure: Failure }) {
  const words = describeFailure(failure);
  return (
    <Notice tone="danger" title={`${actionWords.failed}: ${words.title}`} alert>
      <Text size="sm">{words.seen}</Text>
      <Text size="sm">{words.todo}</Text>
    </Notice>
  );
}
