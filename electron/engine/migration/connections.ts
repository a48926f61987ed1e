import type { HostKey, Side } from '../../../shared/appliance';
import { fail, isFailure } from '../../../shared/failure';
import type { MigrationEvent, MigrationState } from '../../../shared/migration';
import { type Endpoint, formatAddress, type Plan } from '../../../shared/plan';
import type { Appliance, LoginDesk, OpenAppliance } from '../appliance/appliance';
import type { Secrets } from './secrets';
import type { Tools } from './step';

/** Host keys that were accepted before, by `host:port`, kept over all migrations. */
export type PinnedKeys = {
  readonly get: (address: string) => HostKey | undefined;
  readonly pin: (address: string, hostKey: HostKey) => void;
};

/** An event whose time the run adds. */
export type UntimedEvent = MigrationEvent extends infer Each
  ? Each extends MigrationEvent
    ? Omit<Each, 'at'>
    : never
  : never;

export type ConnectionsOptions = {
  readonly open: OpenAppliance;
  readonly pins: PinnedKeys;
  readonly secrets: Secrets;
  readonly signal: AbortSignal;
  readonly state: () => MigrationState;
  readonly emit: (event: UntimedEvent) => void;
  readonly ask: Tools['ask'];
};

/** The connections of one run: opened when first needed, at most one a side, host keys pinned, passwords asked once. */
export type Connections = Pick<Tools, 'appliance' | 'takenOver' | 'dropConnection'> & {
  readonly close: () => void;
};

/** Whose login to use for a side, and where. */
type Account = { readonly owner: Side; readonly endpoint: Endpoint };

export function openConnections(options: ConnectionsOptions): Connections {
  const { open, state, emit } = options;
  const held = new Map<Side, Promise<Appliance>>();
  /** Sides whose login was refused; the next question for it says so. */
  const refused = new Set<Side>();

  const login = async (side: Side): Promise<Appliance> => {
    const candidates = accounts(side, state());
    for (const [index, account] of candidates.entries()) {
      const last = index === candidates.length - 1;
      try {
        const pinned = pinnedKey(side, account.endpoint, options);
        const again = refused.has(account.owner);
        const desk = loginDesk(side, account, { last, pinned, again }, options);
        const appliance = await open(side, account.endpoint, desk, options.signal);
        pin(side, account.endpoint, appliance.hostKey, options);
        options.secrets.provePassword(account.owner);
        refused.delete(account.owner);
        return appliance;
      } catch (thrown) {
        if (!isFailure(thrown, 'ssh.authentication')) throw thrown;
        if (!last) continue;
        for (const { owner } of candidates) {
          options.secrets.forgetUnproven(owner);
          refused.add(owner);
        }
        throw thrown;
      }
    }
    return fail('ssh.authentication');
  };

  const drop = (side: Side): void => {
    const opening = held.get(side);
    held.delete(side);
    opening?.then(
      (appliance) => appliance.close(),
      () => undefined,
    );
  };

  const appliance = (side: Side): Promise<Appliance> => {
    const there = held.get(side);
    if (there) return there;
    const opening = login(side);
    held.set(side, opening);
    opening.catch(() => held.delete(side));
    return opening;
  };

  return {
    appliance,
    takenOver: () => {
      drop('target');
      return appliance('target');
    },
    dropConnection: (side, off = false) => {
      drop(side);
      if (off) emit({ type: 'contact', side, state: 'off' });
    },
    close: () => {
      drop('source');
      drop('target');
    },
  };
}

/** After a restore the new server takes the logins of the old one, and after the move its address; while it restores, either may hold. */
function accounts(side: Side, { plan, facts, steps }: MigrationState): readonly Account[] {
  if (side === 'source') return [{ owner: 'source', endpoint: plan.source }];
  const own: Account = { owner: 'target', endpoint: plan.target };
  if (steps['restore-backup'].state === 'waiting') return [own];
  const address = facts.moved ? plan.source : plan.target;
  const old: Account = { owner: 'source', endpoint: withAddress(plan, address) };
  return facts.restore ? [old] : [old, own];
}

const withAddress = (plan: Plan, { host, port }: Endpoint): Endpoint => ({
  ...plan.source,
  host,
  port,
});

/** `last`: no other account is tried after this one. `again`: a login of this owner was refused before. */
type Login = {
  readonly last: boolean;
  readonly pinned: HostKey | undefined;
  readonly again: boolean;
};

function loginDesk(
  side: Side,
  account: Account,
  { last, pinned, again: before }: Login,
  options: ConnectionsOptions,
): LoginDesk {
  const { secrets, emit, ask, state } = options;
  const { host, port, user } = account.endpoint;
  let knownTried = false;
  return {
    pinned,
    known: options.state().facts[side] !== undefined,
    trust: async (hostKey) => {
      const { accept } = await ask<'trust-host'>({ kind: 'trust-host', side, host, port, hostKey });
      if (accept) pin(side, account.endpoint, hostKey, options);
      return accept;
    },
    password: async (again) => {
      const known = secrets.password(account.owner);
      if (known !== undefined && !knownTried) {
        knownTried = true;
        return known;
      }
      const { steps, facts } = state();
      const restoring = side === 'target' && steps['restore-backup'].state !== 'waiting';
      const maybeOther = restoring && facts.restore === undefined;
      if (again && (maybeOther || !last)) {
        // The other side's login may hold by now: nobody is asked before that was tried.
        if (last) secrets.forgetPassword(account.owner);
        fail('ssh.authentication', { host, port, user });
      }
      const wasRefused = again || before || knownTried;
      const answer = await ask<'enter-password'>({
        kind: 'enter-password',
        side,
        account: account.owner,
        host,
        user,
        again: wasRefused,
      });
      knownTried = true;
      secrets.keepPassword(account.owner, answer.secret);
      return answer.secret;
    },
    onContact: (contact) => emit({ type: 'contact', side, state: contact }),
    onCommand: (run) => emit({ type: 'command-run', side, ...run }),
  };
}

/** Practice servers get new keys all the time, so theirs are remembered with their migration only. */
function pinnedKey(
  side: Side,
  endpoint: Endpoint,
  { state, pins }: ConnectionsOptions,
): HostKey | undefined {
  const { plan, hostKeys } = state();
  return (
    hostKeys[side] ?? (plan.practice === undefined ? pins.get(formatAddress(endpoint)) : undefined)
  );
}

function pin(
  side: Side,
  endpoint: Endpoint,
  hostKey: HostKey,
  { state, pins, emit }: ConnectionsOptions,
): void {
  const { plan, hostKeys } = state();
  if (hostKeys[side]?.sha256 !== hostKey.sha256) emit({ type: 'host-key-pinned', side, hostKey });
  if (plan.practice === undefined) pins.pin(formatAddress(endpoint), hostKey);
}
