import { confirm } from '@inquirer/prompts';
import type { Answer, Question } from '../../../shared/migration';
import { sideWords } from '../../../shared/words/sides';
import { cleanAll } from '../clean';
import type { Terminal } from '../terminal';
import type { AnswerDesk, MigrationDesk } from './answerer';
import { askClients } from './ask-clients';
import { type CutoverKind, cutOverByPerson } from './cut-over-by-person';
import { doByHand } from './do-by-hand';
import { enterKeyByPerson } from './enter-key-by-person';
import { openFtpByPerson, workAtConsole } from './ftp-by-person';
import { bringFile, putFile } from './move-by-person';
import { contextOf, explain, typeName } from './prompting';
import { driftWords, restoreWords } from './question-text';
import { reviewByPerson } from './review-by-person';
import { saveKeyByPerson } from './save-key-by-person';

type Asked = Question & {
  readonly kind:
    | 'review-findings'
    | 'save-key'
    | 'confirm-restore'
    | 'enter-key'
    | 'bring-file'
    | 'put-file'
    | 'open-ftp'
    | 'use-console'
    | 'do-by-hand'
    | 'accept-drift'
    | 'clients-by-person'
    | 'clients-missing'
    | CutoverKind;
};

/** Asks what only a migration asks. */
export async function askMigrating(
  question: Asked,
  migration: MigrationDesk,
  desk: AnswerDesk,
  terminal: Terminal,
  folder: string,
): Promise<Answer> {
  const context = contextOf(desk, terminal);
  const state = cleanAll(migration.state);
  switch (question.kind) {
    case 'review-findings':
      return reviewByPerson(state, context, terminal, desk.listed);
    case 'save-key':
      return saveKeyByPerson(question, { migration, context, terminal, folder });
    case 'confirm-restore':
      explain(terminal, ...restoreWords(question, state));
      return {
        kind: 'confirm-restore',
        typedName: await typeName(question.targetName, sideWords.target, context),
      };
    case 'enter-key':
      return enterKeyByPerson(question, { ...migration, state }, context, terminal, folder);
    case 'do-by-hand':
      return doByHand(question, migration, context, terminal, folder);
    case 'bring-file':
      return bringFile(question, context, terminal, folder);
    case 'put-file':
      return putFile(question, context, terminal);
    case 'open-ftp':
      return openFtpByPerson(question, context, terminal);
    case 'use-console':
      return workAtConsole(question, await migration.consoleFields(), context, terminal);
    case 'accept-drift': {
      explain(terminal, ...driftWords(question));
      const message = 'Cut over in spite of that?';
      const accept = await confirm({ message, default: false }, context);
      return { kind: 'accept-drift', action: accept ? 'go-on' : 'stop' };
    }
    case 'clients-by-person':
    case 'clients-missing':
      return askClients(question, context, terminal);
    case 'power-off':
    case 'isolate-source':
    case 'keep-address':
    case 'move-address':
      return cutOverByPerson(question, state, context, terminal);
  }
}
