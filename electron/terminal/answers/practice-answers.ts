import { setTimeout as wait } from 'node:timers/promises';
import type { Side } from '../../../shared/appliance';
import type { Answer } from '../../../shared/migration';
import type { Answerer } from './answerer';
import { isUnsaid, preparedReview } from './prepared-review';
import { serverWords } from './server-words';

/** Long enough to be seen, in milliseconds. */
const pause = 500;

/**
 * Answers as a careful person would, and says each answer; what does not come up between practice servers is left
 * open. For practice servers only.
 */
export const practiceAnswers =
  (password: string, kitOf: (id: string, side?: Side) => string, acceptMissing = false): Answerer =>
  async (question, { migration, say, signal }): Promise<Answer | undefined> => {
    const answered = (asked: string, reply: string): void => say(`→ ${asked}: ${reply} (practice)`);
    await wait(pause, undefined, { signal });
    switch (question.kind) {
      case 'trust-host':
        answered(`Trust the host key of ${serverWords(question)}`, 'yes');
        return { kind: 'trust-host', accept: true };
      case 'enter-password':
        answered(`Password of ${question.user} on ${serverWords(question)}`, '••••••••');
        return { kind: 'enter-password', secret: password };
      case 'allow-legacy':
        answered(`Use weak algorithms with ${serverWords(question)}`, 'yes');
        return { kind: 'allow-legacy', accept: true };
      case 'review-findings': {
        if (!migration) return undefined;
        const { findings } = migration.state;
        const statements = findings.filter(isUnsaid).map(({ id, on }) => ({
          ...{ id, on, holds: true },
          note: 'Practice servers: it is so',
        }));
        // What is measured and blocks, a careful person would not pass over.
        const answer = preparedReview({ statements, waivers: [] }, false)(migration);
        const said = statements.length === 0 ? '' : `, ${statements.length} said to hold`;
        const stops = answer?.kind === 'review-findings' && answer.action === 'stop';
        answered('Go on with what the checks found', stops ? 'no' : `yes${said}`);
        return answer;
      }
      case 'save-key': {
        if (!migration || question.again) return undefined;
        const { path } = await migration.saveKit(kitOf(migration.state.id, question.side));
        answered('Save the key and prove it', 'read back from the recovery kit');
        return { kind: 'save-key', kit: { path } };
      }
      case 'enter-key':
        if (!migration || question.again) return undefined;
        answered('System Backup Key', 'read from the recovery kit');
        return { kind: 'enter-key', kit: { path: kitOf(migration.state.id) } };
      case 'confirm-restore':
        answered(
          `Replace everything on ${question.targetName}, type its name`,
          question.targetName,
        );
        return { kind: 'confirm-restore', typedName: question.targetName };
      case 'power-off':
        answered(`Point of no return, type the old server’s name`, question.sourceName);
        return { kind: 'power-off', typedName: question.sourceName };
      case 'isolate-source':
        // Nobody can take a practice server off its network.
        return undefined;
      case 'keep-address':
        answered(`Leave ${question.newAddress} to ${question.targetName}`, 'yes');
        return { kind: 'keep-address', accept: true };
      case 'move-address':
        answered(`Give ${question.to.address} to ${question.targetName}`, 'yes');
        return { kind: 'move-address', accept: true };
      case 'clients-missing':
        if (!acceptMissing) return undefined;
        answered('Computers have not come back', 'go on without them');
        return { kind: 'clients-missing', action: 'go-on' };
      // What has changed is for a person to judge, also in practice.
      case 'accept-drift':
      // Practice servers tell of their clients.
      case 'clients-by-person':
      case 'do-by-hand':
      // Nobody is at the console of a practice server, and no practice file is brought by hand.
      case 'bring-file':
      case 'put-file':
      case 'open-ftp':
      case 'use-console':
      // No practice server has a key file, a second factor, an unknown version or, of itself, another host key.
      case 'replace-host-key':
      case 'enter-passphrase':
      case 'answer-prompts':
      case 'enter-version':
        return undefined;
    }
  };

/** Only the password, which is no secret on practice servers; a person answers the rest. */
export const practicePasswords =
  (password: string): Answerer =>
  async (question) =>
    question.kind === 'enter-password' && !question.again
      ? { kind: 'enter-password', secret: password }
      : undefined;
