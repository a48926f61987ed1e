import type { Answer, Question } from '../../../shared/migration';
import { cleanAll } from '../clean';
import type { Terminal } from '../terminal';
import type { AnswerDesk, Answerer } from './answerer';
import { askConnecting } from './ask-connecting';
import { askMigrating } from './ask-migrating';
import { contextOf } from './prompting';

/** Asks the person at the terminal, in place. A question that is no longer open takes its prompt away. */
export function askPerson(terminal: Terminal, folder: string): Answerer {
  return async (asked, desk) => {
    const back = desk.stepAside();
    try {
      return await ask(cleanAll(asked), desk, terminal, folder);
    } finally {
      back();
    }
  };
}

async function ask(
  question: Question,
  desk: AnswerDesk,
  terminal: Terminal,
  folder: string,
): Promise<Answer | undefined> {
  switch (question.kind) {
    case 'review-findings':
    case 'save-key':
    case 'confirm-restore':
    case 'enter-key':
    case 'bring-file':
    case 'put-file':
    case 'open-ftp':
    case 'use-console':
    case 'do-by-hand':
    case 'accept-drift':
    case 'clients-by-person':
    case 'clients-missing':
    case 'power-off':
    case 'isolate-source':
    case 'keep-address':
    case 'move-address':
      return desk.migration && askMigrating(question, desk.migration, desk, terminal, folder);
    default:
      return askConnecting(question, terminal, contextOf(desk, terminal));
  }
}
