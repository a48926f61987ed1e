import { Button, NativeSelect, Switch, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { failureExit } from '../../shared/failure';
import type { ProfileFault } from '../../shared/profile-fault';
import type { ProfileOperation } from '../../shared/profile-workshop';
import {
  faultsAt,
  isObject,
  type Loose,
  pairLines,
  shownIn,
  typedPairs,
  typedScalar,
} from '../profile-value';
import { profileWords as words } from '../words/en-profiles';
import { edit } from '../workshop';
import { LinesField } from './lines-field';
import css from './profile.module.css';
import { faultLines } from './profile-faults';

type Faults = readonly ProfileFault[];

/** Those that the program does something about come first. */
const first = [
  'appliance.busy',
  'appliance.no-command',
  'backup.vanished',
  'transfer.source-file-missing',
  'transfer.no-space',
  'key.wrong',
];
const codes = [...first, ...Object.keys(failureExit).filter((code) => !first.includes(code))];

/** The texts of answers that mean a failure, of one operation or of all. */
export function ErrorTexts({
  place,
  value,
  faults,
}: {
  readonly place: readonly string[];
  readonly value: unknown;
  readonly faults: Faults;
}) {
  const rows = (Array.isArray(value) ? value : []).map(
    (each: unknown): Loose => (isObject(each) ? each : {}),
  );
  const at = [...place, 'errors'].join('.');
  const put = (next: readonly unknown[]): void =>
    edit([...place, 'errors'], next.length === 0 ? undefined : next);
  const set = (index: number, changes: Loose): void =>
    put(rows.map((row, each) => (each === index ? { ...row, ...changes } : row)));
  return (
    <fieldset className={css['fields']}>
      <legend>{words.errors}</legend>
      <p className={css['hint']}>{words.errorsHint}</p>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have no name but their place
        <div className={css['error']} key={index}>
          <TextInput
            size="sm"
            aria-label={words.errorPattern(index + 1)}
            classNames={{ input: css['mono'] ?? '' }}
            value={shownIn(row['pattern'])}
            error={faultLines(faultsAt(faults, `${at}.${index}`), `${at}.${index}`)}
            onChange={(event) => set(index, { pattern: event.currentTarget.value })}
          />
          <NativeSelect
            size="sm"
            aria-label={words.errorCode(index + 1)}
            value={shownIn(row['failure'])}
            onChange={(event) => set(index, { failure: event.currentTarget.value })}
            data={codes}
          />
          <Button
            variant="default"
            size="compact-sm"
            aria-label={words.removeError(index + 1)}
            onClick={() => put(rows.filter((_row, each) => each !== index))}
          >
            {words.removeShort}
          </Button>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => put([...rows, { pattern: '', failure: first[0] }])}
        >
          {words.addError}
        </Button>
      </div>
    </fieldset>
  );
}

/** What words for exit codes mean, of one operation or of all. */
export function FailureWords({
  place,
  value,
  faults,
}: {
  readonly place: readonly string[];
  readonly value: unknown;
  readonly faults: Faults;
}) {
  const at = [...place, 'failures'].join('.');
  return (
    <LinesField
      label={words.failures}
      lines={pairLines(value)}
      read={(text) => pairLines(typedPairs(text))}
      error={faultLines(faultsAt(faults, at), at)}
      onText={(text) => edit([...place, 'failures'], typedPairs(text))}
    />
  );
}

/** When an operation has failed, how long it may take, and whether it changes something. */
export function ProfileFailing({
  facts: { operation, changes },
  value,
  faults,
}: {
  readonly facts: ProfileOperation;
  readonly value: Loose;
  readonly faults: Faults;
}) {
  const place = ['operations', operation];
  const of = (member: string) => ({
    size: 'sm' as const,
    value: shownIn(value[member]),
    error: faultLines(
      faultsAt(faults, `operations.${operation}.${member}`),
      `operations.${operation}.${member}`,
    ),
  });
  const number = (member: 'timeoutSeconds' | 'silentSeconds' | 'answerBytesMax') => ({
    ...of(member),
    label: words[member],
    inputMode: 'numeric' as const,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      edit([...place, member], typedScalar(event.currentTarget.value)),
  });
  return (
    <div className={css['stack']}>
      <ErrorTexts place={place} value={value['errors']} faults={faults} />
      <FailureWords place={place} value={value['failures']} faults={faults} />
      <div className={css['numbers']}>
        <TextInput {...number('timeoutSeconds')} />
        <TextInput {...number('silentSeconds')} />
        <TextInput {...number('answerBytesMax')} />
        <ExitCodes {...of('okExits')} onCodes={(codes) => edit([...place, 'okExits'], codes)} />
      </div>
      {(!changes || value['changes'] !== true) && (
        <Switch
          label={words.changesSwitch}
          checked={value['changes'] === true}
          error={of('changes').error}
          onChange={(event) => edit([...place, 'changes'], event.currentTarget.checked)}
        />
      )}
    </div>
  );
}

function ExitCodes({
  value,
  error,
  onCodes,
}: {
  readonly value: string;
  readonly error: ReactNode;
  readonly onCodes: (codes: readonly unknown[] | undefined) => void;
}) {
  const [draft, setDraft] = useState(value);
  const read = (text: string): readonly (string | number)[] =>
    text
      .split(/[\s,]+/)
      .map(typedScalar)
      .filter((each) => each !== undefined);
  return (
    <TextInput
      size="sm"
      label={words.okExits}
      description={words.okExitsHint}
      value={read(draft).join(', ') === value ? draft : value}
      error={error}
      onChange={({ currentTarget: { value: typed } }) => {
        setDraft(typed);
        const codes = read(typed);
        if (codes.join(', ') !== value) onCodes(codes.length === 0 ? undefined : codes);
      }}
    />
  );
}
