import type { HostKey, Side } from '../../../shared/appliance';
import type { ServerAt } from '../../../shared/connecting';
import { fail } from '../../../shared/failure';
import type { MigrationState } from '../../../shared/migration';
import { nameOnWay } from '../../../shared/plan';
import type { ApplianceDesk } from '../appliance/appliance';
import type { HandDesk } from '../appliance/hand-desk';
import { type AskConnecting, askingDesk, passwordAccount } from '../login/asking-desk';
import type { KnownKeysOnDisk } from '../login/known-keys';
import { type Remembering, remembering } from '../login/remembering';
import { noVault, type Vault } from '../login/vault';
import { type Account, hasMoved } from './accounts';
import type { Secrets } from './secrets';
import type { Tools } from './step';
import type { UntimedEvent } from './untimed-event';

export type SideDeskOptions = {
  readonly keysOnDisk: KnownKeysOnDisk;
  readonly vault: Vault;
  readonly secrets: Secrets;
  /** Path of the journal, which is where pinned host keys are found. */
  readonly journal: string;
  readonly state: () => MigrationState;
  readonly emit: (event: UntimedEvent) => void;
  readonly ask: Tools['ask'];
  /** Absent: nobody is asked for work at an appliance. */
  readonly handOf?: ((side: Side) => HandDesk) | undefined;
};

/** What a login has to know of those before it in the same run. */
export type Turn = {
  /** No other account is tried after this one. */
  readonly last: boolean;
  /** A login of this owner was refused before. */
  readonly again: boolean;
  /** Servers, by `nameOnWay`, whose host key was settled before in this run. */
  readonly settled: Set<string>;
  /** Owners whose remembered password was taken out of the vault before: it is sent once. */
  readonly recalled: Set<Side>;
};

/** The desk for connecting to one side of a migration: what is known of it, what was typed, what is written down. */
export function sideDesk(
  side: Side,
  account: Account,
  turn: Turn,
  options: SideDeskOptions,
): ApplianceDesk {
  const { state, emit, ask, secrets } = options;
  const { plan } = state();
  const { endpoint } = account;
  const isPractice = plan.practice !== undefined;
  const onDisk = isPractice ? undefined : options.keysOnDisk;
  const memory = remembering(isPractice ? noVault : options.vault);

  const pinnedOf = (server: ServerAt): HostKey | undefined =>
    server.hop === undefined
      ? state().hostKeys[side]
      : state().hopKeys[nameOnWay(server, endpoint)];
  const pin = (server: ServerAt, hostKey: HostKey, more: object = {}): void => {
    if (pinnedOf(server)?.sha256 === hostKey.sha256) return;
    const hop = server.hop === undefined ? {} : { hop: nameOnWay(server, endpoint) };
    emit({ type: 'host-key-pinned', side, hostKey, ...hop, ...more });
  };
  const asking = askingDesk({
    ...{ endpoint, side, memory, onDisk },
    restored: side === 'target' && state().steps['restore-backup'].state !== 'waiting',
    ask: ask as AskConnecting,
    secrets: secrets.logins,
    before: (server) => {
      const hostKey = pinnedOf(server);
      return hostKey ? [{ hostKey, origin: { file: options.journal } }] : [];
    },
    onAccepted: (server, hostKey, replaced) => pin(server, hostKey, replaced && { replaced }),
    onLegacy: (server, would) =>
      emit({ type: 'legacy-allowed', side, address: nameOnWay(server, endpoint), would }),
  });
  return {
    ...asking,
    password: passwords(side, account, turn, { asking, memory }, options),
    // In the middle of a run, and at the old server's address, nothing but the accepted key will do, whatever a person says.
    replace: async (server, seen, expected) => {
      const moved = side === 'target' && hasMoved(state()) && server.hop === undefined;
      if (moved || turn.settled.has(nameOnWay(server, endpoint))) return false;
      return await asking.replace(server, seen, expected);
    },
    mayBeLegacy: (server) =>
      asking.mayBeLegacy(server) ||
      state().legacy.some(({ address }) => address === nameOnWay(server, endpoint)),
    onHostKey: (server, { hostKey, origin }) => {
      turn.settled.add(nameOnWay(server, endpoint));
      pin(server, hostKey, origin && { origin });
      onDisk?.update(server, endpoint, hostKey);
    },
    known: state().facts[side] !== undefined,
    hand: options.handOf?.(side),
    version: (seen) => versionBy(side, seen, account, options),
    onHeard: () => {
      if (state().contact[side]?.state === 'connected') {
        emit({ type: 'contact', side, state: 'connected' });
      }
    },
    onContact: (contact) => emit({ type: 'contact', side, state: contact }),
    onCommand: (run) => emit({ type: 'command-run', side, ...run }),
  };
}

function passwords(
  side: Side,
  { owner }: Account,
  { last, again: before, recalled }: Turn,
  {
    asking,
    memory,
  }: { readonly asking: Pick<ApplianceDesk, 'password'>; readonly memory: Remembering },
  { secrets, state, ask }: SideDeskOptions,
): ApplianceDesk['password'] {
  let knownTried = false;
  const recallOnce = async (name: string): Promise<string | undefined> => {
    if (recalled.has(owner)) return undefined;
    recalled.add(owner);
    return await memory.recall(name);
  };
  return async (server, again) => {
    if (server.hop !== undefined) return await asking.password(server, again);
    const { plan, steps, facts } = state();
    const name = passwordAccount(plan[owner], plan[owner]);
    const known = secrets.password(owner) ?? (await recallOnce(name));
    if (known !== undefined && !knownTried) {
      knownTried = true;
      secrets.keepPassword(owner, known);
      return known;
    }
    const restoring = side === 'target' && steps['restore-backup'].state !== 'waiting';
    const maybeOther = restoring && facts.restore === undefined;
    if (again && (maybeOther || !last)) {
      // The other side's login may hold by now: nobody is asked before that was tried.
      if (last) secrets.forgetPassword(owner);
      const { host, port, user } = server;
      fail('ssh.authentication', { host, port, user });
    }
    // Whoever logs in with a key has no password to be asked for, as long as the other account may be the right one.
    const { identityFiles = [], agentKey } = plan[owner];
    if (!last && known === undefined && (identityFiles.length > 0 || agentKey !== undefined)) {
      const { host, port, user } = server;
      fail('ssh.authentication', { host, port, user });
    }
    const wasRefused = again || before || knownTried;
    if (wasRefused) await memory.refused(name);
    const answer = await ask<'enter-password'>({
      ...{ kind: 'enter-password', side, account: owner, ...server, again: wasRefused },
      ...((await memory.isPossible()) ? { mayRemember: true } : {}),
    });
    knownTried = true;
    secrets.keepPassword(owner, answer.secret);
    memory.wish(name, answer.secret, answer.remember);
    return answer.secret;
  };
}

/** A version that a person has read before is not asked for again. */
async function versionBy(
  side: Side,
  seen: string,
  { endpoint }: Account,
  { state, ask }: SideDeskOptions,
): Promise<string> {
  const known = state().facts[side];
  if (known?.versionFrom === 'person') return known.version;
  const { host } = endpoint;
  const { version } = await ask<'enter-version'>({ kind: 'enter-version', side, host, seen });
  return version;
}
