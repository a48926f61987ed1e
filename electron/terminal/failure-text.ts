import type { Failure } from '../../shared/failure';
import { describeFailure } from '../../shared/words/failures';
import { cleanAll } from './clean';
import { hanging } from './layout';
import { withSystemWords } from './system-words';
import type { Paint } from './terminal';

/** Where the sentences of a failure begin. */
export const failureIndent = 11;

/** A failure as a person reads it: what happened, what was seen, what was needed, what to do, and its code. `instead` takes the place of what to do. */
export function failureText(
  failure: Failure,
  width: number,
  paint: Paint,
  instead?: string | undefined,
): string {
  const { title, seen, needed, todo } = describeFailure(withSystemWords(cleanAll(failure)));
  const part = (label: string, text: string): string[] =>
    text.trim() === '' ? [] : [hanging(`  ${label}`, text, width, failureIndent)];
  return [
    paint('red', hanging('✗', title, width, 2)),
    ...part('Seen', seen),
    ...part('Needed', needed),
    ...part('Do next', instead ?? todo),
    paint('dim', hanging('  Code', failure.code, width, failureIndent)),
  ].join('\n');
}
