import type { MigrationState } from '../../../shared/migration';
import { wayBack } from '../../../shared/way-back';
import {
  harderSentence,
  instructionWords,
  lossSentences,
  nameRows,
  noReturnSentence,
  stageSentence,
  wayBackWords,
  whoWords,
} from '../../../shared/words/way-back';
import { printable } from '../printable';

const width = 78;
const labelWidth = 26;

/** The way back as plain text, in lines that fit a page and any window. */
export function wayBackText(state: MigrationState, now: Date): string {
  const back = wayBack(state);
  const steps = back.instructions.flatMap((instruction, index) => {
    const { what, proof } = instructionWords(back, instruction);
    return [
      ...wrapped(`[ ] ${index + 1}. `, whoWords(back, instruction)),
      ...wrapped('       ', what),
      ...wrapped('       ', `Proven by: ${proof}`),
    ];
  });
  const harder = harderSentence(back);
  const part = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', title, '-'.repeat(title.length), ...lines];
  const paragraph = (text: string): readonly string[] => (text === '' ? [] : wrapped('', text));
  const title = printable(wayBackWords.title(back.names.source));
  return [
    title,
    '='.repeat(title.length),
    '',
    ...paragraph(stageSentence(back)),
    ...paragraph(wayBackWords.rule),
    ...part(wayBackWords.noReturn, paragraph(noReturnSentence(back))),
    ...part(wayBackWords.steps, steps),
    ...part(wayBackWords.lost, lossSentences(back).flatMap(paragraph)),
    ...part(wayBackWords.harder, paragraph(harder)),
    ...part(
      wayBackWords.names,
      nameRows(back).flatMap(([label, value]) => wrapped(label.padEnd(labelWidth), value)),
    ),
    '',
    `As of ${state.updatedAt}, written ${now.toISOString()}.`,
    `Newer: epp-migrate way-back ${state.id}`,
    '',
  ].join('\n');
}

/** Lines of words behind a beginning; what follows stands below the first word. What is longer than a line is not cut. */
function wrapped(first: string, text: string): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of printable(text).split(/\s+/)) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line.trimEnd());
      line = ' '.repeat(first.length);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line.trimEnd()];
}
