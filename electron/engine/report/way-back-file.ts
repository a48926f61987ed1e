import type { WindowPlanFormat } from '../../../shared/contract';
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
import type { ReportContent } from './report-content';
import { reportHtml } from './report-html';
import { wayBackText } from './way-back-text';

/** How to go back from a state, to print or to read anywhere. */
export function wayBackFile(state: MigrationState, format: WindowPlanFormat, now: Date): string {
  return format === 'html' ? reportHtml(wayBackContent(state, now)) : wayBackText(state, now);
}

function wayBackContent(state: MigrationState, now: Date): ReportContent {
  const back = wayBack(state);
  const steps = back.instructions.map((instruction, index) => {
    const { what, proof } = instructionWords(back, instruction);
    return [`${index + 1}`, whoWords(back, instruction), what, proof];
  });
  const rows = (lines: readonly string[]): string[][] =>
    lines.filter(Boolean).map((line) => [line]);
  const sections = [
    { heading: wayBackWords.noReturn, rows: rows([noReturnSentence(back)]) },
    { heading: wayBackWords.steps, columns: ['', 'Who', 'What', 'Proven by'], rows: steps },
    { heading: wayBackWords.lost, rows: rows(lossSentences(back)) },
    { heading: wayBackWords.harder, rows: rows([harderSentence(back)]) },
    { heading: wayBackWords.names, rows: nameRows(back).map((row) => [...row]) },
    {
      heading: 'This page',
      rows: [
        ['As of', state.updatedAt],
        ['Written', now.toISOString()],
        ['Newer', `epp-migrate way-back ${state.id}`],
      ],
    },
  ];
  return {
    title: printable(wayBackWords.title(back.names.source)),
    summary: printable(`${stageSentence(back)} ${wayBackWords.rule}`),
    sections: sections.map((section) => ({
      ...section,
      rows: section.rows.map((row) => row.map(printable)),
    })),
    remaining: [],
  };
}
