import { Button, Text, Textarea, Title } from '@mantine/core';
import { useEffect } from 'react';
import { client } from '../bridge';
import { profileIn } from '../profile-value';
import { profileWords as words } from '../words/en-profiles';
import { edit, setLook, setText, show } from '../workshop';
import type { Workshop } from '../workshop-desk';
import { Notice } from './notice';
import css from './profile.module.css';
import { faultLines } from './profile-faults';
import { ProfileGeneral } from './profile-general';
import { generalFaults, ProfileList, tabId } from './profile-list';
import { ProfileOperationPart } from './profile-operation-part';

/** The parts of the profile that is open, and the one that is being worked on. It is checked while somebody types. */
export function ProfileDesk({ workshop }: { readonly workshop: Workshop }) {
  const { shown, look } = workshop;
  useChecked(workshop);
  return (
    <div className={css['desk']}>
      <ProfileList workshop={workshop} />
      <div
        className={css['part']}
        id="profile-part"
        role="tabpanel"
        aria-labelledby={tabId(shown)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and that by keyboard, too
        tabIndex={0}
        key={shown}
      >
        <div className={css['inside']}>
          <Title order={2}>{titleOf(shown)}</Title>
          {look?.staleHash && (
            <Notice tone="warn" title={words.staleTitle}>
              <Text size="sm">{words.staleWhy}</Text>
              <Button
                variant="default"
                size="compact-sm"
                mt={6}
                onClick={() => edit(['sha256'], undefined)}
              >
                {words.dropHash}
              </Button>
            </Notice>
          )}
          <Shown workshop={workshop} />
        </div>
      </div>
    </div>
  );
}

function titleOf(shown: string): string {
  if (shown === 'profile') return words.general;
  return shown === 'text' ? words.whole : shown;
}

function Shown({ workshop }: { readonly workshop: Workshop }) {
  const { facts, text, shown, look } = workshop;
  const { faults = [], broken } = look ?? {};
  if (shown === 'text') {
    return (
      <Textarea
        className={css['whole'] ?? ''}
        classNames={{ input: css['mono'] ?? '' }}
        label={words.wholeText}
        wrap="off"
        spellCheck={false}
        autoComplete="off"
        value={text}
        error={
          broken ? words.brokenAt(broken.line, broken.column, broken.seen) : faultLines(faults, '')
        }
        onChange={(event) => setText(event.currentTarget.value)}
      />
    );
  }
  if (broken) {
    return (
      <Notice tone="warn" title={words.brokenTitle}>
        <Text size="sm">{words.brokenAt(broken.line, broken.column, broken.seen)}</Text>
        <Text size="sm">{words.brokenTodo}</Text>
        <Button variant="default" size="compact-sm" mt={6} onClick={() => show('text')}>
          {words.toWhole}
        </Button>
      </Notice>
    );
  }
  const profile = profileIn(text);
  const operation = facts.operations.find((each) => each.operation === shown);
  if (operation)
    return <ProfileOperationPart facts={operation} profile={profile} faults={faults} />;
  const own = generalFaults(faults);
  const elsewhere = own.filter(({ where }) => !generalMembers.test(where));
  return (
    <>
      {elsewhere.length > 0 && (
        <div className={css['faults']}>
          <b>{words.otherFaults}</b>
          {faultLines(elsewhere, '')}
        </div>
      )}
      <ProfileGeneral value={profile} faults={own} />
    </>
  );
}

/** What has a field of its own among what is of all operations. */
const generalMembers =
  /^(?:name|product|exits|failures|errors\.\d+|probes\.shell|probes\.privilege\.(?:words|sudo|harmless))(?:\.|$)/;

const pause = 200;

/** Checks what stands there once nothing was typed for a moment; an answer about an earlier text is not taken. */
function useChecked({ text, values }: Workshop): void {
  useEffect(() => {
    let over = false;
    const timer = setTimeout(() => {
      client.call('check-profile', { text, values }).then(
        (look) => !over && setLook(look),
        // Too long a text: it is said when it is saved.
        () => undefined,
      );
    }, pause);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [text, values]);
}
