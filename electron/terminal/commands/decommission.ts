import { givenUpSentence } from '../../../shared/words/keep-source';
import type { GiveUpOptions } from '../choice';
import { cleanAll } from '../clean';
import { type Ending, finished } from '../ending';
import type { Desk } from '../ports';

/** `decommission`: writes down that the old server of a finished migration is gone; nothing is done to any server. */
export async function decommission(
  id: string,
  { note, by }: GiveUpOptions,
  { screen, ports }: Desk,
): Promise<Ending> {
  const engine = ports.openEngine();
  try {
    await engine.handlers['give-up-source']({ id, note, by });
  } finally {
    await engine.close();
  }
  const state = ports.shelf.read(id);
  screen.item({ type: 'source-given-up', id, ...state.sourceGivenUp });
  screen.write(givenUpSentence(cleanAll(state)) ?? '');
  return finished;
}
