import { reportHtml } from './report-html';
import { type WindowPlanPage, windowPlanContent } from './window-plan-content';
import { decisionTable } from './window-plan-decisions';

/** On paper every table stays whole; the empty cells are high enough to sign in. */
const planStyle = `<style>
table, ul { break-inside: avoid; }
td:empty { height: 3rem; min-width: 4rem; border: 1px solid #888; }
td:empty:last-child { min-width: 11rem; }
@media print {
  h2 { margin-top: 1.25rem; }
  td:empty { height: 12mm; min-width: 14mm; }
  td:empty:last-child { min-width: 42mm; }
}
</style>`;

/** The plan as one HTML page without scripts, in the manner of the report; prints on A4 and Letter with page numbers. */
export const windowPlanHtml = (page: WindowPlanPage, now: Date): string =>
  reportHtml(windowPlanContent(page, decisionTable(page.plan), now)).replace(
    '</head>',
    () => `${planStyle}</head>`,
  );
