import { Button, Progress, Text } from '@mantine/core';
import { formatBytes } from '../../shared/bytes';
import { isOver, type LibraryChange, type LibraryRow } from '../../shared/library';
import { client } from '../bridge';
import { formatNumber } from '../words/en';
import { libraryWords } from '../words/en-library';
import css from './library-standing.module.css';
import { SaveLibrary } from './save-library';

type Props = {
  readonly standing: Omit<LibraryChange, 'rows'>;
  /** The rows that are shown, in their order: what is saved. */
  readonly shown: readonly LibraryRow[];
  /** `fresh`: nothing that is remembered counts. */
  readonly onAgain: (fresh: boolean) => void;
};

/** How far a library is, and how to stop it or begin anew. What is gone already is as good as stopped. */
export function LibraryStanding({ standing, shown, onAgain }: Props) {
  const { id, stage, found, looked, bytes, bytesRead, known, more } = standing;
  const over = isOver(standing);
  const percent =
    stage === 'looking'
      ? (100 * looked) / Math.max(1, found)
      : (100 * Math.min(bytesRead, bytes)) / Math.max(1, bytes);
  const doing =
    stage === 'looking'
      ? libraryWords.looking(formatNumber(looked), formatNumber(found))
      : libraryWords.reading(formatBytes(Math.min(bytesRead, bytes)), formatBytes(bytes));
  const said = [
    libraryWords.shown(formatNumber(shown.length), formatNumber(found)),
    ...(over ? [libraryWords.stages[stage]] : [doing]),
    ...(known > 0 ? [libraryWords.known(formatNumber(known))] : []),
    ...(more ? [libraryWords.more] : []),
  ].join(' · ');
  return (
    <div className={css['standing']}>
      <Text size="sm" c="dimmed" role="status" aria-live="off">
        {said}
      </Text>
      {!over && (
        <Progress
          className={css['bar'] ?? ''}
          value={percent}
          size="sm"
          transitionDuration={150}
          aria-label={libraryWords.progress}
        />
      )}
      <div className={css['buttons']}>
        <SaveLibrary standing={standing} rows={shown} />
        {over ? (
          <>
            <Button variant="default" size="compact-sm" onClick={() => onAgain(false)}>
              {libraryWords.again}
            </Button>
            <Button variant="default" size="compact-sm" onClick={() => onAgain(true)}>
              {libraryWords.fresh}
            </Button>
          </>
        ) : (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => void client.call('cancel-library', { id }).catch(() => undefined)}
          >
            {libraryWords.stop}
          </Button>
        )}
      </div>
    </div>
  );
}
