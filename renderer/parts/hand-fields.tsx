import { Checkbox, Radio, Stack, Text, TextInput } from '@mantine/core';
import type { ClipboardEvent } from 'react';
import { asksWhy, type HandField } from '../../shared/hand-work';
import { client } from '../bridge';
import type { Entered } from '../hand-given';
import { byHandWords } from '../words/en-by-hand';
import { ActionFailure } from './action-failure';
import css from './hand-fields.module.css';
import { HandFile, type HandFileGiven } from './hand-file';
import { SecretField } from './secret-field';
import { SteadyButton } from './steady-button';
import { useAction } from './use-action';

type Props = {
  readonly fields: readonly HandField[];
  readonly entered: Entered;
  readonly onEnter: (name: string, value: string) => void;
  readonly file: HandFileGiven | undefined;
  readonly onFile: (file: HandFileGiven) => void;
  readonly disabled: boolean;
  /** Whether a console is beside it, of which selected text can be taken. */
  readonly byConsole: boolean;
};

/** What a person enters of an appliance, each by its form. */
export function HandFields({ fields, file, onFile, ...props }: Props) {
  const asked = fields.filter(({ name }) => name !== 'reason' || asksWhy(props.entered));
  return (
    <div className={css['fields']}>
      {asked.map((field) => (
        <div key={field.name} id={placeOf(field)}>
          {field.form === 'file' ? (
            <HandFile field={field} file={file} onFile={onFile} {...props} />
          ) : (
            <OneField field={field} {...props} />
          )}
        </div>
      ))}
    </div>
  );
}

const placeOf = ({ name }: HandField): string => `hand-field-${name}`;

/** Leads the keyboard to a field, which comes into sight by that. */
export const goToField = (field: HandField): void => {
  const place = document.getElementById(placeOf(field));
  place?.scrollIntoView({ block: 'center' });
  place?.querySelector<HTMLElement>('input, button')?.focus();
};

type OneProps = Omit<Props, 'fields' | 'file' | 'onFile'> & { readonly field: HandField };

function OneField(props: OneProps) {
  const { field, entered, onEnter, disabled } = props;
  const { name, form, hint, choices = [] } = field;
  const value = entered[name] ?? '';
  const label = labelOf(field);
  if (form === 'secret') return <HandSecret {...props} />;
  if (form === 'confirm') {
    return (
      <Checkbox
        label={label}
        description={hint}
        checked={value === 'yes'}
        disabled={disabled}
        onChange={(event) => onEnter(name, event.currentTarget.checked ? 'yes' : '')}
      />
    );
  }
  if (form === 'choice') {
    return (
      <Radio.Group
        label={label}
        description={hint}
        value={value}
        onChange={(chosen) => onEnter(name, chosen)}
      >
        <Stack gap={6} mt={6}>
          {choices.map((choice) => (
            <Radio
              key={choice.value}
              value={choice.value}
              label={choice.words}
              disabled={disabled}
            />
          ))}
        </Stack>
      </Radio.Group>
    );
  }
  return (
    <TextInput
      label={label}
      description={hint}
      value={value}
      disabled={disabled}
      maxLength={500}
      autoComplete="off"
      spellCheck={false}
      {...(form === 'number' && { inputMode: 'decimal' as const })}
      onChange={(event) => onEnter(name, event.currentTarget.value)}
    />
  );
}

/** A secret is pasted, typed or taken from what is selected in the console; the clipboard forgets it at once. */
function HandSecret({ field, entered, onEnter, disabled, byConsole }: OneProps) {
  const { busy, failure, run } = useAction();
  const take = async (): Promise<void> => {
    const { text } = await client.call('console-selection', {});
    onEnter(field.name, text);
  };
  const forget = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text/plain');
    if (text.length <= 4096) void client.call('forget-pasted', { text }).catch(() => undefined);
  };
  return (
    <div onPaste={forget}>
      <SecretField
        label={labelOf(field)}
        description={field.hint}
        error={undefined}
        typed={entered[field.name] ?? ''}
        onType={(typed) => onEnter(field.name, typed)}
        show={byHandWords.showSecret}
      />
      {byConsole && (
        <div className={css['take']}>
          <SteadyButton
            size="sm"
            describedBy="selection-hint"
            off={busy || disabled}
            onPress={() => void run(take)}
          >
            {byHandWords.useSelection}
          </SteadyButton>
          <Text size="xs" c="dimmed" id="selection-hint">
            {byHandWords.selectionHint}
          </Text>
        </div>
      )}
      {failure && <ActionFailure failure={failure} />}
    </div>
  );
}

const labelOf = ({ label, optional }: HandField): string =>
  optional ? `${label} (${byHandWords.optional})` : label;
