import { type ConnectionTest, currentStage } from '../../../shared/connection-test';
import { stageWords } from '../../../shared/words/stages';
import { wrap } from '../../../shared/wrap';
import type { Ending } from '../ending';
import { failureIndent, failureText } from '../failure-text';
import { hanging } from '../layout';
import type { Terminal } from '../terminal';
import { archiveEndLines } from './archive-lines';
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
    const { archiving } = test;
    const lines = archiving ? archiveEndLines(archiving, width) : identityLines(test, width, paint);
    for (const line of lines) print(line);
    return;
  }
  for (const line of stoppedStage(test, width, paint)) print(line);
  complain();
  if (outcome === 'cancelled') {
    const stage = currentStage(test);
    const where = stage ? ` at “${stageWords[stage.stage]}”` : '';
    const text = `Stopped${where}. ${nowWords(test)}`;
    complain(paint('bold', wrap(text, width).join('\n')));
    return;
  }
  const way =
    outcome === 'waiting'
      ? `Run it in a terminal. ${beforehand(String(failure.facts['question']), 'test') ?? ''}`.trim()
      : undefined;
  complain(failureText(failure, width, paint, way));
  complain(hanging('  Now', nowWords(test), width, failureIndent));
}

/** What is true now. */
function nowWords({ archiving }: ConnectionTest): string {
  const unchanged = 'Nothing was changed on the server.';
  if (archiving?.folder === undefined) return unchanged;
  return `${unchanged} ${archiving.saved.length} of ${archiving.files.length} files are saved; the same command goes on.`;
}
