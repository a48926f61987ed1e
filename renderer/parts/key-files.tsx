import { useRef } from 'react';
import { client } from '../bridge';
import { type KeyFile, mostKeys } from '../endpoint-draft';
import { loginWords } from '../words/en-connect';
import { ActionFailure } from './action-failure';
import css from './login-part.module.css';
import { SteadyButton } from './steady-button';
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
              <SteadyButton name={loginWords.removeKey(shown)} onPress={() => remove(ticket)}>
                {loginWords.remove}
              </SteadyButton>
            </li>
          );
        })}
      </ul>
      <SteadyButton
        ref={add}
        name={`${loginWords.addKey} ${server}`}
        off={busy || keys.length >= mostKeys}
        onPress={() => void run(choose)}
      >
        {loginWords.addKey}
      </SteadyButton>
      {failure && <ActionFailure failure={failure} />}
    </div>
  );
}
