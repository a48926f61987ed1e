import { fail } from '../../../shared/failure';
import type { Answer } from '../../../shared/migration';
import { keepOtherFiles, keyInKit } from '../kit-file';
import type { Answerer, MigrationDesk } from './answerer';
import { lookAhead } from './look-ahead';
import { type PreparedLogins, preparedLogins } from './prepared-logins';
import { type PreparedReview, preparedReview } from './prepared-review';

/** What was answered before the start, by options and environment. */
export type PreparedAnswers = PreparedLogins & {
  readonly backupKey?: string | undefined;
  /** Absolute path for the recovery kit. */
  readonly kit?: string | undefined;
  readonly overwrite?: string | undefined;
  readonly powerOff?: string | undefined;
  readonly moveAddress?: boolean | undefined;
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
        if (migration) lookAhead(given, migration.state);
        return migration && review(migration);
      case 'save-key':
        return given.kit === undefined || !migration
          ? undefined
          : proveByKit(given.kit, question.again, migration, say);
      case 'confirm-restore':
        return typed('confirm-restore', given.overwrite);
      case 'enter-key': {
        if (given.backupKey === undefined) return undefined;
        if (!question.again) return { kind: 'enter-key', secret: given.backupKey };
        return canAsk ? undefined : fail('key.wrong');
      }
      case 'power-off':
        return typed('power-off', given.powerOff);
      case 'move-address':
        return given.moveAddress === true ? { kind: 'move-address', accept: true } : undefined;
      default:
        return logins(question);
    }
  };
}

const typed = (
  kind: 'confirm-restore' | 'power-off',
  typedName: string | undefined,
): Answer | undefined => (typedName === undefined ? undefined : { kind, typedName });

/** The kit is written, and its key read back from the disk: what is there is what is proven. */
async function proveByKit(
  kit: string,
  again: boolean,
  { state, saveKit }: MigrationDesk,
  say: (text: string) => void,
): Promise<Answer> {
  if (again) fail('key.not-proven', { file: kit });
  keepOtherFiles(kit, state.id);
  const path = await saveKit(kit);
  const secret = keyInKit(path);
  say(`→ The recovery kit is written to ${path}; the key was read back from there.`);
  return { kind: 'save-key', secret };
}
