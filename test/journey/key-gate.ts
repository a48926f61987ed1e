import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Answer, MigrationEvent, MigrationState, Question } from '../../shared/migration';
import { goodEnd, goodEndOf, type Stage } from './stage';

type SaveKey = Question & { readonly kind: 'save-key' };

/** What was asked under a name, in order. */
export const asked = <Kind extends Question['kind']>(
  events: readonly MigrationEvent[],
  kind: Kind,
) =>
  events.flatMap((event) =>
    event.type === 'question-asked' && event.question.kind === kind
      ? [event.question as Question & { readonly kind: Kind }]
      : [],
  );

/** Answers a question later, as a person who does something first. */
export async function reply(
  stage: Stage,
  id: string,
  questionId: string,
  answer: Answer,
): Promise<void> {
  await stage.engine.handlers['answer-question']({ id, questionId, answer });
}

/** Saves a kit and has it read, at the gate and before the restore. */
export function withKit(stage: Stage, name = 'kit.html') {
  const path = join(stage.dataFolder, 'kits', name);
  mkdirSync(join(stage.dataFolder, 'kits'), { recursive: true });
  let id = '';
  return {
    path,
    of: (started: string) => {
      id = started;
    },
    answers: {
      'save-key': (question: SaveKey) => {
        void stage.engine.handlers['save-kit']({ id, file: { path } }).then(() =>
          reply(stage, id, question.id, { kind: 'save-key', kit: { path } }),
        );
        return undefined;
      },
      'enter-key': (): Answer => ({ kind: 'enter-key', kit: { path } }),
    },
  };
}

export const isGood = (stage: Stage, state: MigrationState): void =>
  expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));

/** Goes on with a new backup in place of the one that there is. */
export async function anew(stage: Stage, id: string): Promise<MigrationState> {
  const { ended } = stage.watch(id);
  await stage.engine.handlers['resume-migration']({ id, newBackup: true });
  return ended;
}
