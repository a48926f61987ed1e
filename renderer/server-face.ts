import type { Side } from '../shared/appliance';
import { silenceOf } from '../shared/facts';
import type { Contact, MigrationState } from '../shared/migration';
import { formatAddress, portOf, webPortOf } from '../shared/plan';
import type { RollBackFacts } from '../shared/roll-back';

/**
 * `reconnecting`: it had been connected before. `answered`: nothing is connected any more, but the migration ended with the
 * server answering. `isolated`: proven silent, off the network and not powered off.
 */
export type FaceContact = Contact | 'reconnecting' | 'none' | 'answered' | 'isolated';

/** What is shown of one server everywhere. */
export type ServerFace = {
  readonly side: Side;
  /** Its host name once it has said it, the address of the plan before. */
  readonly name: string;
  readonly address: string;
  readonly version?: string;
  readonly contact: FaceContact;
  /** When it last answered, ISO 8601. */
  readonly answeredAt?: string;
  readonly fingerprint?: string;
};

/** Where a server's web console is now: the new one's moves with its address. */
export const consoleHost = ({ plan, facts }: MigrationState, side: Side): string =>
  (side === 'target' ? facts.moved?.network.address : undefined) ?? plan[side].host;

export function consoleUrl(state: MigrationState, side: Side): string {
  const at = formatAddress({ host: consoleHost(state, side), port: webPortOf(state.plan[side]) });
  return `https://${at.replace(/:443$/, '')}`;
}

export function serverFace(state: MigrationState, side: Side): ServerFace {
  const endpoint = state.plan[side];
  const identity = state.facts[side];
  const moved = side === 'target' ? state.facts.moved?.network.address : undefined;
  const fingerprint = state.hostKeys[side]?.sha256 ?? identity?.hostKey.sha256;
  const answeredAt = lastAnswer(state, side);
  return {
    side,
    name: serverName(state, side),
    address: formatAddress({ host: moved ?? endpoint.host, port: portOf(endpoint) }),
    contact: contactOf(state, side),
    ...(identity && { version: identity.version }),
    ...(answeredAt && { answeredAt }),
    ...(fingerprint && { fingerprint }),
  };
}

export const serverName = (state: MigrationState, side: Side): string =>
  state.facts[side]?.hostname ?? state.plan[side].host;

function contactOf(state: MigrationState, side: Side): FaceContact {
  const { status, rollBack } = state;
  if (rollBack?.facts.sourceBack && status !== 'running') return backContact[side](rollBack.facts);
  const silence = side === 'source' && !rollBack ? silenceOf(state.facts) : undefined;
  if (silence) return silence.isolated ? 'isolated' : 'off';
  if (side === 'target' && endedWell(state)) return 'answered';
  // Without a run there is no connection, whatever was heard last.
  const contact = state.status === 'running' ? state.contact[side]?.state : undefined;
  return contact === 'connecting' && state.facts[side] ? 'reconnecting' : (contact ?? 'none');
}

/** Of each server after the old one was proven to be back. */
const backContact: Record<Side, (facts: Partial<RollBackFacts>) => FaceContact> = {
  source: () => 'answered',
  target: ({ targetOff }) => (targetOff === 'not-there' ? 'none' : 'off'),
};

const endedWell = ({ status, facts }: MigrationState): boolean =>
  status === 'finished' && facts.takeover !== undefined;

/** `SHA256:` and the first eight characters: enough to see that it is the same, not to compare it. */
export const shortFingerprint = (sha256: string): string => `${sha256.slice(0, 15)}…`;

/** The newest sign of life: the proof of the takeover at the end; before, a contact, a command's end, or a transfer that moves on. */
function lastAnswer(state: MigrationState, side: Side): string | undefined {
  if (side === 'target' && endedWell(state)) return state.facts.takeover?.provenAt;
  const contact = state.contact[side];
  const command = state.commands.findLast((run) => run.side === side)?.at;
  // A connection that is lost tells nothing of itself; the last command still was answered.
  if (contact?.state === 'lost' || contact?.state === 'connecting') return command;
  if (contact?.state !== 'connected') return undefined;
  const moving = state.progress && progressSide(state) === side ? state.updatedAt : undefined;
  return [contact.at, command, moving]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);
}

function progressSide(state: MigrationState): Side | undefined {
  if (state.steps['create-backup'].state === 'running') return 'source';
  if (state.steps['download-backup'].state === 'running') return 'source';
  if (state.steps['upload-backup'].state === 'running') return 'target';
  if (state.steps['restore-backup'].state === 'running') return 'target';
  return undefined;
}
