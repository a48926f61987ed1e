import { TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Side } from '../../shared/appliance';
import { sideWords } from '../../shared/words/sides';
import { client } from '../bridge';
import { changeDraft, changeSide } from '../connecting';
import { faultsOfOne, isSound } from '../draft-faults';
import { endpointOf } from '../endpoint-draft';
import { useApp } from '../store';
import { savedWords } from '../words/en-connect';
import { ActionFailure } from './action-failure';
import { Fold } from './fold';
import css from './login-part.module.css';
import { SteadyButton } from './steady-button';
import { useAction } from './use-action';
import { useFocusAfter } from './use-focus-after';
import type { KnownHosts } from './use-known-hosts';

type Props = { readonly side: Side; readonly known: KnownHosts };

/** Saving how to reach the server under a name, and forgetting what was saved. */
export function SavingPart({ side, known: { saved, keeping, reload } }: Props) {
  const { draft, open } = useApp(({ form }) => form[side]);
  const { busy, failure, run } = useAction();
  const [done, setDone] = useState(false);
  const name = draft.name.trim();
  const ready = name !== '' && isSound(faultsOfOne(draft)) && !busy;
  const save = async (): Promise<void> => {
    await client.call('save-connection', { name, endpoint: endpointOf(draft) });
    await reload();
    setDone(true);
  };
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const focusAfter = useFocusAfter(saved);
  const forget = (at: number, other: string) => async (): Promise<void> => {
    await client.call('forget-connection', { name: other });
    focusAfter(() => {
      // The button that was pressed went away with its line, unless the person has gone on meanwhile.
      if (document.activeElement !== document.body) return undefined;
      const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
      return buttons[at] ?? buttons.at(-1) ?? field.current;
    });
    await reload();
  };
  return (
    <Fold
      title={savedWords.title}
      short={saved.some((each) => each.name === name) ? savedWords.as(name) : ''}
      open={open.saving === true}
      onOpen={(saving) => changeSide(side, { open: { ...open, saving } })}
    >
      <div className={css['save']}>
        <TextInput
          ref={field}
          label={savedWords.name}
          description={savedWords.nameHint}
          size="sm"
          value={draft.name}
          maxLength={80}
          autoComplete="off"
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // It stands in the form that starts the migration.
            event.preventDefault();
            if (ready) void run(save);
          }}
          onChange={(event) => {
            setDone(false);
            changeDraft(side, { name: event.currentTarget.value });
          }}
        />
        <SteadyButton
          size="sm"
          name={`${savedWords.save}: ${sideWords[side]}`}
          off={!ready}
          onPress={() => void run(save)}
        >
          {savedWords.save}
        </SteadyButton>
      </div>
      <div>
        <div role="status">{done && savedWords.saved}</div>
        {keeping !== 'yes' && <p className={css['hint']}>{savedWords.keeping[keeping]}</p>}
      </div>
      {failure && <ActionFailure failure={failure} />}
      {saved.length > 0 && (
        <div>
          <div className={css['name']}>{savedWords.list}</div>
          <ul ref={list} className={css['items']}>
            {saved.map((each, at) => (
              <li key={each.name}>
                <span>
                  {each.name}
                  {each.remembered && (
                    <span className={css['remembered']}>{savedWords.remembered}</span>
                  )}
                </span>
                <SteadyButton
                  name={savedWords.forgetName(each.name)}
                  off={busy}
                  onPress={() => void run(forget(at, each.name))}
                >
                  {savedWords.forget}
                </SteadyButton>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Fold>
  );
}
