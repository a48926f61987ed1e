import { type Failure, FailureError } from '../../../shared/failure';
import type { Answer, KeyFault, KeyGiven, Question } from '../../../shared/migration';
import { missingWords } from '../../../shared/words/clients';
import { kitPlaceWords } from '../../../shared/words/kit-places';
import type { Answerer, MigrationDesk } from './answerer';
import { lookAhead } from './look-ahead';
import { type PreparedLogins, preparedLogins } from './prepared-logins';
import { type PreparedReview, preparedReview } from './prepared-review';

/** What was answered before the start, by options and environment. */
export type PreparedAnswers = PreparedLogins & {
  /** For the restore; without it the key is read from `kit`. */
  readonly backupKey?: string | undefined;
  /** Absolute path of the recovery kit, which is written there, read back, and read again for the restore. */
  readonly kit?: string | undefined;
  /** The same for the first backup of the new server. */
  readonly newKit?: string | undefined;
  readonly overwrite?: string | undefined;
  readonly powerOff?: string | undefined;
  readonly moveAddress?: boolean | undefined;
  readonly isolate?: string | undefined;
  readonly keepAddress?: boolean | undefined;
  /** Goes on where computers have not come back in time. */
  readonly acceptMissing?: boolean | undefined;
  /** Go on in spite of what has changed since the backup. */
  readonly acceptDrift?: boolean | undefined;
  readonly review?: PreparedReview | undefined;
  /** Nobody is asked about findings, also where somebody could be: they are only looked at. */
  readonly onlyLook?: boolean | undefined;
};

/** Answers with what was given beforehand; each secret is tried once. */
export function preparedAnswers(given: PreparedAnswers, canAsk: boolean): Answerer {
  const logins = preparedLogins(given, canAsk);
  const review = preparedReview(
    given.review ?? { statements: [], waivers: [] },
    canAsk && given.onlyLook !== true,
  );
  return async (question, { migration, say }): Promise<Answer | undefined> => {
    switch (question.kind) {
      case 'review-findings':
        if (migration) await lookAhead(given, migration.state);
        return migration && review(migration);
      case 'save-key': {
        const kit = question.side === 'target' ? given.newKit : given.kit;
        if (kit === undefined || !migration) return undefined;
        if (!question.again) return proveByKit(kit, migration, say);
        return canAsk ? undefined : refuse(question.fault, notProven(kit));
      }
      case 'confirm-restore':
        return typed('confirm-restore', given.overwrite);
      case 'enter-key': {
        const key = keyGiven(given);
        if (!key || (question.again && canAsk)) return undefined;
        if (question.again) return refuse(question.fault, { code: 'key.wrong', facts: {} });
        say(key.kit ? `→ The key is read from the recovery kit ${given.kit}.` : keyFromVariable);
        return { kind: 'enter-key', ...key };
      }
      case 'power-off':
        return typed('power-off', given.powerOff);
      case 'accept-drift':
        if (given.acceptDrift === true) say(driftAccepted);
        return given.acceptDrift === true ? { kind: 'accept-drift', action: 'go-on' } : undefined;
      case 'move-address':
        // That there is no way back by itself was not known when it was said.
        return given.moveAddress === true && !question.noSwitch && question.by !== 'hand'
          ? { kind: 'move-address', accept: true }
          : undefined;
      case 'isolate-source':
        return typed('isolate-source', given.isolate);
      case 'keep-address':
        return given.keepAddress === true ? { kind: 'keep-address', accept: true } : undefined;
      case 'clients-by-person':
        return clientsSaid(question, given);
      case 'clients-missing':
        if (given.acceptMissing !== true) return undefined;
        say(`→ ${missingWords.goOn}, as was said beforehand.`);
        return { kind: 'clients-missing', action: 'go-on', by: given.review?.by };
      case 'do-by-hand':
      case 'bring-file':
      case 'put-file':
      case 'open-ftp':
      case 'use-console':
        return undefined;
      default:
        return logins(question);
    }
  };
}

/** That clients are kept away may have been said of the check; that they are back, nobody knows beforehand. */
function clientsSaid(
  { about }: Question & { readonly kind: 'clients-by-person' },
  { review, acceptMissing }: PreparedAnswers,
): Answer | undefined {
  const kept = review?.statements.some(({ id, holds }) => id === 'EPP-123' && holds) === true;
  const answer = { kind: 'clients-by-person', by: review?.by } as const;
  if (about === 'off' && kept) return { ...answer, holds: true };
  return about === 'back' && acceptMissing === true ? { ...answer, holds: false } : undefined;
}

const typed = (
  kind: 'confirm-restore' | 'power-off' | 'isolate-source',
  typedName: string | undefined,
): Answer | undefined => (typedName === undefined ? undefined : { kind, typedName });

/** The kit is written, then read back from the disk by the engine: what is there is what is proven. */
async function proveByKit(
  kit: string,
  { saveKit }: MigrationDesk,
  say: (text: string) => void,
): Promise<Answer> {
  const { path, warnings } = await saveKit(kit);
  say(`→ The recovery kit is written to ${path}; the key is read back from there.`);
  for (const warning of warnings) say(`! ${kitPlaceWords[warning]}`);
  return { kind: 'save-key', kit: { path } };
}

const driftAccepted = '→ Something has changed since the backup; it was accepted beforehand.';
const keyFromVariable = '→ The key is that of the variable EPP_BACKUP_KEY.';

const keyGiven = ({ backupKey, kit }: PreparedAnswers): KeyGiven | undefined => {
  if (backupKey !== undefined) return { secret: backupKey };
  return kit === undefined ? undefined : { kit: { path: kit } };
};

const notProven = (file: string): Failure => ({ code: 'key.not-proven', facts: { file } });

/** Ends the run with what was wrong, since nobody is there to give anything else. */
function refuse(fault: KeyFault | undefined, otherwise: Failure): never {
  throw new FailureError(fault && 'failure' in fault ? fault.failure : otherwise);
}
