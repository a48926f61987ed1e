import { Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ConnectionTest } from '../../shared/connection-test';
import { describeFailure } from '../../shared/words/failures';
import { headline } from '../test-view';
import { actionWords } from '../words/en';
import { testWords } from '../words/en-connect';
import { DoneIcon, FailedIcon, RunningIcon, StoppedIcon, WarningIcon } from './icons';
import { StageList } from './stage-list';
import css from './test-panel.module.css';
import { TestedServer } from './tested-server';

type Props = {
  readonly test: ConnectionTest;
  /** False where something else is entered by now. */
  readonly holds: boolean;
  /** Whether the focus comes here when it appears: after a question that took the page away. */
  readonly takesFocus: boolean;
};

const icons = {
  running: RunningIcon,
  passed: DoneIcon,
  failed: FailedIcon,
  cancelled: StoppedIcon,
} as const;

/** How a test of a connection goes, and what came out. */
export function TestPanel({ test, holds, takesFocus }: Props) {
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const Icon = icons[test.status];
  // Only when it appears, or for a new test.
  // biome-ignore lint/correctness/useExhaustiveDependencies: not when the page comes and goes meanwhile
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
    // A result of before does not draw the page down when it is come back to.
    if (takesFocus || test.status === 'running')
      panel.current?.scrollIntoView({ block: 'nearest' });
  }, [test.id]);
  return (
    <section ref={panel} className={css['panel']} data-status={holds ? test.status : 'earlier'}>
      {!holds && (
        <p className={css['earlier']}>
          <WarningIcon size={18} />
          {testWords.earlier}
        </p>
      )}
      <Title order={2} ref={heading} tabIndex={-1} className={css['title'] ?? ''}>
        <span className={css['icon']}>
          <Icon />
        </span>
        {headline(test)}
      </Title>
      {test.failure && <WhatFailed test={test} />}
      {test.status === 'passed' && <TestedServer test={test} />}
      <StageList test={test} />
    </section>
  );
}

function WhatFailed({ test: { failure } }: { readonly test: ConnectionTest }) {
  if (!failure) return null;
  const words = describeFailure(failure);
  return (
    <div className={css['failure']}>
      <Text>{words.seen}</Text>
      <Text>
        <strong>{testWords.needed}:</strong> {words.needed}
      </Text>
      <Text>
        <strong>{testWords.todo}:</strong> {words.todo}
      </Text>
      <Text size="sm" c="dimmed">
        {actionWords.code}: <span className={css['code']}>{failure.code}</span>
      </Text>
    </div>
  );
}
