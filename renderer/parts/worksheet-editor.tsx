import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef } from 'react';
import type { Failure } from '../../shared/failure';
import {
  noteSecretWords,
  worksheetConfidenceWords,
  worksheetStateWords,
  worksheetWords,
} from '../../shared/words/worksheet';
import {
  secretOfWish,
  type WorksheetState,
  worksheetLengths,
  worksheetRules,
  worksheetStates,
} from '../../shared/worksheet';
import { worksheetPartWords } from '../words/en-worksheet';
import type { WorksheetDraft } from '../worksheet-desk';
import { ActionFailure } from './action-failure';
import css from './worksheet.module.css';

type Props = {
  readonly draft: WorksheetDraft;
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  readonly onChange: (changes: Partial<WorksheetDraft>) => void;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
};

/** The fields of one item; what looks like a secret is not taken. */
export function WorksheetEditor({ draft, busy, failure, onChange, onSave, onDiscard }: Props) {
  const { title, before, where, after } = worksheetWords[draft.item];
  const { confidence, documented } = worksheetRules[draft.item];
  const first = useRef<HTMLSelectElement>(null);
  // The button that opened it is gone.
  useEffect(() => first.current?.focus(), []);
  const secret = secretOfWish(draft);
  const faultOf = (part: 'where' | 'note') =>
    secret?.part === part &&
    `${noteSecretWords[secret.seen]}.`.replace(/^./, (l) => l.toUpperCase());
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy && !secret) onSave();
  };
  const hints = [
    { name: worksheetPartWords.before, value: before },
    { name: worksheetPartWords.after, value: after },
    {
      name: worksheetPartWords.source,
      value: `“${documented}”; ${worksheetConfidenceWords[confidence]}.`,
    },
  ];
  return (
    <form className={css['editor']} onSubmit={submit} aria-label={title}>
      <dl className={css['hints']}>
        {hints.map(
          ({ name, value }) =>
            value !== undefined && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <div className={css['fields']}>
        <NativeSelect
          ref={first}
          size="sm"
          label={worksheetPartWords.state}
          value={draft.state}
          data={worksheetStates.map((value) => ({ value, label: worksheetStateWords[value] }))}
          onChange={(event) => onChange({ state: event.currentTarget.value as WorksheetState })}
        />
        <TextInput
          size="sm"
          label={where}
          maxLength={worksheetLengths.where}
          autoComplete="off"
          value={draft.where}
          error={faultOf('where')}
          onChange={(event) => onChange({ where: event.currentTarget.value })}
        />
      </div>
      <TextInput
        size="sm"
        label={worksheetPartWords.note}
        description={worksheetPartWords.noteHint}
        maxLength={worksheetLengths.note}
        autoComplete="off"
        value={draft.note}
        error={faultOf('note')}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
      />
      {failure && <ActionFailure failure={failure} />}
      <div className={css['buttons']}>
        <Button
          type="submit"
          size="compact-sm"
          disabled={busy || secret !== undefined}
          aria-label={worksheetPartWords.saveNamed(title)}
        >
          {worksheetPartWords.save}
        </Button>
        <Button variant="default" size="compact-sm" disabled={busy} onClick={onDiscard}>
          {worksheetPartWords.discard}
        </Button>
      </div>
    </form>
  );
}
