import { Code, TextInput } from '@mantine/core';
import type { ProfileFault } from '../../shared/profile-fault';
import type { ProfileOperation } from '../../shared/profile-workshop';
import { faultsAt, type Loose, linesIn, shownIn, typedLines } from '../profile-value';
import { useApp } from '../store';
import { profileWords as words } from '../words/en-profiles';
import { edit, setValue } from '../workshop';
import type { Workshop } from '../workshop-desk';
import { CopyButton } from './copy-button';
import { LinesField } from './lines-field';
import css from './profile.module.css';
import { faultLines } from './profile-faults';
import { Section } from './section';

type Props = {
  readonly facts: ProfileOperation;
  readonly value: Loose;
  readonly faults: readonly ProfileFault[];
};

/** The command of an operation, its values, and the whole line as it would be sent. */
export function ProfileCommand({ facts, value, faults }: Props) {
  const workshop = useApp((app) => app.workshop);
  const { operation, values } = facts;
  const at = `operations.${operation}`;
  const place = ['operations', operation];
  const hasInput = values.some((name) => workshop?.facts.values[name]?.secret) || 'stdin' in value;
  return (
    <Section title={words.command}>
      <div className={css['stack']}>
        <LinesField
          label={words.words}
          description={words.wordsHint}
          lines={linesIn(value['words'])}
          read={typedLines}
          error={faultLines(faultsAt(faults, `${at}.words`), `${at}.words`)}
          onText={(text) => edit([...place, 'words'], typedLines(text))}
        />
        {workshop && <Values facts={facts} workshop={workshop} />}
        {hasInput && (
          <TextInput
            label={words.stdin}
            description={words.stdinHint}
            size="sm"
            classNames={{ input: css['mono'] ?? '' }}
            value={shownIn(value['stdin'])}
            error={faultLines(faultsAt(faults, `${at}.stdin`), `${at}.stdin`)}
            onChange={(event) => edit([...place, 'stdin'], event.currentTarget.value || undefined)}
          />
        )}
        {workshop && <Line operation={operation} workshop={workshop} />}
      </div>
    </Section>
  );
}

function Values({
  facts: { values },
  workshop,
}: {
  readonly facts: ProfileOperation;
  readonly workshop: Workshop;
}) {
  if (values.length === 0) return <p className={css['hint']}>{words.noValues}</p>;
  return (
    <fieldset className={css['values']}>
      <legend>{words.valueList}</legend>
      {values.map((name) => {
        const { says = '', sample = '', secret = false } = workshop.facts.values[name] ?? {};
        return (
          <div key={name}>
            <code>{`{${name}}`}</code>
            <span>{says}</span>
            {!secret && (
              <TextInput
                size="xs"
                aria-label={words.valueOf(name)}
                classNames={{ input: css['mono'] ?? '' }}
                value={workshop.values[name] ?? sample}
                maxLength={1000}
                onChange={(event) => setValue(name, event.currentTarget.value)}
              />
            )}
          </div>
        );
      })}
      <p className={css['hint']}>{words.madeUp}</p>
    </fieldset>
  );
}

function Line({
  operation,
  workshop,
}: {
  readonly operation: string;
  readonly workshop: Workshop;
}) {
  const told = workshop.look?.commands.find((each) => each.operation === operation)?.told;
  if (!told) return <p className={css['hint']}>{words.noLine}</p>;
  return (
    <div className={css['line']}>
      <div>
        <span className={css['label']}>{words.line}</span>
        <CopyButton key={told.command} text={told.command} label={words.copyLine} />
      </div>
      <Code block className={css['sent'] ?? ''}>
        {told.command}
      </Code>
      {told.stdin !== undefined && (
        <div className={css['hint']}>
          {told.secret ? words.lineSecret : words.lineStdin}: <code>{told.stdin}</code>
        </div>
      )}
    </div>
  );
}
