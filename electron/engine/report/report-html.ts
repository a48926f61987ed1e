import type { ReportContent } from './report-content';
import type { ReportSection } from './report-section';
import { filled } from './report-text';

const style = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2.5rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p.summary { font-size: 1.05rem; margin: 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #8886; overflow-wrap: anywhere; }
tr { break-inside: avoid; } h2 { break-after: avoid; }
@page { margin: 18mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); } }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 11px; } }
`;

/** The report as one HTML page without scripts or anything from elsewhere; prints on A4 and Letter. */
export const reportHtml = (content: ReportContent): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(content.title)}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>${style}</style></head><body>
<h1>${escapeHtml(content.title)}</h1>
<p class="summary">${escapeHtml(content.summary)}</p>
${content.sections.filter(filled).map(section).join('\n')}
${remaining(content.remaining)}
</body></html>
`;

const remaining = (lines: readonly string[]): string =>
  lines.length === 0
    ? ''
    : `<h2>What remains to be done</h2>
<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`;

function section({ heading, columns, rows }: ReportSection): string {
  const head = columns
    ? `<thead><tr>${columns.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('')}</tr></thead>`
    : '';
  const body = rows
    .map(
      ([label = '', ...cells]) =>
        `<tr><th scope="row">${escapeHtml(label)}</th>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`,
    )
    .join('');
  return `<h2>${escapeHtml(heading)}</h2><table>${head}<tbody>${body}</tbody></table>`;
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
