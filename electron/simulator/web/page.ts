import type { ServedMachine } from '../served-machine';
import type { Html } from './html';
import type { Session } from './sessions';

/** Somebody who is logged in and asks for a page, or sends a form of one. */
export type Visit = {
  readonly machine: ServedMachine;
  readonly session: Session;
  readonly query: URLSearchParams;
  /** What was sent; empty where nothing was. */
  readonly form: URLSearchParams;
};

/** What is answered: a page, or where to go next. */
export type Answer =
  | { readonly status?: number | undefined; readonly title: string; readonly body: Html }
  | { readonly to: string };

/** One page, or what becomes of one of its forms. */
export type Page = (visit: Visit) => Answer | Promise<Answer>;

/** What a command said: its lines, or why not. */
export type Told =
  | { readonly lines: readonly Readonly<Record<string, unknown>>[] }
  | { readonly refused: string };

/** Has a command of the machine carried out; an answer that nobody can read is none. */
export async function tell(
  machine: ServedMachine,
  words: readonly string[],
  stdin?: string,
): Promise<Told> {
  const { stdout, stderr, exitCode } = await machine.command(words, stdin);
  if (exitCode !== 0) return { refused: messageOf(stderr) };
  try {
    const lines = stdout.split('\n').filter((line) => line !== '');
    return { lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
  } catch {
    return { refused: 'There is no answer.' };
  }
}

/** The first line of what a command says of itself; empty where it says nothing that can be read. */
export async function reading(
  machine: ServedMachine,
  words: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  const told = await tell(machine, words);
  const line = 'lines' in told ? told.lines[0] : undefined;
  return line !== undefined && line !== null && typeof line === 'object' ? line : {};
}

function messageOf(stderr: string): string {
  const { error, message } = JSON.parse(stderr) as Readonly<Record<string, string>>;
  return error === undefined ? stderr : (reasons[error] ?? message ?? error);
}

/** The error words of the commands, as the console says them; of the others their own text. */
const reasons: Readonly<Record<string, string>> = {
  busy: 'Another backup or restore is at work.',
  'wrong-key': 'The System Backup Key does not open the file.',
  'no-space': 'There is not enough room on the disk.',
  corrupt: 'The file is damaged, or is no backup.',
  version: 'The file comes from a version that this server does not take.',
  'not-found': 'It is not there.',
  internal: 'An error occurred.',
};

/** Why a backup or a restore failed. */
export const reasonOf = (word: string | undefined): string =>
  reasons[word ?? 'internal'] ?? word ?? '';
