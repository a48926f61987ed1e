import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from '../../../shared/migration';
import { sideWords } from '../../../shared/words/sides';
import { keyInKit } from '../kit-file';
import type { Answerer } from './answerer';

/** Long enough to be seen, in milliseconds. */
const pause = 500;

/** Answers everything as a careful person would, and says each answer. For practice servers only. */
export const practiceAnswers =
  (password: string, kitOf: (id: string) => string): Answerer =>
  async (question, { state, say, signal, saveKit }): Promise<Answer> => {
    const answered = (asked: string, reply: string): void => say(`→ ${asked}: ${reply} (practice)`);
    const kit = kitOf(state.id);
    await wait(pause, undefined, { signal });
    switch (question.kind) {
      case 'trust-host':
        answered(`Trust the host key of the ${sideWords[question.side]}`, 'yes');
        return { kind: 'trust-host', accept: true };
      case 'enter-password':
        answered(`Password of ${question.user} on the ${sideWords[question.side]}`, '••••••••');
        return { kind: 'enter-password', secret: password };
      case 'save-key': {
        const path = await saveKit(kit);
        const secret = keyInKit(path);
        answered('Save the key and type it back', 'read from the recovery kit');
        return { kind: 'save-key', secret };
      }
      case 'enter-key':
        answered('System Backup Key', 'read from the recovery kit');
        return { kind: 'enter-key', secret: keyInKit(kit) };
      case 'confirm-restore':
        answered(
          `Replace everything on ${question.targetName}, type its name`,
          question.targetName,
        );
        return { kind: 'confirm-restore', typedName: question.targetName };
      case 'power-off':
        answered(`Point of no return, type the old server’s name`, question.sourceName);
        return { kind: 'power-off', typedName: question.sourceName };
      case 'move-address':
        answered(`Give ${question.to.address} to ${question.targetName}`, 'yes');
        return { kind: 'move-address', accept: true };
    }
  };

/** Only the password, which is no secret on practice servers; a person answers the rest. */
export const practicePasswords =
  (password: string): Answerer =>
  async (question) =>
    question.kind === 'enter-password' && !question.again
      ? { kind: 'enter-password', secret: password }
      : undefined;
