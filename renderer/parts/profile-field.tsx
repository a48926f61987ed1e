import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ProfileFault } from '../../shared/profile-fault';
import type { ProfileField, ProfileOperation } from '../../shared/profile-workshop';
import {
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
import { SteadyButton } from './steady-button';

type Props = {
  readonly operation: ProfileOperation;
  readonly field: ProfileField;
  /** As it stands in the profile: a name, or an object. */
  readonly rule: unknown;
  /** How many fields the profile says something of. */
  readonly others: number;
  readonly faults: readonly ProfileFault[];
};

const units = ['B', 'kB', 'KiB', 'MB', 'MiB', 'GB', 'GiB', 'TB', 'TiB'];

/** Where one field of an answer comes from, and what its words mean. */
export function ProfileFieldRow({ operation, field, rule: written, others, faults }: Props) {
  const rule: Loose = isObject(written) ? written : { from: written };
  const { from, ...rest } = rule;
  const [open, setOpen] = useState(Object.values(rest).some((each) => each !== undefined));
  const { field: name, says, kind, optional } = field;
  const place = ['operations', operation.operation, 'fields'];
  const at = `operations.${operation.operation}.fields.${name}`;
  const change = (changes: Loose): void => {
    const next = ruleOf({ ...rule, ...changes });
    // No fields at all means that the answer is in our names already.
    if (next === undefined && others === 1 && written !== undefined) edit(place, undefined);
    else edit([...place, name], next);
  };
  const text = (member: string) => ({
    size: 'sm' as const,
    value: shownIn(rule[member]),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      change({ [member]: typedScalar(event.currentTarget.value) }),
  });
  const remarks = [kind, ...(optional ? [words.mayMiss] : [])].join(', ');
  return (
    <div className={css['field']}>
      <div>
        <code>{name}</code> <span className={css['kind']}>{remarks}</span>
        <div className={css['says']}>
          {says}
          {field.words.length > 0 && `; ${words.oneOf(field.words)}`}
        </div>
      </div>
      <TextInput
        {...text('from')}
        aria-label={words.fieldFrom(name)}
        placeholder={name}
        classNames={{ input: css['mono'] ?? '' }}
        error={faultLines(faults, at)}
        onChange={(event) => change({ from: event.currentTarget.value || undefined })}
      />
      <SteadyButton name={words.moreOf(name)} expanded={open} onPress={() => setOpen(!open)}>
        {words.more}
      </SteadyButton>
      {open && (
        <div className={css['more']}>
          <LinesField
            label={words.meant}
            lines={pairLines(rule['words'])}
            read={(typed) => pairLines(typedPairs(typed))}
            onText={(typed) => change({ words: scalars(typedPairs(typed)) })}
          />
          <TextInput label={words.otherwise} {...text('otherwise')} />
          <TextInput label={words.constant} {...text('constant')} />
          {operation.values.length > 0 && (
            <NativeSelect
              label={words.value}
              {...text('value')}
              data={[{ value: '', label: words.noValue }, ...operation.values]}
            />
          )}
          {kind === 'bytes' && (
            <NativeSelect
              label={words.unit}
              {...text('unit')}
              data={[{ value: '', label: words.noUnit }, ...units]}
            />
          )}
          {kind === 'time' && <TextInput label={words.zone} {...text('zone')} />}
        </div>
      )}
    </div>
  );
}

const scalars = (pairs: Readonly<Record<string, string>> | undefined) =>
  pairs &&
  Object.fromEntries(Object.entries(pairs).map(([name, each]) => [name, typedScalar(each) ?? '']));

/** The shortest way to write it; nothing where it says nothing. */
function ruleOf(rule: Loose): unknown {
  const said = Object.entries(rule).filter(([, each]) => each !== undefined);
  if (said.length === 0) return undefined;
  return said.length === 1 && said[0]?.[0] === 'from' ? rule['from'] : Object.fromEntries(said);
}
