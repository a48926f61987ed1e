import { Text } from '@mantine/core';
import type { ChosenFile } from '../../shared/contract';
import type { HandField } from '../../shared/hand-work';
import { client, ticketOf } from '../bridge';
import { byHandWords } from '../words/en-by-hand';
import { ActionFailure } from './action-failure';
import css from './hand-fields.module.css';
import { FileIcon } from './icons';
import { SteadyButton } from './steady-button';
import { useAction } from './use-action';
import { useDrop } from './use-drop';

/** A file for the answer, and whether it was caught from the console. */
export type HandFileGiven = ChosenFile & { readonly caught?: true };

type Props = {
  readonly field: HandField;
  readonly file: HandFileGiven | undefined;
  readonly onFile: (file: HandFileGiven) => void;
  readonly disabled: boolean;
  /** Whether a console is beside it, whose downloads are taken over. */
  readonly byConsole: boolean;
};

/** A file that comes from the console by itself, is dropped here or is chosen. */
export function HandFile({ field, file, onFile, disabled, byConsole }: Props) {
  const { busy, failure, run } = useAction();
  const take = (get: () => Promise<ChosenFile | null>): void =>
    void run(async () => {
      const given = await get();
      if (given) onFile(given);
    });
  const hint = byConsole ? byHandWords.caughtHint : field.hint;
  const { zone } = useDrop(disabled, (dropped) => take(() => ticketOf(dropped, 'backup')));
  return (
    <div>
      <Text fw={500}>
        {field.optional ? `${field.label} (${byHandWords.optional})` : field.label}
      </Text>
      {hint && (
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      )}
      <Text size="sm" fw={600} mt={6} role="status">
        {file && (file.caught ? byHandWords.caught(file.name) : byHandWords.chosen(file.name))}
      </Text>
      <div className={css['zone']} {...zone}>
        <SteadyButton
          size="sm"
          icon={<FileIcon />}
          off={busy || disabled}
          onPress={() => take(() => client.call('choose-file', { purpose: 'backup' }))}
        >
          {byHandWords.choose}
        </SteadyButton>
        <span>{byHandWords.drop}</span>
      </div>
      {failure && <ActionFailure failure={failure} />}
    </div>
  );
}
