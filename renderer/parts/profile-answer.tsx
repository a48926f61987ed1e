import { Text, Textarea, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { FailureError } from '../../shared/failure';
import { type Failure, toFailure } from '../../shared/failure';
import { type AnswerLook, triedAnswerMax } from '../../shared/profile-workshop';
import { describeFailure } from '../../shared/words/failures';
import { client } from '../bridge';
import { useApp } from '../store';
import { profileWords as words } from '../words/en-profiles';
import { setAnswer } from '../workshop';
import type { Workshop } from '../workshop-desk';
import { Notice } from './notice';
import css from './profile.module.css';
import { ProfileReadingResult } from './profile-reading-result';
import { Section } from './section';

/** What became of an answer: what was read, or why it could not be tried. */
type Tried = { readonly look: AnswerLook } | { readonly hindrance: Failure };

const pause = 300;

/** Shows what the profile reads of an answer that was pasted, as soon as it stands there. */
export function ProfileAnswer({ operation }: { readonly operation: string }) {
  const workshop = useApp((app) => app.workshop);
  const pasted = workshop?.answers[operation] ?? { text: '', exitCode: '0' };
  const exitCode = exitCodeOf(pasted.exitCode);
  const tried = useTried(operation, workshop, pasted.text, exitCode);
  return (
    <Section title={words.tryTitle}>
      <div className={css['stack']}>
        <Textarea
          label={words.pasted}
          description={words.tryHint}
          rows={5}
          wrap="off"
          value={pasted.text}
          error={pasted.text.length > triedAnswerMax && words.tooLong(String(triedAnswerMax))}
          classNames={{ input: css['mono'] ?? '' }}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setAnswer(operation, { text: event.currentTarget.value })}
        />
        <TextInput
          label={words.exitCode}
          size="sm"
          className={css['short'] ?? ''}
          inputMode="numeric"
          value={pasted.exitCode}
          error={exitCode === undefined && words.exitBad}
          onChange={(event) => setAnswer(operation, { exitCode: event.currentTarget.value })}
        />
        <div role="status" aria-label={words.tryTitle}>
          {tried && 'look' in tried && (
            <>
              <ProfileReadingResult reading={tried.look.reading} />
              {tried.look.failure && <Coded title={words.unread} failure={tried.look.failure} />}
            </>
          )}
          {tried && 'hindrance' in tried && (
            <Coded title={words.notTried} failure={tried.hindrance} />
          )}
        </div>
      </div>
    </Section>
  );
}

function Coded({ title, failure }: { readonly title: string; readonly failure: Failure }) {
  const { title: what, seen } = describeFailure(failure);
  return (
    <Notice tone="warn" title={`${title}: ${what}`}>
      <Text size="sm">{seen}</Text>
      <Text size="sm">
        <code>{failure.code}</code>
      </Text>
    </Notice>
  );
}

function exitCodeOf(text: string): number | undefined {
  const code = Number(text);
  return /^\d{1,3}$/.test(text) && code <= 255 ? code : undefined;
}

/** The last answer of the engine to what stands there now; it is asked once nothing was typed for a moment. */
function useTried(
  operation: string,
  workshop: Workshop | undefined,
  pasted: string,
  exitCode: number | undefined,
): Tried | undefined {
  const [tried, setTried] = useState<Tried>();
  const { text = '', values } = workshop ?? {};
  useEffect(() => {
    let over = false;
    if (pasted === '' || exitCode === undefined) {
      setTried(undefined);
      return;
    }
    const answer = pasted.slice(0, triedAnswerMax);
    const input = { text, operation, answer, exitCode, ...(values && { values }) };
    const timer = setTimeout(() => {
      client.call('read-profile-answer', input).then(
        (look) => !over && setTried({ look }),
        (thrown: FailureError) => !over && setTried({ hindrance: toFailure(thrown) }),
      );
    }, pause);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [operation, text, values, pasted, exitCode]);
  return tried;
}
