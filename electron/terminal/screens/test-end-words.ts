import { type ConnectionTest, currentStage } from '../../../shared/connection-test';
import { stageWords } from '../../../shared/words/stages';
import type { Ending } from '../ending';
import { failureIndent, failureText } from '../failure-text';
import { hanging, wrap } from '../layout';
import type { Terminal } from '../terminal';
import { beforehand } from './beforehand';
import { identityLines } from './identity-lines';
import { stoppedStage } from './stage-lines';

/** Says how a test of a connection ended: who answered, or what was in the way. */
export function testEndWords(ending: Ending, test: ConnectionTest, terminal: Terminal): void {
  const { print, complain, paint } = terminal;
  const width = terminal.width();
  const { outcome, failure } = ending;
  if (outcome === 'finished' || !failure) {
    print();
    for (const line of identityLines(test, width, paint)) print(line);
    return;
  }
  for (const line of stoppedStage(test, width, paint)) print(line);
  complain();
  if (outcome === 'cancelled') {
    const stage = currentStage(test);
    const where = stage ? ` at “${stageWords[stage.stage]}”` : '';
    const text = `Stopped${where}. Nothing was changed on the server.`;
    complain(paint('bold', wrap(text, width).join('\n')));
    return;
  }
  const way =
    outcome === 'waiting'
      ? `Run it in a terminal. ${beforehand(String(failure.facts['question']), 'test') ?? ''}`.trim()
      : undefined;
  complain(failureText(failure, width, paint, way));
  complain(hanging('  Now', 'Nothing was changed on the server.', width, failureIndent));
}
