import type { ConnectionTest } from '../../shared/connection-test';

/** Takes in a snapshot of a test; true once for each question, which a person who looks elsewhere should hear of. */
export type TestWatch = (test: ConnectionTest) => boolean;

/** Remembers what each test that runs has asked last. */
export function watchTests(): TestWatch {
  const asked = new Map<string, string>();
  return ({ id, status, question }) => {
    if (status !== 'running') asked.delete(id);
    if (status !== 'running' || !question || asked.get(id) === question.id) return false;
    asked.set(id, question.id);
    return true;
  };
}
