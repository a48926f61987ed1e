import { Button } from '@mantine/core';
import { useRef } from 'react';
import { client } from '../bridge';
import { type KeyFile, mostKeys } from '../endpoint-draft';
import { loginWords } from '../words/en-connect';
import { ActionFailure } from './action-failure';
import css from './login-part.module.css';
import { useAction } from './use-action';

type Props = {
  readonly keys: readonly KeyFile[];
  readonly onChange: (keys: readonly KeyFile[]) => void;
  /** Whose they are, for the name of the button. */
  readonly server: string;
};

/** Private key files by name; they are tried in this order. */
export function KeyFiles({ keys, onChange, server }: Props) {
  const { busy, failure, run } = useAction();
  const add = useRef<HTMLButtonElement>(null);
  const choose = async (): Promise<void> => {
    const file = await client.call('choose-file', { purpose: 'identity' });
    if (file && !keys.some(({ ticket }) => ticket === file.ticket)) onChange([...keys, file]);
  };
  const remove = (ticket: string): void => {
    // The button that was pressed goes away with its line.
    add.current?.focus();
    onChange(keys.filter((key) => key.ticket !== ticket));
  };
  return (
    <div>
      <div className={css['name']}>{loginWords.keys}</div>
      {keys.length === 0 && <p className={css['hint']}>{loginWords.noKeys}</p>}
      <ul className={css['items']}>
        {keys.map(({ ticket, name }, at) => {
          const shown = name || loginWords.keyUnnamed(at + 1);
          return (
            <li key={ticket}>
              <span className={css['file']}>{shown}</span>
              <Button
                variant="default"
                size="compact-sm"
                aria-label={loginWords.removeKey(shown)}
                onClick={() => remove(ticket)}
              >
                {loginWords.remove}
              </Button>
            </li>
          );
        })}
      </ul>
      <Button
        ref={add}
        variant="default"
        size="compact-sm"
        aria-label={`${loginWords.addKey} ${server}`}
        disabled={busy || keys.length >= mostKeys}
        onClick={() => void run(choose)}
      >
        {loginWords.addKey}
      </Button>
      {failure && <ActionFailure failure={failure} />}
    </div>
  );
}
