import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import type { MigrationDesk } from '../../../electron/terminal/answers/answerer';
import { askPerson } from '../../../electron/terminal/answers/ask-person';
import type { Terminal } from '../../../electron/terminal/terminal';
import type { Question } from '../../../shared/migration';
import { plainPaint } from './page';

/** A text that is waited for, and what is typed then. */
export type Typed = readonly [sees: string, keys: string];

/** Somebody at the keys who types each line once its text is seen. */
export const asked = (question: Question, ...typed: Typed[]) =>
  askedOf(question, undefined, ...typed);

/** As `asked`, in a migration. */
export async function askedOf(
  question: Question,
  migration: MigrationDesk | undefined,
  ...typed: readonly Typed[]
) {
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  // A prompt that is over ends its output; the window that this stands for stays.
  stdout.end = () => stdout;
  const left = [...typed];
  let shown = '';
  let read = 0;
  stdout.on('data', (chunk: Buffer) => {
    shown += stripVTControlCharacters(chunk.toString('utf8'));
    const [sees, keys] = left[0] ?? [];
    const at = sees === undefined ? -1 : shown.indexOf(sees, read);
    if (sees === undefined || at < 0) return;
    read = at + sees.length;
    left.shift();
    setImmediate(() => stdin.write(keys));
  });
  const terminal = {
    ...{ stdin, stdout, live: true, canAsk: true, width: () => 79, paint: plainPaint },
    print: (text = '') => stdout.write(`${text}\n`),
  } as unknown as Terminal;
  const answer = await askPerson(terminal, '/')(question, {
    migration,
    signal: AbortSignal.timeout(10_000),
    say: () => undefined,
    stepAside: () => () => undefined,
  });
  return { answer, shown };
}
