import { input, password } from '@inquirer/prompts';
import { promptedPath } from '../kit-file';
import { hanging } from '../layout';
import type { Terminal } from '../terminal';
import type { AnswerDesk } from './answerer';
import { isName } from './read-typed';

/** The streams that a prompt uses, and what takes it away. */
export type PromptContext = {
  readonly signal: AbortSignal;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
};

export function contextOf(
  { signal }: Pick<AnswerDesk, 'signal'>,
  terminal: Terminal,
): PromptContext {
  const { stdin, stdout } = terminal;
  // A prompt that Ctrl+D has closed would never end, and show what is typed after it: it stops like Ctrl+C.
  const stop = (_text: unknown, key: { readonly ctrl?: boolean; readonly name?: string }): void => {
    if (key?.ctrl === true && key.name === 'd') process.kill(process.pid, 'SIGINT');
  };
  stdin.on('keypress', stop);
  signal.addEventListener('abort', () => stdin.off('keypress', stop), { once: true });
  return { signal, input: stdin, output: stdout };
}

/** Says what a question is about before it is asked. */
export function explain(
  { print, paint, width }: Terminal,
  title: string,
  lines: readonly string[],
): void {
  print();
  for (const line of hanging('', title, width(), 0).split('\n')) print(paint('bold', line));
  for (const line of lines) {
    // What follows a number or blanks stays under the first word.
    const [before = ''] = /^ *(?:\d+\. )?/.exec(line) ?? [];
    const indent = 2 + before.length;
    print(hanging(`  ${before}`, line.slice(before.length), width(), indent));
  }
}

/** Warns that the last answer was not taken, and why. */
export function warn({ print, paint, width }: Terminal, ...sentences: readonly string[]): void {
  print();
  sentences.forEach((text, index) => {
    for (const line of hanging(index === 0 ? '  !' : '', text, width(), 4).split('\n'))
      print(paint('yellow', line));
  });
}

/** Asks where a recovery kit is; gives an absolute path. */
export async function readKitPath(
  known: string | undefined,
  folder: string,
  context: PromptContext,
): Promise<string> {
  const message = 'Where is the recovery kit?';
  const typed = await input(
    { message, validate: filled, ...(known !== undefined && { default: known }) },
    context,
  );
  return promptedPath(typed, folder);
}

/** Has a server's name typed; `no` is taken too where `mayDecline` says so. */
export const typeName = (
  name: string,
  of: string,
  context: PromptContext,
  mayDecline = false,
): Promise<string> =>
  input(
    {
      message: mayDecline
        ? `Type ${name} to accept the new key, or no`
        : `Type ${name} to go on (Ctrl+C stops)`,
      validate: (typed) =>
        isName(typed, name) ||
        (mayDecline && isName(typed, 'no')) ||
        `That is not the name of the ${of}. It is ${name}.`,
    },
    context,
  );

/** Reads what must not be seen. */
export const readSecret = (message: string, context: PromptContext): Promise<string> =>
  password({ message, mask: '•', toggleMask: false, validate: filled }, context);

const filled = (typed: string): true | string => typed.trim() !== '' || 'Nothing was typed.';
