import { Button, Group, Modal, Text } from '@mantine/core';
import { forget } from '../store';
import { homeWords } from '../words/en-places';
import { ActionFailure } from './action-failure';
import { useAction } from './use-action';

type Props = {
  readonly id: string;
  readonly name: string;
  readonly opened: boolean;
  readonly close: () => void;
};

/** Asks before a migration is taken off the list. */
export function ForgetDialog({ id, name, opened, close }: Props) {
  const { busy, failure, run } = useAction();
  return (
    <Modal opened={opened} onClose={close} title={homeWords.forgetTitle(name)}>
      <Text>{homeWords.forgetBody}</Text>
      {failure && <ActionFailure failure={failure} />}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close} data-autofocus>
          {homeWords.forgetNo}
        </Button>
        <Button color="danger" disabled={busy} onClick={() => void run(() => forget(id))}>
          {homeWords.forgetYes}
        </Button>
      </Group>
    </Modal>
  );
}
