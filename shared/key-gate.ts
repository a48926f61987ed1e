import type { Side } from './appliance';
import type { MigrationState } from './migration';

/**
 * The migration as the gate of a key sees it: `source` is the server whose backup it is. Key, kit and proof of the new server's first
 * backup go through the same gate as those of the old one's.
 */
export function gateState(
  state: MigrationState,
  side: Side = asksForTarget(state) ? 'target' : 'source',
): MigrationState {
  if (side === 'source') return state;
  const { plan, facts, keyOfTarget } = state;
  const { backup: _, ...rest } = facts;
  return {
    ...state,
    plan: { ...plan, source: plan.target },
    kit: keyOfTarget?.kit,
    givenUp: keyOfTarget?.givenUp ?? [],
    facts: {
      ...rest,
      source: facts.target,
      request: keyOfTarget?.request,
      keyProof: keyOfTarget?.keyProof,
    } as MigrationState['facts'],
  };
}

/** Whether the key that is to be saved just now is that of the new server's first backup. */
export const asksForTarget = ({ question }: Pick<MigrationState, 'question'>): boolean =>
  question?.kind === 'save-key' && question.side === 'target';
