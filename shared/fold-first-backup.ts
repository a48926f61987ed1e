import type { KeyOfTarget } from './key-of-target';
import type { MigrationEvent, MigrationState } from './migration';

/** The state after something more is known of the first backup of the new server. */
export const withKeyOfTarget = (
  state: MigrationState,
  change: Partial<KeyOfTarget>,
): MigrationState => ({
  ...state,
  keyOfTarget: { givenUp: [], ...state.keyOfTarget, ...change },
});

/** The first backup of the new server came to nothing; its step begins anew and nothing else. */
export function withoutFirst(
  state: MigrationState,
  {
    at,
    type: _type,
    side: _side,
    ...backup
  }: MigrationEvent & { readonly type: 'backup-given-up' },
): MigrationState {
  const givenUp = [...(state.keyOfTarget?.givenUp ?? []), { ...backup, at, ready: false }];
  return withKeyOfTarget(state, {
    request: undefined,
    keyProof: undefined,
    kit: undefined,
    givenUp,
  });
}
