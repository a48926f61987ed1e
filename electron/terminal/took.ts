import { formatDuration } from '../../shared/bytes';
import type { StepState } from '../../shared/migration';

/** A span in words, with tenths below ten seconds, where most steps are: `0.4 s`, `12 s`, `3 min`. */
export const tookWords = (milliseconds: number): string =>
  milliseconds < 9950
    ? `${(Math.max(0, milliseconds) / 1000).toFixed(1)} s`
    : formatDuration(milliseconds);

/** Milliseconds that a step took, 0 where it did not end. */
export const tookOf = ({ startedAt, endedAt }: StepState): number =>
  startedAt === undefined || endedAt === undefined
    ? 0
    : Date.parse(endedAt) - Date.parse(startedAt);
