import { Text } from '@mantine/core';
import { useState } from 'react';
import type { Guide, GuideStep } from '../../shared/guide';
import type { HandOperation } from '../../shared/hand-work';
import { expectsTitle } from '../../shared/words/by-hand';
import { byHandWords } from '../words/en-by-hand';
import { CopyButton } from './copy-button';
import { Fold } from './fold';
import css from './hand-guide.module.css';
import { Section } from './section';
import { SourceNote } from './source-note';

/** What to do at an appliance, in its own words, with where each line comes from. */
export function HandGuide({
  guide,
  operation,
}: {
  readonly guide: Guide;
  readonly operation: HandOperation;
}) {
  const [open, setOpen] = useState(false);
  const { place, steps, expects, minutes, bugs } = guide;
  return (
    <div className={css['guide']}>
      <Text className={css['place'] ?? ''}>
        <span className={css['where']}>{byHandWords.where}</span> {place}
      </Text>
      {steps.length > 0 && (
        <Section title={byHandWords.steps}>
          <ol className={css['steps']}>
            {steps.map((step) => (
              <Line step={step} key={step.text} />
            ))}
          </ol>
        </Section>
      )}
      {(expects.length > 0 || minutes) && (
        <Section title={expectsTitle(operation)}>
          {minutes && <Text size="sm">{byHandWords.takes(minutes.from, minutes.to)}</Text>}
          <ul className={css['expects']}>
            {expects.map((step) => (
              <Line step={step} key={step.text} />
            ))}
          </ul>
        </Section>
      )}
      {bugs.length > 0 && (
        <Fold
          title={byHandWords.bugs}
          short={byHandWords.bugsShort(bugs.length)}
          open={open}
          onOpen={setOpen}
        >
          {bugs.map(({ symptom, advice, source, confidence }) => (
            <div key={symptom}>
              <Text size="sm" fw={600}>
                {symptom}
              </Text>
              <Text size="sm">{advice}</Text>
              <SourceNote source={source} confidence={confidence} />
            </div>
          ))}
        </Fold>
      )}
      <Text size="xs" c="dimmed" mt="sm">
        {byHandWords.family(guide.familyName)}
      </Text>
    </div>
  );
}

function Line({ step }: { readonly step: GuideStep }) {
  const { text, copy, source, confidence } = step;
  return (
    <li>
      <div className={css['line']}>
        <span>{text}</span>
        {copy !== undefined && (
          <span className={css['copy']}>
            <code>{copy}</code>
            <CopyButton text={copy} label={byHandWords.copy} name={byHandWords.copyOf(copy)} />
          </span>
        )}
      </div>
      <SourceNote source={source} confidence={confidence} />
    </li>
  );
}
