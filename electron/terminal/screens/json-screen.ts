import { withoutKeyHash } from '../../../shared/facts';
import type { MigrationEvent, MigrationState } from '../../../shared/migration';
import { isOpen, worksheetRows } from '../../../shared/worksheet';
import type { Ending } from '../ending';
import type { Terminal } from '../terminal';
import { archiveNews } from './archive-news';
import type { Screen } from './screen';
import { testNews, testResult } from './test-news';

/** Progress is told at most this often, in milliseconds. */
const progressInterval = 250;

/** One JSON object a line on stdout and nothing else: events with the id of their migration, then the result. */
export function jsonScreen(terminal: Terminal, now: () => number = Date.now): Screen {
  const put = (value: unknown): void => terminal.print(toLine(value));
  const newsOf = testNews();
  const savingOf = archiveNews(now);
  let progressAt = 0;
  const due = (event: MigrationEvent): boolean => {
    if (event.type !== 'progress') return true;
    if (now() - progressAt < progressInterval) return false;
    progressAt = now();
    return true;
  };
  return {
    show: (id, event) => {
      if (due(event)) put({ id, ...event });
    },
    showTest: (test) => {
      for (const line of [...newsOf(test), ...savingOf(test)]) put(line);
    },
    say: () => undefined,
    item: put,
    write: () => undefined,
    stepAside: () => () => undefined,
    offerPause: () => undefined,
    end: (ending) => put(resultOf(ending)),
  };
}

/** The last line: `{"type":"result",…}`. */
export const resultOf = ({ outcome, exitCode, failure, state, test }: Ending) => ({
  type: 'result',
  ...(state && { id: state.id }),
  outcome,
  exitCode,
  ...(failure && { failure }),
  ...(test && testResult(test)),
  ...(state?.facts.report && { report: state.facts.report }),
  ...(state?.status === 'finished' && { open: openItems(state) }),
});

/** Integrations and settings that nobody has tested on the new server yet. */
const openItems = (state: MigrationState): readonly string[] =>
  worksheetRows(state)
    .filter(isOpen)
    .map(({ id }) => id);

/** JSON leaves the control characters from 127 to 159 as they are; a terminal would obey them. */
const toLine = (value: unknown): string =>
  JSON.stringify(value, withoutKeyHash).replaceAll(
    /[\u007f-\u009f]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
