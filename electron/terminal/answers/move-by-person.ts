import { confirm, input } from '@inquirer/prompts';
import { formatBytes } from '../../../shared/bytes';
import type { Failure } from '../../../shared/failure';
import type { Answer, Question } from '../../../shared/migration';
import { byHandWords, webUploadWords } from '../../../shared/words/route';
import { faultWords } from '../key-words';
import { promptedPath } from '../kit-file';
import type { Terminal } from '../terminal';
import { explain, type PromptContext, warn } from './prompting';

type Asked<Kind extends Question['kind']> = Question & { readonly kind: Kind };

/** Has a person bring the backup to this computer and say where it is. */
export async function bringFile(
  { from, size, sha256, fault }: Asked<'bring-file'>,
  context: PromptContext,
  terminal: Terminal,
  folder: string,
): Promise<Answer> {
  explainOnce(fault, terminal, byHandWords.bringTitle, [
    byHandWords.bring(from),
    `${byHandWords.size}  ${formatBytes(size)} (${size} bytes)`,
    `SHA-256  ${sha256}`,
  ]);
  const path = await input({ message: byHandWords.bringWhich, validate: filled }, context);
  return { kind: 'bring-file', file: { path: promptedPath(path, folder) } };
}

/** Has a person put the backup on the new server and say when it is there. */
export async function putFile(
  { path, to, size, sha256, fault }: Asked<'put-file'>,
  context: PromptContext,
  terminal: Terminal,
): Promise<Answer> {
  explainOnce(fault, terminal, byHandWords.putTitle, [
    byHandWords.put,
    `${byHandWords.from}  ${path}`,
    `${byHandWords.to}  ${to}`,
    `${byHandWords.size}  ${formatBytes(size)} (${size} bytes)`,
    `SHA-256  ${sha256}`,
    ...webUploadWords(size),
  ]);
  await untilYes('Is the file there?', context);
  return { kind: 'put-file' };
}

/** Says what is wanted, or, where an answer was not taken, why not. */
export function explainOnce(
  fault: Failure | undefined,
  terminal: Terminal,
  title: string,
  lines: readonly string[],
): void {
  if (fault) warn(terminal, ...faultWords({ failure: fault }));
  else explain(terminal, title, lines);
}

/** Waits for a yes; stopping is Ctrl+C. */
export async function untilYes(message: string, context: PromptContext): Promise<void> {
  while (!(await confirm({ message, default: true }, context)));
}

export const filled = (typed: string): true | string => typed.trim() !== '' || 'Nothing was typed.';
