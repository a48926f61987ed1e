import type { Terminal } from '../terminal';
import { endWords } from './end-words';
import type { Screen } from './screen';

/** The outcome alone, for those who only want to know how it ended. */
export const quietScreen = (terminal: Terminal): Screen => ({
  show: () => undefined,
  showTest: () => undefined,
  say: () => undefined,
  write: (text) => terminal.print(text),
  item: () => undefined,
  stepAside: () => () => undefined,
  offerPause: () => undefined,
  end: (ending) => endWords(ending, terminal),
});
