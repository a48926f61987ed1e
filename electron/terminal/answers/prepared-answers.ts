import type { Side } from '../../../shared/appliance';
import { fail } from '../../../shared/failure';
import { compareFingerprint } from '../../../shared/fingerprint';
import type { Answer, MigrationState, Question } from '../../../shared/migration';
import { keepOtherFiles, keyInKit } from '../kit-file';
import type { AnswerDesk, Answerer } from './answerer';

/** What was answered before the start, by options and environment. */
export type PreparedAnswers = {
  readonly acceptKey?: Readonly<Partial<Record<Side, string>>>;
  readonly passwords?: Readonly<Partial<Record<Side, string>>>;
  readonly backupKey?: string | undefined;
  /** Absolute path for the recovery kit. */
  readonly kit?: string | undefined;
  readonly overwrite?: string | undefined;
  readonly powerOff?: string | undefined;
  readonly moveAddress?: boolean | undefined;
};

/** Answers with what was given beforehand; each secret is tried once. */
export function preparedAnswers(given: PreparedAnswers, canAsk: boolean): Answerer {
  const password = passwordsOnce(given.passwords ?? {}, canAsk);
  return async (question, desk): Promise<Answer | undefined> => {
    switch (question.kind) {
      case 'trust-host': {
        const wanted = given.acceptKey?.[question.side];
        if (wanted === undefined) return undefined;
        return {
          kind: 'trust-host',
          accept: compareFingerprint(wanted, question.hostKey) === 'same',
        };
      }
      case 'enter-password':
        return password(question, desk.state);
      case 'save-key':
        return given.kit === undefined ? undefined : proveByKit(given.kit, question.again, desk);
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
    }
  };
}

const typed = (
  kind: 'confirm-restore' | 'power-off',
  typedName: string | undefined,
): Answer | undefined => (typedName === undefined ? undefined : { kind, typedName });

/** The kit is written, and its key read back from the disk: what is there is what is proven. */
async function proveByKit(kit: string, again: boolean, desk: AnswerDesk): Promise<Answer> {
  if (again) fail('key.not-proven', { file: kit });
  keepOtherFiles(kit, desk.state.id);
  const path = await desk.saveKit(kit);
  const secret = keyInKit(path);
  desk.say(`→ The recovery kit is written to ${path}; the key was read back from there.`);
  return { kind: 'save-key', secret };
}

type PasswordQuestion = Question & { readonly kind: 'enter-password' };

/** Each password is given once for each connection that wants it; a refused one is not offered again. */
function passwordsOnce(passwords: NonNullable<PreparedAnswers['passwords']>, canAsk: boolean) {
  const tried = new Set<string>();
  return (question: PasswordQuestion, state: MigrationState): Answer | undefined => {
    const { side, account, user, host } = question;
    const secret = passwords[account];
    const attempt = `${side} ${account}`;
    if (secret !== undefined && !tried.has(attempt)) {
      tried.add(attempt);
      return { kind: 'enter-password', secret };
    }
    if (!question.again || canAsk) return undefined;
    return fail('ssh.authentication', { host, port: state.plan[side].port, user });
  };
}
