import type { WorksheetFormat } from '../../../shared/contract';
import type { MigrationState } from '../../../shared/migration';
import {
  worksheetConfidenceWords,
  worksheetCounts,
  worksheetStateWords,
  worksheetWords,
} from '../../../shared/words/worksheet';
import { type WorksheetRow, worksheetRows, worksheetRules } from '../../../shared/worksheet';
import { csvLine } from './csv-line';
import type { ReportContent } from './report-content';
import { reportHtml } from './report-html';
import { worksheetRemaining, worksheetSection } from './worksheet-section';

/** The worksheet of a migration as a text of this format; to be filled in before and ticked off after. */
export function worksheetText(state: MigrationState, format: WorksheetFormat, now: Date): string {
  switch (format) {
    case 'csv':
      return [columns, ...worksheetRows(state).map(row)].map(csvLine).join('');
    case 'html':
      return reportHtml(asContent(state, now));
  }
}

const columns = [
  'Id',
  'Item',
  'State',
  'Where it points',
  'Note',
  'By',
  'When',
  'Look up before',
  'Do and test after',
  'Certainty',
  'Documented in',
];

function row({ id, entry }: WorksheetRow): string[] {
  const { title, before = '', after } = worksheetWords[id];
  const { confidence, documented } = worksheetRules[id];
  return [
    ...[id, title, worksheetStateWords[entry.state], entry.where, entry.note, entry.by, entry.at],
    ...[before, after, worksheetConfidenceWords[confidence], documented],
  ];
}

function asContent(state: MigrationState, now: Date): ReportContent {
  const { plan, facts, id } = state;
  const rows = worksheetRows(state);
  return {
    title: `Integrations and settings of ${facts.source?.hostname ?? plan.source.host}`,
    summary: `${worksheetCounts(rows)}. Write down where each points and where its secret is kept, never the secret.`,
    sections: [
      worksheetSection(state),
      {
        heading: 'What to look up on the old server',
        rows: rows.flatMap(({ id: item }) => {
          const { title, before } = worksheetWords[item];
          return before === undefined ? [] : [[title, before]];
        }),
      },
      {
        heading: 'This worksheet',
        rows: [
          ['Migration', id],
          ['Written', now.toISOString()],
        ],
      },
    ],
    remaining: worksheetRemaining(state),
  };
}
