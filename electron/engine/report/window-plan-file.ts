import type { WindowPlanFormat } from '../../../shared/contract';
import { calendarOf, estimateOf } from '../../../shared/estimate-of';
import type { MigrationState } from '../../../shared/migration';
import { windowPlan } from '../../../shared/window-plan';
import type { WindowPlanPage } from './window-plan-content';
import { windowPlanHtml } from './window-plan-html';
import { windowPlanText } from './window-plan-text';

/** What a migration's window plan says where it begins at `start`, ISO 8601; `zoneMinutes` east of UTC is the old server's zone. */
export function windowPlanPage(
  state: MigrationState,
  { start, zoneMinutes }: { readonly start: string; readonly zoneMinutes?: number | undefined },
): WindowPlanPage {
  const estimate = estimateOf(state);
  const server = (side: 'source' | 'target') => ({
    name: state.facts[side]?.hostname ?? state.plan[side].host,
    address: state.facts[side]?.network.address ?? state.plan[side].host,
  });
  return {
    estimate,
    plan: windowPlan(estimate, { ...calendarOf(state, zoneMinutes), start }),
    servers: { source: server('source'), target: server('target') },
  };
}

/** A window plan as a text of this format. */
export const windowPlanFile = (
  page: WindowPlanPage,
  format: WindowPlanFormat,
  now: Date,
): string => (format === 'html' ? windowPlanHtml(page, now) : windowPlanText(page, now));
