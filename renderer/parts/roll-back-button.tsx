import { Button, Group, List, Modal, Radio, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import type { MigrationState } from '../../shared/migration';
import { cannotGoBack, wayBack } from '../../shared/way-back';
import { sideWords } from '../../shared/words/sides';
import { lossSentences, stageSentence, wayBackWords } from '../../shared/words/way-back';
import { client } from '../bridge';
import { serverName } from '../server-face';
import { backWords } from '../words/en-way-back';
import { ActionFailure } from './action-failure';
import { isTyped, TypedName } from './typed-name';
import { useAction } from './use-action';
import { useFocusAfter } from './use-focus-after';

type Wish = 'keep' | 'delete';

/** Goes back to the old server, after the new server's name was typed; nothing where there is nothing to go back from. */
export function RollBackButton({ state }: { readonly state: MigrationState }) {
  const [opened, setOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const focusAfter = useFocusAfter(opened);
  const close = (): void => {
    focusAfter(() => button.current);
    setOpened(false);
  };
  if (cannotGoBack(state) !== undefined) return null;
  return (
    <>
      <Button ref={button} variant="default" size="compact-sm" onClick={() => setOpened(true)}>
        {backWords.begin(serverName(state, 'source'))}
      </Button>
      {opened && <RollBackDialog state={state} close={close} />}
    </>
  );
}

function RollBackDialog({
  state,
  close,
}: {
  readonly state: MigrationState;
  readonly close: () => void;
}) {
  const { busy, failure, run } = useAction();
  const [typed, setTyped] = useState('');
  const [backup, setBackup] = useState<Wish>('keep');
  const back = wayBack(state);
  const { source, target } = back.names;
  const ready = isTyped(typed, target) && !busy;
  const begin = (): void =>
    void run(() => client.call('roll-back', { id: state.id, typedName: typed.trim(), backup }));
  return (
    <Modal opened onClose={close} title={backWords.dialog(source)} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) begin();
        }}
      >
        <Stack gap="md">
          <Text>
            {stageSentence(back)} {wayBackWords.rule}
          </Text>
          <div>
            <Text fw={600}>{wayBackWords.lost}</Text>
            <List spacing={4}>
              {lossSentences(back).map((line) => (
                <List.Item key={line}>{line}</List.Item>
              ))}
            </List>
          </div>
          <Radio.Group
            label={backWords.backup}
            value={backup}
            onChange={(value) => setBackup(value as Wish)}
          >
            <Group gap="lg" mt={6}>
              <Radio value="keep" label={backWords.keep} />
              <Radio value="delete" label={backWords.delete} />
            </Group>
          </Radio.Group>
          <TypedName
            label={backWords.label(target)}
            typed={typed}
            onType={setTyped}
            other={{ name: source, side: sideWords.source }}
          />
          {failure && <ActionFailure failure={failure} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {backWords.no}
            </Button>
            <Button type="submit" color="danger" disabled={!ready}>
              {backWords.yes(source)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
