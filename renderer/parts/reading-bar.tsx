import { Progress, Text } from '@mantine/core';
import { formatBytes } from '../../shared/bytes';
import type { InspectionRun } from '../../shared/inspection';
import { client } from '../bridge';
import { inspectWords } from '../words/en-inspect';
import { ActionFailure } from './action-failure';
import css from './reading-bar.module.css';
import { SteadyButton } from './steady-button';
import { useAction } from './use-action';

type Props = {
  readonly run: InspectionRun;
  /** Pressed: the button will be gone soon. */
  readonly onStop: () => void;
};

/** How much of a file was read, and a way to stop. */
export function ReadingBar({ run, onStop }: Props) {
  const stopping = useAction();
  const { id, name, read, total } = run;
  const stop = (): void => {
    onStop();
    void stopping.run(() => client.call('cancel-inspection', { id }));
  };
  return (
    <div className={css['bar']}>
      <div className={css['head']}>
        <strong>{inspectWords.reading(name)}</strong>
        {total > 0 && <span>{inspectWords.read(formatBytes(read), formatBytes(total))}</span>}
        <SteadyButton off={id === '' || stopping.busy} onPress={stop}>
          {inspectWords.cancel}
        </SteadyButton>
      </div>
      <Progress
        value={total > 0 ? Math.min(100, (read / total) * 100) : 0}
        size="md"
        classNames={{ root: css['track'] ?? '' }}
        radius="sm"
        transitionDuration={100}
        aria-label={inspectWords.progress}
      />
      {run.found && (
        <Text size="sm" c="dimmed" mt={6}>
          {inspectWords.soFar}
        </Text>
      )}
      {stopping.failure && <ActionFailure failure={stopping.failure} />}
    </div>
  );
}
