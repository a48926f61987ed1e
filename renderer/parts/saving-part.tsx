import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
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
import { useAction } from './use-action';
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
  const forget = (other: string) => async (): Promise<void> => {
    await client.call('forget-connection', { name: other });
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
        <Button
          variant="default"
          size="sm"
          aria-label={`${savedWords.save}: ${sideWords[side]}`}
          disabled={!ready}
          onClick={() => void run(save)}
        >
          {savedWords.save}
        </Button>
      </div>
      <div>
        <div role="status">{done && savedWords.saved}</div>
        {keeping !== 'yes' && <p className={css['hint']}>{savedWords.keeping[keeping]}</p>}
      </div>
      {failure && <ActionFailure failure={failure} />}
      {saved.length > 0 && (
        <div>
          <div className={css['name']}>{savedWords.list}</div>
          <ul className={css['items']}>
            {saved.map((each) => (
              <li key={each.name}>
                <span>
                  {each.name}
                  {each.remembered && (
                    <span className={css['remembered']}>{savedWords.remembered}</span>
                  )}
                </span>
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={savedWords.forgetName(each.name)}
                  disabled={busy}
                  onClick={() => void run(forget(each.name))}
                >
                  {savedWords.forget}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Fold>
  );
}
