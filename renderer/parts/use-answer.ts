import { useState } from 'react';
import type { ConnectionTest } from '../../shared/connection-test';
import type { CommandInput } from '../../shared/contract';
import type { MigrationState, Question } from '../../shared/migration';
import { client } from '../bridge';
import { type Action, useAction } from './use-action';

type Answer = CommandInput<'answer-question'>['answer'];

/** Who asks: a migration, or a test of a connection. */
export type Asker = MigrationState | ConnectionTest;

export const isTest = (asker: Asker): asker is ConnectionTest => 'endpoint' in asker;

export type Answering = Omit<Action, 'run'> & { readonly send: (answer: Answer) => void };

/** Answers a question. After it was taken it stays busy until the next snapshot brings another page or question. */
export function useAnswer(asker: Asker, question: Pick<Question, 'id'>): Answering {
  const { busy, failure, run } = useAction();
  const [sent, setSent] = useState<string>();
  const send = (answer: Answer): void => {
    const input = { id: asker.id, questionId: question.id, answer };
    void run(() => client.call('answer-question', input)).then(
      (taken) => taken && setSent(question.id),
    );
  };
  return { busy: busy || sent === question.id, failure, send };
}
