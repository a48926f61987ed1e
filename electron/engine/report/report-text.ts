import type { ReportContent } from './report-content';
import type { ReportSection } from './report-section';

/** The report as plain text, columns aligned. */
export function reportText(content: ReportContent): string {
  const parts = [content.title, content.summary, ...content.sections.filter(filled).map(section)];
  const remaining = [
    'What remains to be done',
    ...content.remaining.map((line) => `- ${line}`),
  ].join('\n');
  return `${[...parts, ...(content.remaining.length > 0 ? [remaining] : [])].join('\n\n')}\n`;
}

export const filled = (section: ReportSection): boolean => section.rows.length > 0;

function section({ heading, columns, rows }: ReportSection): string {
  const lines = columns ? [columns, ...rows] : rows;
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const drawn = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [heading, ...drawn].join('\n');
}
