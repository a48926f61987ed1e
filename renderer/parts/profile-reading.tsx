import { NativeSelect, Switch, TextInput } from '@mantine/core';
import type { ProfileFault } from '../../shared/profile-fault';
import type { ProfileOperation } from '../../shared/profile-workshop';
import { faultsAt, type Loose, linesIn, objectAt, shownIn, typedLines } from '../profile-value';
import { profileWords as words } from '../words/en-profiles';
import { edit } from '../workshop';
import { LinesField } from './lines-field';
import css from './profile.module.css';
import { faultLines } from './profile-faults';
import { ProfileFieldRow } from './profile-field';
import { Section } from './section';

type Props = {
  readonly facts: ProfileOperation;
  readonly value: Loose;
  readonly faults: readonly ProfileFault[];
};

const ways = ['json', 'json-lines', 'key-value', 'regex', 'none'] as const;

/** How the answer of an operation is read, and where each of its fields comes from. */
export function ProfileReading({ facts, value, faults }: Props) {
  const { operation, answers, secret, fields } = facts;
  const at = `operations.${operation}`;
  const place = ['operations', operation];
  const reads = shownIn(value['reads']);
  const told = (member: string) =>
    faultLines(faultsAt(faults, `${at}.${member}`), `${at}.${member}`);
  const isKnown = ways.some((way) => way === reads);
  return (
    <Section title={words.answer}>
      <div className={css['stack']}>
        <NativeSelect
          label={words.reads}
          size="sm"
          value={reads}
          error={told('reads')}
          onChange={(event) => edit([...place, 'reads'], event.currentTarget.value)}
          data={[
            ...(isKnown ? [] : [reads]),
            ...ways.map((way) => ({ value: way, label: words.readsWords[way] })),
          ]}
        />
        {(reads === 'key-value' || 'separator' in value) && (
          <TextInput
            label={words.separator}
            size="sm"
            className={css['short'] ?? ''}
            placeholder="="
            value={shownIn(value['separator'])}
            error={told('separator')}
            onChange={(event) =>
              edit([...place, 'separator'], event.currentTarget.value || undefined)
            }
          />
        )}
        {(reads === 'regex' || 'patterns' in value) && (
          <LinesField
            label={words.patterns}
            description={answers === 'list' ? words.patternsList : words.patternsOne}
            lines={linesIn(value['patterns'])}
            read={typedLines}
            error={told('patterns')}
            onText={(text) => {
              const lines = typedLines(text);
              edit([...place, 'patterns'], lines.length === 0 ? undefined : lines);
            }}
          />
        )}
        {(secret || 'secretAnswer' in value) && (
          <Switch
            label={words.secretAnswer}
            checked={value['secretAnswer'] === true}
            error={told('secretAnswer')}
            onChange={(event) => edit([...place, 'secretAnswer'], event.currentTarget.checked)}
          />
        )}
        {fields.length > 0 && (
          <fieldset className={css['fields']}>
            <legend>{words.fields}</legend>
            <p className={css['hint']}>{words.fieldsHint}</p>
            {fields.map((field) => (
              <ProfileFieldRow
                key={field.field}
                operation={facts}
                field={field}
                rule={objectAt(value, 'fields')[field.field]}
                others={Object.keys(objectAt(value, 'fields')).length}
                faults={faultsAt(faults, `${at}.fields.${field.field}`)}
              />
            ))}
          </fieldset>
        )}
      </div>
    </Section>
  );
}
