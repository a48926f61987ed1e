import type { Side } from '../../../shared/appliance';
import type { MigrationState } from '../../../shared/migration';
import type { Endpoint, Plan } from '../../../shared/plan';

/** Whose login to use for a side, and where. */
export type Account = { readonly owner: Side; readonly endpoint: Endpoint };

/** After a restore the new server takes the logins of the old one, and after the move its address; while it restores, either may hold. */
export function accounts(side: Side, state: MigrationState): readonly Account[] {
  const { plan, facts, steps } = state;
  if (side === 'source') return [{ owner: 'source', endpoint: plan.source }];
  const own: Account = { owner: 'target', endpoint: plan.target };
  if (steps['restore-backup'].state === 'waiting') return [own];
  const old: Account = {
    owner: 'source',
    endpoint: oldLoginAt(plan, hasMoved(state) ? plan.source : plan.target),
  };
  return facts.restore ? [old] : [old, own];
}

/**
 * Whether the new server has the old address; while the step of the move is open, it may have gone back to its own. On the way back it
 * is where it was found.
 */
export const hasMoved = ({
  facts,
  steps,
  rollBack,
}: Pick<MigrationState, 'facts' | 'steps' | 'rollBack'>): boolean =>
  rollBack?.facts.found === undefined
    ? facts.moved !== undefined && steps['move-address'].state === 'done'
    : rollBack.facts.found === 'target';

/** The old server's login, for the new server at this address and on the way there. */
function oldLoginAt({ source, target }: Plan, { host, port, via, webPort }: Endpoint): Endpoint {
  const { via: _way, legacy: _legacy, access: _access, ways: _ways, ...login } = source;
  const { legacy, access, ways } = target;
  return {
    ...login,
    ...{ host, port },
    ...(webPort !== undefined && { webPort }),
    ...(access !== undefined && { access }),
    ...(ways !== undefined && { ways }),
    ...(via && { via }),
    ...(legacy === undefined ? {} : { legacy }),
  };
}
