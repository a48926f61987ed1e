import type { HostKey, Side } from '../../../shared/appliance';
import type { ConnectingQuestion } from '../../../shared/connecting-question';
import { fail } from '../../../shared/failure';
import { compareFingerprint } from '../../../shared/fingerprint';
import type { Answer } from '../../../shared/migration';
import { isName } from './read-typed';

/** Whom an answer is for: an appliance of a migration, or the one of a test that is of no side. */
export type Party = Side | 'server';

/** Answers to what connecting asks, given before the start. */
export type PreparedLogins = {
  /** Fingerprints, SHA-256 or MD5. */
  readonly acceptKey?: Readonly<Partial<Record<Party, readonly string[] | undefined>>>;
  readonly acceptJumpKeys?: readonly string[] | undefined;
  /** Names of servers whose changed key is accepted. */
  readonly replaceKey?: Readonly<Partial<Record<Party, readonly string[] | undefined>>>;
  readonly passwords?: Readonly<Partial<Record<Party | 'jump', string | undefined>>>;
  readonly passphrase?: string | undefined;
  /** Those on whose way weak algorithms are allowed where nothing else is in common. */
  readonly allowLegacy?: readonly Party[] | undefined;
};

type Asked<Kind extends ConnectingQuestion['kind']> = ConnectingQuestion & { readonly kind: Kind };
type Answers = (question: ConnectingQuestion) => Answer | undefined;

/** Answers what connecting asks; each secret is tried once on each server. */
export function preparedLogins(given: PreparedLogins, canAsk: boolean): Answers {
  const fresh = eachOnce();
  return (question) => {
    const party = question.side ?? 'server';
    switch (question.kind) {
      case 'trust-host': {
        const keys = question.hop === undefined ? given.acceptKey?.[party] : given.acceptJumpKeys;
        return keys && { kind: 'trust-host', accept: isAmong(keys, question.hostKey) };
      }
      case 'replace-host-key': {
        const names = given.replaceKey?.[party];
        const typedName = names?.find((name) => isName(name, question.host)) ?? names?.[0];
        return typedName === undefined ? undefined : { kind: 'replace-host-key', typedName };
      }
      case 'enter-password': {
        const secret = given.passwords?.[accountOf(question)];
        if (secret !== undefined && fresh(`${party} ${question.hop ?? ''} ${accountOf(question)}`))
          return { kind: 'enter-password', secret };
        return question.again && !canAsk ? refused(question) : undefined;
      }
      case 'enter-passphrase': {
        const { file, again } = question;
        if (given.passphrase !== undefined && fresh(`file ${file}`))
          return { kind: 'enter-passphrase', secret: given.passphrase };
        return again && !canAsk ? fail('ssh.passphrase', { file }) : undefined;
      }
      case 'allow-legacy':
        return given.allowLegacy?.includes(party)
          ? { kind: 'allow-legacy', accept: true }
          : undefined;
      case 'answer-prompts':
      case 'enter-version':
        return undefined;
    }
  };
}

const isAmong = (fingerprints: readonly string[], hostKey: HostKey): boolean =>
  fingerprints.some((each) => compareFingerprint(each, hostKey) === 'same');

const accountOf = ({ side, account, hop }: Asked<'enter-password'>): Party | 'jump' =>
  hop === undefined ? (account ?? side ?? 'server') : 'jump';

function refused({ host, port, hop, user }: Asked<'enter-password'>): never {
  return fail('ssh.authentication', { host, port, user, ...(hop !== undefined && { hop }) });
}

/** True the first time that it is asked about something. */
function eachOnce(): (what: string) => boolean {
  const seen = new Set<string>();
  return (what) => {
    const first = !seen.has(what);
    seen.add(what);
    return first;
  };
}
