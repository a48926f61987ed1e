import { Text } from '@mantine/core';
import type { MigrationState } from '../../shared/migration';
import { nextSteps } from '../../shared/next-steps';
import { describeNextStep, nextStepsWords, servingSentence } from '../../shared/words/next-steps';
import { failedWords } from '../words/en-outcomes';
import css from './next-steps-part.module.css';
import { RollBackButton } from './roll-back-button';
import { Section } from './section';

/** Who serves the clients now, and the few things that somebody can do, each with its command. */
export function NextStepsPart({
  state,
  needed,
}: {
  readonly state: MigrationState;
  /** What was missing, after a failure. */
  readonly needed?: string | undefined;
}) {
  return (
    <Section title={nextStepsWords.title}>
      {state.facts.source && (
        <Text fw={600} inherit>
          {servingSentence(state)}
        </Text>
      )}
      <ol className={css['list']}>
        {nextSteps(state).map((step) => {
          const { text, command } = describeNextStep(state, step);
          return (
            <li key={step.kind}>
              <span id={`next-${step.kind}`}>{text}</span>
              {command !== undefined && <code className={css['command']}>{command}</code>}
              {step.kind === 'go-back' && ' '}
              {step.kind === 'go-back' && <RollBackButton state={state} />}
            </li>
          );
        })}
      </ol>
      {needed !== undefined && (
        <Text c="dimmed" mt="xs" inherit>
          {failedWords.needed}: {needed}
        </Text>
      )}
    </Section>
  );
}
