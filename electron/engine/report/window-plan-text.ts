import { reportText } from './report-text';
import { type WindowPlanPage, windowPlanContent } from './window-plan-content';
import { decisionLines } from './window-plan-decisions';

/** The plan as plain text, with lines to sign on. */
export const windowPlanText = (page: WindowPlanPage, now: Date): string =>
  reportText(windowPlanContent(page, decisionLines(page.plan), now));
