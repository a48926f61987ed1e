import { readFileSync, statSync } from 'node:fs';
import { fail } from '../../../shared/failure';
import { type OperationName, operationNames } from '../../engine/appliance/operations';
import type { Profile } from '../../engine/appliance/profile';
import { readingOf, shownText } from '../../engine/appliance/trial-reading';
import { cleanAll } from '../clean';
import { typedPath } from '../kit-file';
import type { Desk } from '../ports';
import { rawLines, readingLines } from './profile-try';

/** An operation, and the file that holds an answer to it. */
export type KeptAnswer = readonly [operation: string, file: string];

const bytesMost = 1_048_576;

/** Shows what a profile reads of answers that are kept in files; how many of them cannot be read. Throws `usage.wrong`, `file.unreadable`. */
export function showAnswers(
  profile: Profile,
  answers: readonly KeptAnswer[],
  samples: Readonly<Record<string, string>>,
  { screen, terminal, folder }: Desk,
): number {
  let wrong = 0;
  for (const [typed, path] of answers) {
    const operation = named(typed);
    const stdout = contentOf(typedPath(path, folder));
    const result = { exitCode: 0, stdout, stderr: Buffer.alloc(0) };
    const { reading } = cleanAll(readingOf(operation, profile, result, samples));
    if (reading.fault !== undefined) wrong += 1;
    screen.item({ type: 'profile-answer', operation, reading });
    screen.write(terminal.paint('bold', `\n${operation}, as ${path} has it`));
    const secret = profile.operations[operation]?.secretAnswer === true;
    const text = secret ? '' : shownText(stdout.toString('utf8'));
    for (const line of [...rawLines('', text), ...readingLines(reading, { terminal })])
      screen.write(line);
  }
  return wrong;
}

function named(typed: string): OperationName {
  const seen = `There is no operation “${typed}”; there are ${operationNames.join(', ')}.`;
  return operationNames.find((each) => each === typed) ?? fail('usage.wrong', { seen });
}

function contentOf(file: string): Buffer {
  try {
    const { size } = statSync(file);
    if (size <= bytesMost) return readFileSync(file);
  } catch (thrown) {
    fail('file.unreadable', { file, seen: (thrown as NodeJS.ErrnoException).code ?? '' }, thrown);
  }
  return fail('file.unreadable', { file, seen: 'more than 1 MiB' });
}
