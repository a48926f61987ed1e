import { isFailure } from '../../../shared/failure';
import { NoExitCode } from '../ssh/exec';

/** True where a connection counts as lost because the server closed a command without an exit code. */
export const hasNoExitCode = (thrown: unknown): boolean =>
  isFailure(thrown) && thrown.cause instanceof NoExitCode;
