import { Group, Text } from '@mantine/core';
import { useState } from 'react';
import { client } from '../bridge';
import { byHandWords } from '../words/en-by-hand';
import { ActionFailure } from './action-failure';
import { KeyIcon } from './icons';
import { SteadyButton } from './steady-button';
import { useAction } from './use-action';

/** The key, for entering it at an appliance: it goes to the clipboard past this page, and is cleared there later. */
export function HandKey({ migrationId }: { readonly migrationId: string }) {
  const { busy, failure, run } = useAction();
  const [copied, setCopied] = useState(false);
  return (
    <>
      <Group gap="sm" mb="md">
        <SteadyButton
          size="sm"
          icon={<KeyIcon />}
          off={busy}
          onPress={() =>
            void run(() => client.call('copy-hand-key', { id: migrationId })).then(setCopied)
          }
        >
          {byHandWords.copyKey}
        </SteadyButton>
        <Text size="sm" c="dimmed" role="status">
          {copied ? byHandWords.keyCopied : byHandWords.keyHint}
        </Text>
      </Group>
      {failure && <ActionFailure failure={failure} />}
    </>
  );
}
