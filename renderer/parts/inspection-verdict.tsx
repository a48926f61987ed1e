import { Text } from '@mantine/core';
import { useRef } from 'react';
import { formatBytes } from '../../shared/bytes';
import type { Inspection, InspectionFindingCode, InspectionRun } from '../../shared/inspection';
import { keyAnswerWords, surenessWords, verdictWords } from '../../shared/words/inspection';
import { inspectWords } from '../words/en-inspect';
import { ActionFailure } from './action-failure';
import { Notice, type Tone } from './notice';
import { ReadingBar } from './reading-bar';
import { SteadyButton } from './steady-button';
import { useFocusAfter } from './use-focus-after';

type Props = {
  readonly run: InspectionRun;
  readonly onAgain: () => void;
};

/** What the file is, as far as it is known by now, and what became of reading it. */
export function InspectionVerdict({ run, onAgain }: Props) {
  const { found, stage, failure } = run;
  const button = useRef<HTMLButtonElement>(null);
  const focusAfter = useFocusAfter(stage);
  const again = (
    <SteadyButton ref={button} onPress={onAgain} size="sm">
      {inspectWords.again}
    </SteadyButton>
  );
  return (
    <>
      {stage === 'reading' && (
        <ReadingBar run={run} onStop={() => focusAfter(() => button.current)} />
      )}
      <div role="status">
        {stage === 'cancelled' && (
          <Notice tone="warn" title={inspectWords.cancelled}>
            <Text mb="xs">
              {inspectWords.cancelledWhy(formatBytes(run.read), formatBytes(run.total))}
            </Text>
            {again}
          </Notice>
        )}
        {found && (
          <Notice tone={toneOf(found)} title={verdictWords(found)}>
            <Text>
              <bdi>{found.name}</bdi>, {formatBytes(found.size)}.{' '}
              {inspectWords.sure(surenessWords[found.sureness])}
            </Text>
          </Notice>
        )}
        {found?.key && <Notice tone={keyTones[found.key]} title={keyAnswerWords[found.key]} />}
      </div>
      {stage === 'failed' && failure && (
        <>
          <ActionFailure failure={failure} />
          {again}
        </>
      )}
    </>
  );
}

const keyTones = {
  opens: 'ok',
  right: 'ok',
  wrong: 'danger',
  'no-check-value': 'warn',
} as const satisfies Record<NonNullable<Inspection['key']>, Tone>;

/** By the verdict, and by the worst that was found of the file itself: of the key and the server is said elsewhere. */
function toneOf({ verdict, findings: all }: Inspection): Tone {
  const findings = all.filter(({ code }) => !ofOthers.has(code));
  const has = (level: 'error' | 'warning'): boolean =>
    findings.some((each) => each.level === level);
  if (verdict === 'not-a-backup' || verdict === 'damaged' || verdict === 'empty') return 'danger';
  if (has('error')) return 'danger';
  return verdict === 'practice-backup' && !has('warning') ? 'ok' : 'warn';
}

const ofOthers: ReadonlySet<InspectionFindingCode> = new Set([
  ...(['wrong-key', 'no-key-check'] as const),
  ...(['does-not-fit', 'fit-unknown', 'fit-caution'] as const),
]);
