import { Group, NativeSelect, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { SavedKit } from '../../shared/kit';
import { type KitLanguage, type KitPaper, kitLanguages, kitPapers } from '../../shared/kit';
import type { MigrationState } from '../../shared/migration';
import { kitPlaceWords } from '../../shared/words/kit-places';
import { client } from '../bridge';
import type { KitLook } from '../kit-look';
import { serverName } from '../server-face';
import { kitPartWords } from '../words/en-key';
import { ActionFailure } from './action-failure';
import { FileIcon, PrintIcon } from './icons';
import css from './kit-part.module.css';
import { Notice } from './notice';
import { SteadyButton } from './steady-button';
import { useAction } from './use-action';

type Props = {
  readonly state: MigrationState;
  readonly look: KitLook;
  readonly onLook: (look: KitLook) => void;
  /** Told while a kit is made: what goes wrong with it has to be seen. */
  readonly onBusy: (busy: boolean) => void;
};

type Done = Pick<SavedKit, 'path' | 'warnings'> | 'printed' | 'not-printed';

/** Saving and printing the recovery kit; where it lies, and what speaks against that place. */
export function KitPart({ state, look, onLook, onBusy }: Props) {
  const { busy, failure, run } = useAction();
  useEffect(() => onBusy(busy), [busy, onBusy]);
  const [before] = useState(state.kit);
  const [done, setDone] = useState<Done | undefined>(before);
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (done !== before) told.current?.scrollIntoView?.({ block: 'nearest' });
  }, [done, before]);
  const save = async (): Promise<void> => {
    const suggestedName = kitPartWords.fileName(
      serverName(state, 'source'),
      `${state.id}${state.givenUp.length === 0 ? '' : `-${state.givenUp.length + 1}`}`,
    );
    const place = await client.call('choose-place', {
      purpose: 'kit',
      suggestedName,
    });
    if (!place) return;
    const file = { ticket: place.ticket };
    setDone(await client.call('save-kit', { id: state.id, file, ...look }));
  };
  const print = async (): Promise<void> => {
    const { printed } = await client.call('print-kit', { id: state.id, ...look });
    setDone(printed ? 'printed' : 'not-printed');
  };
  return (
    <>
      <Text size="sm" c="dimmed" id="kit-forms">
        {kitPartWords.what}
      </Text>
      <div className={css['row']}>
        <Group gap="sm">
          <SteadyButton
            size="sm"
            icon={<FileIcon />}
            off={busy}
            describedBy="kit-forms"
            onPress={() => void run(save)}
          >
            {kitPartWords.save}
          </SteadyButton>
          <SteadyButton size="sm" icon={<PrintIcon />} off={busy} onPress={() => void run(print)}>
            {kitPartWords.print}
          </SteadyButton>
        </Group>
        <Group gap="xs">
          <NativeSelect
            size="xs"
            aria-label={kitPartWords.language}
            value={look.language}
            onChange={(event) =>
              onLook({ ...look, language: event.currentTarget.value as KitLanguage })
            }
            data={kitLanguages.map((value) => ({ value, label: kitPartWords.languages[value] }))}
          />
          <NativeSelect
            size="xs"
            aria-label={kitPartWords.paper}
            value={look.paper}
            onChange={(event) => onLook({ ...look, paper: event.currentTarget.value as KitPaper })}
            data={kitPapers.map((value) => ({ value, label: kitPartWords.papers[value] }))}
          />
        </Group>
      </div>
      <div role="status" ref={told} className={css['done']}>
        {done && <KitDone done={done} />}
      </div>
      {failure && <ActionFailure failure={failure} />}
    </>
  );
}

function KitDone({ done }: { readonly done: Done }) {
  if (done === 'not-printed') return <Text size="sm">{kitPartWords.notPrinted}</Text>;
  if (done === 'printed') return <Notice tone="ok" title={kitPartWords.printed} />;
  return (
    <>
      <Notice tone="ok" title={kitPartWords.saved}>
        <Text size="sm" className={css['path'] ?? ''}>
          {done.path}
        </Text>
        <Text size="sm">{kitPartWords.savedTodo}</Text>
      </Notice>
      {done.warnings.length > 0 && (
        <Notice tone="warn" title={kitPartWords.placeTitle}>
          {done.warnings.map((warning) => (
            <Text size="sm" key={warning}>
              {kitPlaceWords[warning]}
            </Text>
          ))}
          <Text size="sm">{kitPartWords.placeTodo}</Text>
        </Notice>
      )}
    </>
  );
}
