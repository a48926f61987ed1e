import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import type { MigrationState } from '../../shared/migration';
import { client } from '../bridge';
import { serverName } from '../server-face';
import { discardWords, frameWords } from '../words/en';
import { ActionFailure } from './action-failure';
import { useAction } from './use-action';

/** Ends the run and deletes the backup that the old server is creating, after asking once more. */
export function DiscardButton({ state }: { readonly state: MigrationState }) {
  const { busy, failure, run } = useAction();
  const [opened, setOpened] = useState(false);
  const close = (): void => setOpened(false);
  const discard = () => client.call('cancel-migration', { id: state.id, discardBackup: true });
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {frameWords.discard}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={discardWords.title(serverName(state, 'source'))}
      >
        <Text>{discardWords.body(state.facts.request?.name ?? '')}</Text>
        {failure && <ActionFailure failure={failure} />}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close} data-autofocus>
            {discardWords.keep}
          </Button>
          <Button color="danger" disabled={busy} onClick={() => void run(discard)}>
            {discardWords.go}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
