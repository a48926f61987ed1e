import type { ServerAt } from '../../../shared/connecting';
import type { StageId } from '../../../shared/connection-test';
import type { LoginDesk, OnStage } from './login-desk';

/** Tells of the stages of one server. */
export type TellStage = (
  stage: StageId,
  state: Parameters<OnStage>[2],
  seen?: string | undefined,
) => void;

/** Tells the desk of the stages of this server. */
export const stageTeller =
  ({ onStage }: Pick<LoginDesk, 'onStage'>, server: ServerAt): TellStage =>
  (stage, state, seen) =>
    onStage?.(server, stage, state, seen);

/** For a second connection: what was told of the first ones up to the host key is not told again. */
export const fromLogin =
  (tell: TellStage): TellStage =>
  (stage, state, seen) => {
    if (stage === 'authentication') tell(stage, state, seen);
  };
