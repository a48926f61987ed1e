import { Text } from '@mantine/core';
import type { KeyDifference } from '../../shared/kit';
import type { KeyFault as Fault } from '../../shared/migration';
import { faultWords } from '../words/en-key';
import { FailureNotice } from './failure-notice';
import { Notice } from './notice';

/** So many groups that hardly anything fits. */
const most = 4;

/** Why what was given is not the key: where it differs, never what would be right. */
export function KeyFault({ fault }: { readonly fault: Fault }) {
  if ('failure' in fault) return <FailureNotice failure={fault.failure} />;
  const { difference } = fault;
  return (
    <Notice tone="warn" title={faultWords.title} alert>
      <Text>{sentencesOf(difference).join(' ')}</Text>
      <Text size="sm">{faultWords.todo}</Text>
    </Notice>
  );
}

const sentencesOf = ({ groups, hints }: KeyDifference): readonly string[] => [
  ...(groups.length > 0 ? [faultWords.groups(groups)] : []),
  ...hints.map((hint) => faultWords.hints[hint]),
  ...(groups.length >= most ? [faultWords.other] : []),
];
