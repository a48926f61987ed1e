import type { ExportFormat } from '../../../shared/contract';
import type { Finding } from '../../../shared/finding';
import { findingRules, isBlocking, standingOf } from '../../../shared/finding-rules';
import type { MigrationState } from '../../../shared/migration';
import { describeFinding } from '../../../shared/words/findings';
import { csvLine } from './csv-line';
import { findingsSections } from './findings-section';
import type { ReportContent } from './report-content';
import { reportHtml } from './report-html';

/** What the checks of a migration found and what people said of it, as a text of this format. */
export function findingsText(state: MigrationState, format: ExportFormat, now: Date): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(asJson(state, now), null, 2)}\n`;
    case 'csv':
      return [columns, ...state.findings.map(row)].map(csvLine).join('');
    case 'html':
      return reportHtml(asContent(state, now));
  }
}

const asJson = ({ id, plan, findings, facts }: MigrationState, now: Date) => ({
  migration: id,
  writtenAt: now.toISOString(),
  source: { host: plan.source.host, version: facts.source?.version },
  target: { host: plan.target.host, version: facts.target?.version },
  rules: facts.verdict?.rules,
  findings: findings.map((finding) => ({
    ...finding,
    standing: standingOf(finding),
    blocking: isBlocking(finding),
    ...findingRules[finding.id],
    ...describeFinding(finding),
  })),
});

const columns = [
  'Id',
  'Check',
  'Server',
  'Standing',
  'Measured',
  'Required',
  'Said or waived by',
  'When',
  'Note or reason',
  'What to do',
  'Waivable',
  'Documented in',
];

function row(finding: Finding): string[] {
  const { id, on, measured, required, statement, waiver } = finding;
  const { title, fix } = describeFinding(finding);
  const said = waiver ?? statement;
  const { waivable, documented } = findingRules[id];
  return [
    ...[id, title, on, standingOf(finding), measured, required],
    ...[said?.by ?? '', said?.at ?? '', waiver?.reason ?? statement?.note ?? ''],
    ...[fix, waivable ? 'yes' : 'no', documented],
  ];
}

function asContent(state: MigrationState, now: Date): ReportContent {
  const { findings, plan, facts, id } = state;
  const blocking = findings.filter(isBlocking);
  return {
    title: `Checks before the migration of ${facts.source?.hostname ?? plan.source.host} to ${facts.target?.hostname ?? plan.target.host}`,
    summary:
      blocking.length === 0
        ? `${findings.length} checks, nothing blocks.`
        : `${findings.length} checks, ${blocking.length} of them block.`,
    sections: [
      ...findingsSections('Findings', findings),
      {
        heading: 'This list',
        rows: [
          ['Migration', id],
          ['Written', now.toISOString()],
          ['Rules', facts.verdict?.rules ?? ''],
        ],
      },
    ],
    remaining: blocking.map((each) => `${each.id}: ${describeFinding(each).fix}`),
  };
}
