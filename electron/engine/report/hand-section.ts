import type { MigrationState } from '../../../shared/migration';
import { operationWords, proofWords, wayWords } from '../../../shared/words/by-hand';
import { sideWords } from '../../../shared/words/sides';
import type { ReportSection } from './report-section';

/** What people did at the servers, with what proved it; what nothing proved is said to be stated, by whom and when. */
export function handSections({ handWork }: MigrationState): readonly ReportSection[] {
  if (handWork.length === 0) return [];
  return [
    {
      heading: 'Done by hand',
      columns: ['Server', 'What', 'How', 'Entered', 'Proof'],
      rows: handWork.map(({ at, by, side, operation, way, given, proof, seen }) => [
        sideWords[side],
        operationWords[operation],
        wayWords[way],
        enteredWords(given),
        [
          proof === 'stated' ? `stated by ${by} at ${at}` : `${proofWords[proof]}; ${by} at ${at}`,
          seen === undefined ? '' : `seen: ${seen.slice(0, 200)}`,
        ]
          .filter(Boolean)
          .join('; '),
      ]),
    },
  ];
}

const enteredWords = (given: Readonly<Record<string, string>>): string => {
  const said = Object.entries(given).map(([name, value]) => `${name} ${value}`);
  return said.length === 0 ? 'nothing: it is not shown there' : said.join(', ');
};
