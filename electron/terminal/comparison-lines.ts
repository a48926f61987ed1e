import type { Facts } from '../../shared/facts';
import {
  comparedWords,
  comparisonColumns,
  noValue,
  verdictText,
  verdictWords,
} from '../../shared/words/comparison';
import { columns, hanging } from './layout';

const indent = 2;

/** What was compared of both servers: a table, below it what a person should look at, with the errors that the new server logged. */
export function comparisonLines(
  { comparison = [], errors = [] }: Facts['verified'],
  width: number,
): readonly string[] {
  if (comparison.length === 0) return [];
  const rows = comparison.map((row) => [
    comparedWords[row.what],
    row.before || noValue,
    row.after || noValue,
    row.before || row.after ? verdictWords[row.verdict] : 'not told',
  ]);
  const looked = comparison.filter(({ verdict }) => verdict === 'warning');
  const table = columns([[...comparisonColumns], ...rows]).map((row) => `  ${row}`);
  const fits = table.every((line) => line.length <= width);
  // On a narrow terminal a row is a sentence.
  const told = rows.map(([what, before, after, verdict]) =>
    hanging('', `${what}: ${before} → ${after}, ${verdict}`, width, indent),
  );
  return [
    ...(fits ? table : told),
    ...looked.map((row) =>
      hanging('!', `${comparedWords[row.what]}: ${verdictText(row)}`, width, indent),
    ),
    ...errors.map(({ time, text }) => hanging('', `${time.slice(11, 19)} ${text}`, width, indent)),
  ];
}
